internal import RingKernelIR

extension WGSLWriter {
  /// Gets ready for the body of a function; its inout parameters are pointers.
  private mutating func enter(_ id: FunctionID) {
    function = module.functions[id]
    isEntry = module.entry == .kernel && id == module.functions.count - 1
    let taken = WGSLKeywords.all.union(resourceNames).union(functionNames).union(structNames.values)
    var names = Namer(reserved: taken)
    localNames = function.locals.map { names.unique($0.name) }
    for (place, parameter) in function.parameters.enumerated() where parameter.isInout {
      localNames[place] = "(*\(localNames[place]))"
    }
    variables = Self.variables(function)
    computed = computedLocals()
  }

  /// Locals that cannot be `let`: assigned after their definition, handed over by reference, or indexed by a variable.
  private static func variables(_ function: KernelFunction) -> Set<LocalID> {
    var found: Set<LocalID> = []
    func note(_ place: Place, isChanged: Bool) {
      guard case .local(let id) = place.root else { return }
      let isIndexed = place.path.contains { if case .element = $0 { true } else { false } }
      if isChanged || isIndexed { found.insert(id) }
    }
    for statement in function.body {
      statement.visit { inner in
        for expression in inner.expressions {
          expression.visit { part in if case .read(let place) = part.node { note(place, isChanged: false) } }
        }
        switch inner {
        case .assign(let place, _): note(place, isChanged: true)
        case .call(_, let operands, _), .perform(_, let operands, _):
          for case .place(let place) in operands { note(place, isChanged: true) }
        default: break
        }
      }
    }
    return found
  }

  /// The indices of the launch that a text mentions.
  private func used(in text: String) -> [WGSLBuiltin] {
    let words = Set(WGSLLibrary.words(text))
    return WGSLBuiltin.allCases.filter { words.contains($0.rawValue) }
  }

  mutating func printFunction(_ id: FunctionID) throws(RenderError) {
    enter(id)
    begin(line: function.line)
    var parameters: [String] = []
    let body = try aside { (writer) throws(RenderError) in
      for (place, parameter) in writer.function.parameters.enumerated() {
        let type = try writer.type(parameter.type)
        let name = writer.localNames[place]
        if parameter.isInout {
          parameters.append("\(name.dropFirst(2).dropLast()): ptr<function, \(type)>")
        } else if writer.variables.contains(place) {
          parameters.append("\(name)_0: \(type)")
          writer.emit("var \(name) = \(name)_0;")
        } else {
          parameters.append("\(name): \(type)")
        }
      }
      try writer.print(writer.function.body)
      try writer.printEnd()
    }
    let indices = used(in: body.text)
    builtins[id] = indices
    let all = indices.map { "\($0.rawValue): \($0.type)" } + parameters
    let result = function.result == .void ? "" : " -> \(try type(function.result))"
    emit("fn \(functionNames[id])(\(all.joined(separator: ", ")))\(result) {")
    append(body)
    emit("}")
  }

  /// A function ends by giving a value, also where its last loop does so on every way.
  private mutating func printEnd() throws(RenderError) {
    guard function.result != .void, case .loop? = function.body.last else { return }
    emit("return \(try type(function.result))();")
  }

  /// Words of a launch that are extents of buffers.
  private var extentCount: Int {
    module.resources.reduce(0) { if case .buffer(_, let rank) = $1.kind { $0 + max(rank, 1) } else { $0 } }
  }

  /// Offsets of the parameters of a kernel in the words of a launch, and behind them that of the end (`LaunchWords`).
  private func parameterOffsets() throws(RenderError) -> [Int] {
    var offsets: [Int] = []
    var offset = extentCount * 4
    for parameter in module.functions.last?.parameters ?? [] {
      guard let layout = module.types.layout(of: parameter.type) else {
        throw .layout(.wgsl, parameter.name, module.name)
      }
      offset = (offset + layout.alignment - 1) / layout.alignment * layout.alignment
      offsets.append(offset)
      offset += layout.size
    }
    return offsets + [offset]
  }

  /// Words of a launch before the last, which is zero: those of a batch are the number of its messages.
  private func wordsBeforeZero() throws(RenderError) -> Int {
    module.entry == .kernel ? ((try parameterOffsets().last ?? 0) + 3) / 4 : 1
  }

  /// The word of a launch that is zero.
  func zeroWord() throws(RenderError) -> String { word(launchWords, "\(try wordsBeforeZero())u") }

  /// Bytes of the words of a launch.
  func launchBytes() throws(RenderError) -> Int { try wordsBeforeZero() * 4 + 4 }

  mutating func printKernel(_ id: FunctionID) throws(RenderError) {
    enter(id)
    begin(line: function.line)
    let extents = extentCount
    let offsets = try parameterOffsets()
    let body = try aside { (writer) throws(RenderError) in
      for (place, parameter) in writer.function.parameters.enumerated() {
        let address = WGSLAddress(constant: offsets[place])
        let value = try writer.load(parameter.type, address, writer.launchWords)
        let keyword = writer.variables.contains(place) ? "var" : "let"
        writer.emit("\(keyword) \(writer.localNames[place]) = \(value);")
      }
      let resources = writer.module.resources
      let shared = Set(resources.indices.filter { resources[$0].kind.count != nil })
      if writer.options.clearsSharedMemory, !shared.isEmpty { try writer.clearShared(shared) }
      try writer.print(writer.function.body)
    }
    let words = Set(WGSLLibrary.words(body.text))
    let builtins = used(in: body.text)
    // naga gives lanes to workgroups of one axis only; there the place in the block is computed.
    let isRow = builtins.contains(.lane) && block[1] * block[2] > 1
    var parameters = builtins.filter { $0 != .thread || !isRow }.map {
      "@builtin(\($0.attribute)) \($0.rawValue): \($0.type)"
    }
    if isRow { parameters.append("@builtin(local_invocation_index) rk_linear: u32") }
    let sizes = isRow ? [block.reduce(1, *), 1, 1] : block
    emit("@compute @workgroup_size(\(sizes[0]), \(sizes[1]), \(sizes[2]))")
    emit("fn \(functionNames[id])(\(parameters.joined(separator: ", "))) {")
    if isRow {
      let (x, plane) = ("\(block[0])u", "\(block[0] * block[1])u")
      let places = "rk_linear % \(x), rk_linear / \(x) % \(block[1])u, rk_linear / \(plane)"
      emit("  let \(WGSLBuiltin.thread.rawValue) = vec3<u32>(\(places));")
    }
    for place in 0..<extents where words.contains("\(Self.extentName)\(place)") {
      emit("  let \(Self.extentName)\(place) = \(word(launchWords, "\(place)u"));")
    }
    holdsZero = mayHoldZero(body.text)
    if holdsZero { emit("  rk_nothing = \(try zeroWord());") }
    append(body)
    emit("}")
  }

  /// The entry that runs messages of one type in order, in one thread (`Design/0005`).
  mutating func printBatch(_ id: FunctionID, _ name: String) throws(RenderError) {
    let handler = module.functions[id]
    guard let message = handler.parameters.first, let layout = module.types.layout(of: message.type) else { return }
    let messages = words(Self.messagesName, message.type, isMutable: false)
    let replies = words(Self.repliesName, handler.result, isMutable: true)
    let reply = module.types.layout(of: handler.result) ?? (0, 1, 1)
    emit("@compute @workgroup_size(1)")
    try block("fn \(name)()") { (writer) throws(RenderError) in
      try writer.block("for (var rk_n = 0u; rk_n < \(Self.wordsName)[0]; rk_n++)") { (writer) throws(RenderError) in
        let canFail = writer.failing.contains(id)
        if canFail {
          writer.emit("rk_outcome = rk_n * 8u;")
          writer.emit("rk_failed = false;")
        }
        let value = try writer.load(message.type, WGSLAddress(terms: [("rk_n", layout.stride)]), messages)
        let arguments = (writer.builtins[id] ?? []).map(\.ofBatch) + [value]
        let call = "\(writer.functionNames[id])(\(arguments.joined(separator: ", ")));"
        writer.emit(handler.result == .void ? call : "let rk_reply = \(call)")
        if canFail { writer.emit("if (rk_failed) { continue; }") }
        if handler.result != .void {
          let place = WGSLAddress(terms: [("rk_n", reply.stride)])
          writer.emit(try writer.store(handler.result, place, replies, "rk_reply") + ";")
        }
        writer.emit("atomicStore(&\(Self.recordName)[rk_n * 8u], 2u);")
      }
    }
  }
}
