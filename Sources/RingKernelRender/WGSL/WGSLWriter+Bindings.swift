internal import RingKernelIR

/// A binding that is read or written as words, or as elements of its own type.
struct WGSLMemory {
  /// The variable.
  var name: String
  /// Whether its words are atomic, because something narrower than a word is stored or because the kernel has atomics.
  var isAtomic: Bool
  /// The WGSL type of an element where elements are `f32`, `i32`, `u32` or atomics; nil for words at host offsets.
  var element: String?
  var isMutable = true
  /// Whether nobody else touches its words meanwhile, so that parts of words are stored without atomics.
  var isOwn = false
  /// Whether it is a uniform, whose words lie in vectors of four: what all threads read at the same place is read faster.
  var isUniform = false
}

extension WGSLWriter {
  /// How a buffer or the state is held.
  func memory(_ id: ResourceID) -> WGSLMemory {
    let resource = module.resources[id]
    var isMutable = true
    if case .buffer(let mutable, _) = resource.kind { isMutable = mutable || resource.isAtomic }
    if let scalar = resource.element.scalar, resource.kind != .state {
      if resource.isAtomic {
        let element = scalar == .f32 ? "u32" : scalars.name(scalar)
        return WGSLMemory(name: resourceNames[id], isAtomic: true, element: element, isMutable: true)
      }
      if WGSLScalar.isNative(scalar) {
        return WGSLMemory(
          name: resourceNames[id],
          isAtomic: false,
          element: scalars.name(scalar),
          isMutable: isMutable
        )
      }
    }
    return words(resourceNames[id], resource.element, isMutable: isMutable)
  }

  /// A binding of words that hold values of a type.
  func words(_ name: String, _ type: KernelType, isMutable: Bool) -> WGSLMemory {
    WGSLMemory(name: name, isAtomic: isMutable && hasNarrow(type), element: nil, isMutable: isMutable)
  }

  private func hasNarrow(_ type: KernelType) -> Bool {
    switch type {
    case .void: false
    case .scalar(let scalar), .vector(let scalar, _): scalar.byteCount < 4
    case .array(let element, _): hasNarrow(element)
    case .structure(let name): module.types.structs[name]?.fields.contains { hasNarrow($0.type) } ?? false
    }
  }

  /// The launch's words and the record; a batch has the messages, the replies and the outcomes besides the state.
  static let wordsName = "rk_words"
  /// An extent that the entry has read, followed by its word: drivers read storage anew each time they are told to.
  static let extentName = "rk_extent_"
  static let recordName = "rk_record"
  static let messagesName = "rk_messages"
  static let repliesName = "rk_replies"

  /// The words of a launch: those of a batch are the number of its messages and zero.
  var launchWords: WGSLMemory {
    WGSLMemory(
      name: Self.wordsName,
      isAtomic: false,
      element: nil,
      isMutable: false,
      isUniform: module.entry == .kernel
    )
  }

  mutating func printBindings() throws(RenderError) {
    var number = 0
    if module.entry == .kernel {
      for (id, resource) in module.resources.enumerated() {
        guard case .buffer = resource.kind else { continue }
        bind(memory(id), &number)
      }
    } else {
      for (id, resource) in module.resources.enumerated() where resource.kind == .state { bind(memory(id), &number) }
      number = 1
      let handler = module.functions[module.functions.count - 1]
      bind(words(Self.messagesName, .scalar(.u32), isMutable: false), &number)
      bind(words(Self.repliesName, handler.result, isMutable: true), &number)
    }
    if module.entry == .kernel {
      let vectors = (try launchBytes() + 15) / 16
      emit("@group(0) @binding(\(number)) var<uniform> \(Self.wordsName): array<vec4<u32>, \(vectors)>;")
      number += 1
    } else {
      bind(launchWords, &number)
    }
    if module.entry != .kernel || !failing.isEmpty {
      bind(WGSLMemory(name: Self.recordName, isAtomic: true, element: nil, isMutable: true), &number)
    }
    try printShared()
    guard !failing.isEmpty else { return }
    if !module.isMasked { emit("var<private> rk_failed: bool;") }
    if module.entry != .kernel { emit("var<private> rk_outcome: u32;") }
    emit("fn rk_fail(site: u32, thread: u32, a: vec2<u32>, b: vec2<u32>) {")
    let place = module.entry == .kernel ? "" : "rk_outcome + "
    emit("  if (atomicExchange(&rk_record[\(place)0u], 1u) != 0u) { return; }")
    for (word, value) in [(1, "site"), (2, "thread"), (4, "a.x"), (5, "a.y"), (6, "b.x"), (7, "b.y")] {
      emit("  atomicStore(&rk_record[\(place)\(word)u], \(value));")
    }
    emit("}")
  }

  private mutating func bind(_ memory: WGSLMemory, _ number: inout Int) {
    let element = memory.element ?? "u32"
    let access = memory.isMutable ? "read_write" : "read"
    let held = memory.isAtomic ? "atomic<\(element)>" : element
    emit("@group(0) @binding(\(number)) var<storage, \(access)> \(memory.name): array<\(held)>;")
    number += 1
  }

  mutating func printShared() throws(RenderError) {
    var bytes = helperSharedBytes
    for (id, resource) in module.resources.enumerated() {
      guard case .shared(let count) = resource.kind else { continue }
      // WGSL starts it at zero; programs of engines clear it for each message.
      var element = try type(resource.element)
      if resource.isAtomic {
        guard let scalar = resource.element.scalar else { throw .layout(.wgsl, resource.name, module.name) }
        element = "atomic<\(scalar == .f32 ? "u32" : scalars.name(scalar))>"
      }
      emit("var<workgroup> \(resourceNames[id]): array<\(element), \(max(count, 1))>;")
      bytes += sharedLayout(.array(resource.element, count)).size
    }
    guard bytes <= options.sharedBytes else { throw .sharedMemory(.wgsl, bytes, of: options.sharedBytes, module.name) }
  }
}
