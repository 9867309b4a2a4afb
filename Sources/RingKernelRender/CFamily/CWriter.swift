internal import RingKernelIR

/// Prints a module in a language of the C family: one walk, the dialect's table says how things are spelled.
///
/// Text that helps (`Helpers`) is printed only when something uses it.
struct CWriter {
  let module: KernelModule
  let dialect: CDialect
  var namer: Namer
  var helpers = Helpers()
  /// Names of struct types and of their fields, by the name in Swift.
  var structNames: [String: String] = [:]
  var fieldNames: [String: [String]] = [:]
  /// Names of resources and functions.
  var resourceNames: [String] = []
  var functionNames: [String] = []
  /// Names of what the words of a launch hold: extents by resource and axis, parameters of the entry.
  var extentNames: [[String]] = []
  var parameterNames: [String] = []
  /// Thread values that the entry takes, and those that it hands on; scratch arrays by type.
  var threadValues: Set<String> = []
  var contextValues: Set<String> = []
  var scratch: Set<ScalarType> = []
  /// The function being printed, and the names of its locals.
  var function = KernelFunction(name: "")
  var localNames: [String] = []
  var isEntry = false
  var entryName = ""
  /// Whether the part of an actor in a resident program is printed.
  var isEngine = false
  /// Bytes of shared memory that its handlers use.
  var sharedBytes = 0
  /// What was printed since the last time.
  private var page = Page()
  private var line = 0
  private var indent = 0

  /// Text with the Swift line of each of its lines.
  struct Page {
    var text = ""
    var lines: [Int] = []

    static func + (a: Page, b: Page) -> Page { Page(text: a.text + b.text, lines: a.lines + b.lines) }
  }

  init(_ module: KernelModule, _ dialect: CDialect) {
    self.module = module
    self.dialect = dialect
    namer = Namer(reserved: CKeywords.all.union(dialect.keywords))
    resourceNames = module.resources.map { namer.unique($0.name) }
    functionNames = module.functions.map { namer.unique($0.name) }
    entryName = functionNames.last ?? ""
    for (name, type) in module.types.structs.sorted(by: { $0.key < $1.key }) {
      structNames[name] = namer.uniqueType(name)
      var fields = Namer(reserved: CKeywords.all.union(dialect.keywords))
      fieldNames[name] = type.fields.map { fields.unique($0.name) }
    }
    var words = Namer(reserved: CKeywords.all.union(dialect.keywords))
    for resource in module.resources {
      guard case .buffer(_, let rank) = resource.kind else {
        extentNames.append([])
        continue
      }
      let axes = rank <= 1 ? ["count"] : ["width", "height", "depth"]
      extentNames.append(axes.prefix(max(rank, 1)).map { words.unique("\(resource.name)_\($0)") })
    }
    parameterNames = (module.functions.last?.parameters ?? []).map { words.unique($0.name) }
  }

  /// Throws for what the dialect lacks.
  func refuseWhatIsMissing() throws(RenderError) {
    if module.handlerThreads > 1, !isEngine {
      throw .lacks(dialect.name, "block of threads in a handler", module.name)
    }
    for need in Capability.allCases where module.needs.contains(need) {
      if let words = dialect.lacks[need] { throw .lacks(dialect.name, words, module.name) }
    }
  }

  mutating func render() throws(RenderError) -> RenderedProgram {
    try refuseWhatIsMissing()
    var functions = Page()
    for number in module.functions.indices.dropLast() { functions = functions + (try printFunction(number)) }
    let last = module.functions.count - 1
    let entry: Page
    if module.entry == .kernel {
      entry = try printKernel(last)
    } else {
      functions = functions + (try printFunction(last))
      entry = try printBatch()
    }
    try printContext()
    let context = take()
    if context.text.contains("rk_record") || functions.text.contains("rk_fail") || entry.text.contains("rk_fail(") {
      _ = helpers.use(dialect.fail.name, dialect.fail.text)
    }
    let body = context + functions + entry
    emit("// \(module.name), \(dialect.title), by the kernel compiler of RingKernel")
    for words in definitions(for: body) { emit(words) }
    let program = take() + body
    let structures = structNames.sorted { $0.key < $1.key }.filter { helpers.contains($0.value) }.map {
      RenderedProgram.Structure(swiftName: $0.key, name: $0.value, fields: fieldNames[$0.key] ?? [])
    }
    return RenderedProgram(text: program.text, entry: entryName, lines: program.lines, structures: structures)
  }

  /// What a program says in front of a body: the language's opening, types by name, helpers.
  func definitions(for body: Page) -> [String] {
    let pieces = helpers.ordered.joined(separator: "\n")
    let said = Set((pieces + body.text).split { !$0.isLetter && !$0.isNumber && $0 != "_" })
    let scalars: [ScalarType] = [.i8, .u8, .i16, .u16, .i32, .u32, .i64, .u64, .f32, .f64, .f16]
    let needed = scalars.filter {
      said.contains(Substring($0.rawValue)) || said.contains("f16") && [.u16, .f32, .f64].contains($0)
    }
    let types = needed.compactMap { dialect.definitions[$0] } + [pieces]
    return dialect.opening + types.flatMap { $0.split(separator: "\n").map(String.init) }
  }

  // MARK: Text

  /// What was printed since the last time.
  mutating func take() -> Page {
    defer { (page, line) = (Page(), 0) }
    return page
  }

  /// What `body` prints, at the indentation of a function's body.
  mutating func body(_ body: (inout CWriter) throws(RenderError) -> Void) throws(RenderError) -> Page {
    indent = 1
    try body(&self)
    indent = 0
    return take()
  }

  mutating func emit(_ words: String) {
    page.text += String(repeating: "  ", count: indent) + words + "\n"
    page.lines.append(line)
  }

  /// A body that was printed before, under its head.
  mutating func wrap(_ head: String, _ body: Page) -> Page {
    emit(head + " {")
    let head = take()
    emit("}")
    return head + body + take()
  }

  mutating func block(
    _ head: String,
    _ end: String = "}",
    _ body: (inout CWriter) throws(RenderError) -> Void
  )
    throws(RenderError)
  {
    emit(head + (head.isEmpty ? "{" : " {"))
    indent += 1
    try body(&self)
    indent -= 1
    if !end.isEmpty { emit(end) }
  }

  mutating func mark(_ number: Int) {
    guard number != line, number > 0 else { return }
    line = number
    emit("// line \(number)")
  }

  // MARK: Helpers

  mutating func use(_ helper: CHelper) -> String { helpers.use(helper.name, helper.text) }

  mutating func use(_ spelled: (text: String, helper: CHelper?)) -> String {
    if let helper = spelled.helper { _ = use(helper) }
    return spelled.text
  }

  /// What stands before thread values and scratch arrays.
  var prefix: String { isEntry ? "" : "rk." }

  /// Notes the thread values and scratch arrays that a text says: the entry takes or declares them.
  mutating func noting(_ text: String) -> String {
    for word in text.split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "_" }) where word.hasPrefix("rk_") {
      if dialect.threadValues[String(word)] != nil {
        threadValues.insert(String(word))
        if !isEntry { contextValues.insert(String(word)) }
      } else if word.hasPrefix("rk_slots_"), let type = ScalarType(rawValue: String(word.dropFirst(9))) {
        scratch.insert(type)
      }
    }
    return text
  }
}

/// Pieces of text that are printed when something uses them, each behind those that it needs.
struct Helpers {
  private(set) var ordered: [String] = []
  private var known: Set<String> = []

  /// Whether a piece was added.
  func contains(_ name: String) -> Bool { known.contains(name) }

  /// Adds a piece, once.
  mutating func use(_ name: String, _ text: @autoclosure () -> String) -> String {
    if known.insert(name).inserted { ordered.append(text()) }
    return name
  }
}
