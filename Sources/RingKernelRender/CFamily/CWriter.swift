internal import RingKernelIR

/// Prints a module as CUDA C++ that needs no header.
///
/// Text that helps (`Helpers`) is printed only when something uses it.
struct CWriter {
  let module: KernelModule
  var namer = Namer(reserved: CKeywords.all)
  var helpers = Helpers()
  /// Names of struct types, by the name in Swift.
  var structNames: [String: String] = [:]
  /// Names of resources and functions.
  var resourceNames: [String] = []
  var functionNames: [String] = []
  /// The function being printed, and the names of its locals.
  var function = KernelFunction(name: "")
  var localNames: [String] = []
  var isEntry = false
  private var entryName = ""
  private(set) var text = ""
  private var lines: [Int] = []
  private var line = 0
  private var indent = 0

  init(_ module: KernelModule) {
    self.module = module
    defer { entryName = functionNames.last ?? "" }
    resourceNames = module.resources.map { namer.unique($0.name) }
    functionNames = module.functions.map { namer.unique($0.name) }
    for name in module.types.structs.keys.sorted() { structNames[name] = namer.unique(name) }
  }

  mutating func render() throws(RenderError) -> RenderedProgram {
    for (number, function) in module.functions.enumerated() {
      let isLast = number == module.functions.count - 1
      try print(function, functionNames[number], isEntry: isLast && module.entry == .kernel)
    }
    if case .handler = module.entry { try printBatch() }
    let body = take()
    try printContext()
    let context = take()
    emit("// \(module.name), CUDA C++, RingKernel kernel compiler \(KernelCompiler.version)")
    for piece in [CPrelude.types] + helpers.ordered {
      for words in piece.split(separator: "\n") { emit(String(words)) }
    }
    let head = take()
    return RenderedProgram(
      text: head.text + context.text + body.text,
      entry: entryName,
      lines: head.lines + context.lines + body.lines
    )
  }

  /// What was printed since the last time.
  private mutating func take() -> (text: String, lines: [Int]) {
    defer { (text, lines, line) = ("", [], 0) }
    return (text, lines)
  }

  // MARK: Text

  mutating func emit(_ words: String) {
    text += String(repeating: "  ", count: indent) + words + "\n"
    lines.append(line)
  }

  mutating func block(_ head: String, _ body: (inout CWriter) throws(RenderError) -> Void) throws(RenderError) {
    emit(head + " {")
    indent += 1
    try body(&self)
    indent -= 1
    emit("}")
  }

  mutating func mark(_ number: Int) {
    guard number != line, number > 0 else { return }
    line = number
    emit("// line \(number)")
  }

  // MARK: Functions

  private mutating func print(_ function: KernelFunction, _ name: String, isEntry: Bool) throws(RenderError) {
    self.function = function
    self.isEntry = isEntry
    line = function.line
    var names = Namer(reserved: CKeywords.all.union(resourceNames).union(functionNames).union(structNames.values))
    localNames = function.locals.map { names.unique($0.name) }
    guard isEntry else {
      var parameters = ["rk_context& rk"]
      for (place, parameter) in function.parameters.enumerated() {
        parameters.append("\(try type(parameter.type))\(parameter.isInout ? "&" : "") \(localNames[place])")
      }
      let head = "static __device__ \(try type(function.result)) \(name)(\(parameters.joined(separator: ", ")))"
      return try block(head) { (writer) throws(RenderError) in try writer.print(function.body) }
    }
    var parameters: [String] = []
    for (place, resource) in module.resources.enumerated() {
      guard case .buffer(let isMutable, _) = resource.kind else { continue }
      let readOnly = isMutable || resource.isAtomic ? "" : "const "
      parameters.append("\(readOnly)\(try type(resource.element))* __restrict__ \(resourceNames[place])")
    }
    parameters += ["const rk_arguments rk_words", "u32* rk_record"]
    let bound = module.blockSize.map { " __launch_bounds__(\($0.reduce(1, *)))" } ?? ""
    try block("extern \"C\" __global__ void\(bound) \(name)(\(parameters.joined(separator: ", ")))") {
      (writer) throws(RenderError) in
      try writer.printEntry(function)
    }
  }

  private mutating func printEntry(_ function: KernelFunction) throws(RenderError) {
    for (place, parameter) in function.parameters.enumerated() {
      emit("\(try type(parameter.type)) \(localNames[place]) = rk_words.p\(place);")
    }
    var hasShared = false
    for (place, resource) in module.resources.enumerated() {
      guard case .shared(let count) = resource.kind else { continue }
      hasShared = true
      let name = resourceNames[place]
      emit("__shared__ \(try type(resource.element)) \(name)[\(count)];")
      let linear = "(threadIdx.z * blockDim.y + threadIdx.y) * blockDim.x + threadIdx.x"
      let step = "blockDim.x * blockDim.y * blockDim.z"
      emit(
        "for (u32 rk_i = \(linear); rk_i < \(count)u * sizeof(\(name)[0]) / sizeof(u8); rk_i += \(step)) ((u8*)\(name))[rk_i] = 0;"
      )
    }
    if hasShared { emit("__syncthreads();") }
    if module.functions.count > 1 {
      emit("rk_context rk;")
      for (place, resource) in module.resources.enumerated() where resource.kind != .state {
        emit("rk.\(resourceNames[place]) = \(resourceNames[place]);")
      }
      emit("rk.words = &rk_words;")
      emit("rk.record = rk_record;")
      emit("rk.failed = false;")
    }
    try print(function.body)
  }

  /// The entry that runs messages of one type in order, in one thread (`Design/0005`).
  private mutating func printBatch() throws(RenderError) {
    guard let handler = module.functions.last, let message = handler.parameters.first else { return }
    let state = module.resources.firstIndex { $0.kind == .state }
    let reply = handler.result == .void ? "u8" : try type(handler.result)
    let stateType = try state.map { (state) throws(RenderError) in try type(module.resources[state].element) } ?? "u8"
    entryName = namer.unique("\(functionNames[module.functions.count - 1])_batch")
    let parameters = [
      "\(stateType)* __restrict__ rk_state", "const \(try type(message.type))* __restrict__ rk_messages",
      "\(reply)* __restrict__ rk_replies", "u32* rk_outcomes", "u32 rk_count",
    ]
    try block("extern \"C\" __global__ void \(entryName)(\(parameters.joined(separator: ", ")))") {
      (writer) throws(RenderError) in
      writer.emit("if (rk_thread() != 0) return;")
      writer.emit("rk_context rk;")
      if let state { writer.emit("rk.\(writer.resourceNames[state]) = rk_state;") }
      writer.emit("rk.words = nullptr;")
      try writer.block("for (u32 rk_n = 0; rk_n < rk_count; rk_n++)") { (writer) throws(RenderError) in
        writer.emit("rk.record = rk_outcomes + 8 * rk_n;")
        writer.emit("rk.failed = false;")
        let call = "\(writer.functionNames[writer.module.functions.count - 1])(rk, rk_messages[rk_n]);"
        writer.emit(handler.result == .void ? call : "\(reply) rk_reply = \(call)")
        writer.emit("if (rk.failed) continue;")
        if handler.result != .void { writer.emit("rk_replies[rk_n] = rk_reply;") }
        writer.emit("rk.record[0] = 2u;")
      }
    }
  }

  /// What device functions know of the launch.
  private mutating func printContext() throws(RenderError) {
    try block("struct rk_arguments") { (writer) throws(RenderError) in
      var isEmpty = true
      for (place, resource) in writer.module.resources.enumerated() {
        guard case .buffer(_, let rank) = resource.kind else { continue }
        for axis in 0..<max(rank, 1) { writer.emit("u32 e\(place)_\(axis);") }
        isEmpty = false
      }
      let parameters = writer.module.entry == .kernel ? writer.module.functions.last?.parameters ?? [] : []
      for (place, parameter) in parameters.enumerated() {
        writer.emit("\(try writer.type(parameter.type)) p\(place);")
        isEmpty = false
      }
      if isEmpty { writer.emit("u32 none;") }
    }
    text.replaceSubrange(text.index(text.endIndex, offsetBy: -2)..., with: "};\n")
    guard module.functions.count > 1 || module.entry != .kernel else { return }
    try block("struct rk_context") { (writer) throws(RenderError) in
      for (place, resource) in writer.module.resources.enumerated() {
        var readOnly = ""
        if case .buffer(false, _) = resource.kind, !resource.isAtomic { readOnly = "const " }
        writer.emit("\(readOnly)\(try writer.type(resource.element))* \(writer.resourceNames[place]);")
      }
      writer.emit("const rk_arguments* words;")
      writer.emit("u32* record;")
      writer.emit("bool failed;")
    }
    text.replaceSubrange(text.index(text.endIndex, offsetBy: -2)..., with: "};\n")
  }
}

/// Pieces of text that are printed when something uses them, each behind those that it needs.
struct Helpers {
  private(set) var ordered: [String] = []
  private var known: Set<String> = []

  /// Whether a piece has been added.
  func isKnown(_ name: String) -> Bool { known.contains(name) }

  /// Adds a piece, once.
  mutating func use(_ name: String, _ text: @autoclosure () -> String) -> String {
    if known.insert(name).inserted { ordered.append(text()) }
    return name
  }
}
