internal import RingKernelIR

/// Prints a module as WGSL.
///
/// Functions of `WGSLLibrary` are added when the text mentions them, declarations of types and functions that belong to
/// the module (`Helpers`) when something uses them.
struct WGSLWriter {
  let module: KernelModule
  let options: RenderOptions
  let scalars: WGSLScalar
  /// Threads of a block.
  let block: [Int]
  var namer = Namer(reserved: WGSLKeywords.all)
  var helpers = Helpers()
  /// Names of struct types, by the name in Swift.
  var structNames: [String: String] = [:]
  /// Names of resources and functions.
  var resourceNames: [String] = []
  var functionNames: [String] = []
  /// Functions that may fail.
  let failing: Set<FunctionID>
  /// Memory that the program stores to and reads.
  let readBack: Set<ResourceID>
  /// Indices of the launch that each function takes as parameters, in the order of `WGSLBuiltin`.
  var builtins: [FunctionID: [WGSLBuiltin]] = [:]
  /// The function being printed, the names of its locals, and which of them are variables.
  var function = KernelFunction(name: "")
  var isEntry = false
  /// Bytes of shared memory that helpers use.
  var helperSharedBytes = 0
  var localNames: [String] = []
  var variables: Set<LocalID> = []
  /// Locals that hold results of float arithmetic, or constants.
  var computed: Set<LocalID> = []
  /// Whether constants are hidden from the compiler, which would refuse to fold them.
  var isOpaque = false
  /// Whether zeros are operands of float arithmetic: times one, infinity is no number, but compilers say zero.
  var hidesZeros = false
  /// Whether the entry puts the word that is zero into a variable, for all that need it.
  var holdsZero = false
  private(set) var text = ""
  private var lines: [Int] = []
  private var line = 0
  private var indent = 0

  init(_ module: KernelModule, _ options: RenderOptions) {
    self.module = module
    self.options = options
    scalars = WGSLScalar(isWideNative: options.features.contains(.int64))
    block = module.entry == .kernel ? module.blockSize ?? options.block : [module.handlerThreads, 1, 1]
    failing = Self.failing(module)
    readBack = Self.readBack(module)
    resourceNames = module.resources.map { namer.unique($0.name) }
    if isEngine, !resourceNames.isEmpty { resourceNames[0] = EngineLayout.bindingNames[EngineLayout.Binding.state] }
    functionNames = module.functions.map { namer.unique($0.name) }
    for name in module.types.structs.keys.sorted() { structNames[name] = namer.uniqueType(name) }
  }

  private static func failing(_ module: KernelModule) -> Set<FunctionID> {
    var failing: Set<FunctionID> = []
    for (id, function) in module.functions.enumerated() {
      for statement in function.body {
        statement.visit { inner in
          switch inner {
          case .check, .fail: failing.insert(id)
          case .call(let callee, _, _): if failing.contains(callee) { failing.insert(id) }
          default: break
          }
        }
      }
    }
    return failing
  }

  mutating func render() throws(RenderError) -> RenderedProgram {
    try refuseWhatIsMissing()
    let entry = try printEntry()
    let body = take()
    if isEngine { try printEngineBindings() } else { try printBindings() }
    let bindings = take()
    emit("// \(module.name), WGSL, by the kernel compiler of RingKernel")
    printDirectives(body.text)
    let own = helpers.ordered + [body.text, bindings.text]
    let library = isEngine ? WGSLEngine.needed(by: own, isTogether: isTogether) : WGSLLibrary.needed(by: own)
    let needsZero = Self.needsZero(library)
    for piece in library + helpers.ordered + (needsZero ? [try zero()] : []) {
      for words in piece.split(separator: "\n") { emit(String(words)) }
    }
    let head = take()
    return RenderedProgram(
      text: head.text + bindings.text + body.text,
      entry: entry,
      lines: head.lines + bindings.lines + body.lines
    )
  }

  /// Prints the functions and the entry; its name.
  private mutating func printEntry() throws(RenderError) -> String {
    guard let last = module.functions.indices.last else { throw .lacks(.wgsl, "program without an entry", module.name) }
    if module.entry == .kernel {
      for id in module.functions.indices.dropLast() { try printFunction(id) }
      try printKernel(last)
      return functionNames[last]
    }
    for id in module.functions.indices { try printFunction(id) }
    if isEngine { return try isTogether ? printBlockEngine() : printEngine() }
    guard module.handlers.count == 1 else { throw .lacks(.wgsl, "batch of several handlers", module.name) }
    let handler = module.handlers[0].function
    let entry = namer.unique("\(functionNames[handler])_batch")
    try printBatch(handler, entry)
    return entry
  }

  private mutating func printDirectives(_ body: String) {
    guard options.features.contains(.directives), (helpers.ordered + [body]).contains(where: Self.usesSubgroups) else {
      return
    }
    emit("enable subgroups;")
    // The compiler has checked that whole blocks get there, but for threads that have failed.
    emit("diagnostic(off, subgroup_uniformity);")
  }

  private static func usesSubgroups(_ text: String) -> Bool {
    text.contains("subgroup")
  }

  private func refuseWhatIsMissing() throws(RenderError) {
    let missing: [(Capability, String)] = [
      (.float64, "64-bit floats"), (.gridBarrier, "barrier of the whole grid"), (.clock, "clock"),
      (.nanosleep, "nanosleep"),
    ]
    for (need, words) in missing where module.needs.contains(need) { throw .lacks(.wgsl, words, module.name) }
    if isTogether, module.handlerThreads > options.threadsPerBlock {
      let size = "\(module.handlerThreads) threads in a handler"
      throw .lacks(.wgsl, "block of \(size) on this adapter, which runs \(options.threadsPerBlock)", module.name)
    }
    if isTogether, !isEngine { throw .lacks(.wgsl, "block of threads in a handler outside of an engine", module.name) }
    let hasWideAtomics = module.resources.contains { $0.isAtomic && WGSLScalar.isWide($0.element.scalar ?? .u32) }
    if hasWideAtomics || module.needs.contains(.atomics64), !options.features.isSuperset(of: [.int64, .int64Atomics]) {
      throw .lacks(.wgsl, "64-bit atomics on this adapter", module.name)
    }
    if module.needs.contains(.subgroups), !options.features.contains(.subgroups) {
      throw .lacks(.wgsl, "subgroup operations on this adapter", module.name)
    }
  }

  // MARK: Text

  /// What was printed since the last time.
  mutating func take() -> (text: String, lines: [Int]) {
    defer { (text, lines, line) = ("", [], 0) }
    return (text, lines)
  }

  mutating func emit(_ words: String) {
    text += String(repeating: "  ", count: indent) + words + "\n"
    lines.append(line)
  }

  mutating func block(_ head: String, _ body: (inout WGSLWriter) throws(RenderError) -> Void) throws(RenderError) {
    emit(head.isEmpty ? "{" : head + " {")
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

  /// Text printed by `body` alone, at an indentation of one, without it in the output.
  mutating func aside(
    _ body: (inout WGSLWriter) throws(RenderError) -> Void
  ) throws(RenderError) -> (text: String, lines: [Int]) {
    let outer = (text, lines, line, indent)
    (text, lines, indent) = ("", [], 1)
    try body(&self)
    let result = (text, lines)
    (text, lines, line, indent) = outer
    return result
  }

  mutating func append(_ piece: (text: String, lines: [Int])) {
    text += piece.text
    lines += piece.lines
  }

  mutating func begin(line number: Int) { line = number }
}
