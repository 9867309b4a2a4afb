/// State of printing one declaration.
struct CPUPrinter {
  var checking: Checking
  var constants: [String: Int64]
  var errors: [CompileError] = []
  /// What names mean where the printer stands.
  var scope = Scope()
  /// Statement that `return` prints; nil in functions.
  var leave: String?
  /// Whether the loop over a row has only threads whose elements are known to be there.
  var isProved = false
  /// The phase that is being printed.
  var phase = Phase()
  /// Bounds of the loops over the threads of a block.
  var block = ["rk.blockSize.x", "rk.blockSize.y", "rk.blockSize.z"]
  /// Names that the printer made.
  var made = 0
  /// Whether the body is being printed that knows nothing of its block beforehand.
  var isCareful = false
  /// What the other body knows of its block.
  var assumed: [Assumption] = []
  /// Type of the array that begins with a cache line, where there is one.
  var settledType: String?
  /// Rounds of loops that may still be printed one by one.
  var rounds = 32
  /// Whether a failure is thrown, as in handlers; in kernels it is recorded.
  var isThrowing = false
  /// Whether a handler is being printed that a block of threads runs, and the type that it answers with.
  var isTogether = false
  var answer: String?
  /// Whether a method of an actor is being printed whose handlers are run by blocks of threads.
  var isShared: Bool { isThrowing && Int(block[0]).map { $0 > 1 } == true }
  /// Whether the statement that is being printed is the value of a branch.
  var isValue = false
  /// Methods of the type whose members are printed: their names hide functions.
  var methods: Set<String> = []
  /// Whether the expression that is being printed can fail.
  var canFail = false

  /// Names with a meaning of their own.
  struct Scope {
    /// Axes of buffers and shared arrays.
    var ranks: [String: Int] = [:]
    /// Sizes of shared arrays, x first, where they are literals.
    var extents: [String: [Int]] = [:]
    /// Shared arrays that lie on the stack, with their types: `InlineArray`s, indexed by one number.
    var stacked: [String: String] = [:]
    /// Shared tiles, whose first index is the row.
    var tiles: Set<String> = []
    /// Locals that are arrays over the threads.
    var arrays: Set<String> = []
    /// Scalar parameters and value parameters of the kernel.
    var parameters: Set<String> = []
    /// Variables that all threads of the block share.
    var uniforms: Set<String> = []
    /// Parameters of the kernel that are buffers.
    var buffers: Set<String> = []
    /// What shared variables hold where the printer stands, of those that is known.
    var known: [String: Int] = [:]
    /// Constants that are indices of a known kind.
    var rows: [String: RowIndex] = [:]
    /// The position of a stencil kernel.
    var position = ""
    /// Parameters that are the context of a handler.
    var contexts: Set<String> = []
    /// Constants that every loop over threads computes anew.
    var repeated: [SyntaxNode] = []
    /// Names of Swift's own indices that a local hides.
    var hidden: Set<String> = []

    mutating func declare(_ name: String) {
      ranks[name] = nil
      tiles.remove(name)
      extents[name] = nil
      stacked[name] = nil
      arrays.remove(name)
      rows[name] = nil
      contexts.remove(name)
      parameters.remove(name)
      uniforms.remove(name)
      buffers.remove(name)
      known[name] = nil
      hidden.insert(name)
    }
  }

  init(checking: Checking, constants: [String: Int64]) {
    self.checking = checking
    self.constants = constants
  }

  /// Trees of sources that the front end and the compiler let pass never come here.
  mutating func refuse(_ message: String, _ node: SyntaxNode) -> String {
    errors.append(LanguageRule.malformed.error(message, at: node))
    return ""
  }

  /// Refuses what joins the block in a place where threads cannot be run in turn up to it.
  mutating func refuseJoin(_ place: String, in node: SyntaxNode) -> String {
    let join = Self.joins(of: node).first ?? node
    let what = Self.isBarrier(join) ? "a barrier" : "shared memory"
    errors.append(LanguageRule.joinPlace.error("\(what) stands in \(place)", at: join))
    return ""
  }

  /// The barriers and the shared memory of its own in a piece of source, in order.
  private static func joins(of node: SyntaxNode) -> [SyntaxNode] {
    (isJoin(node) ? [node] : []) + node.children.flatMap(joins)
  }

  static func isJoin(_ node: SyntaxNode) -> Bool {
    isBarrier(node) || (node.kind == .typeName && ["SharedArray", "SharedTile"].contains(node.children.first?.text))
  }

  /// A name that no source has.
  mutating func fresh(_ stem: String) -> String {
    made += 1
    return "rk\(stem)\(made)"
  }

  static let indices: Set<String> = [
    "globalThreadIndex", "threadIndex", "blockIndex", "blockSize", "gridSize", "linearThreadIndex", "laneIndex",
    "subgroupIndex", "subgroupSize",
  ]
  static let collectives: Set<String> = [
    "barrierCount", "barrierAll", "barrierAny", "blockReduceAdd", "blockReduceMin", "blockReduceMax",
    "blockReduceAnd", "blockReduceOr", "reduceAndBroadcast",
  ]

  static func isBarrier(_ node: SyntaxNode) -> Bool {
    guard node.kind == .call, let callee = node.children.first, callee.kind == .name else { return false }
    return collectives.contains(callee.text) || callee.text == "barrier"
  }

  static func mentions(_ node: SyntaxNode, _ test: (SyntaxNode) -> Bool) -> Bool {
    test(node) || node.children.contains { mentions($0, test) }
  }

  static func hasBarrier(_ node: SyntaxNode) -> Bool { mentions(node, isBarrier) }

  static func uses(_ node: SyntaxNode, _ name: String) -> Bool {
    mentions(node) { $0.kind == .name && $0.text == name }
  }

  /// A failure's code and place as the number that the runtime takes; whoever has one can fail.
  mutating func site(_ code: FailureCode, _ node: SyntaxNode) -> String {
    canFail = true
    return "\(UInt64(code.rawValue) << 48 | UInt64(clamping: node.line) << 16 | UInt64(clamping: node.column) & 0xffff)"
  }

  static let reserved: Set<String> = [
    "default", "in", "is", "as", "repeat", "operator", "protocol", "extension", "self", "init", "case", "where", "for",
    "switch", "func", "var", "let", "class", "struct", "enum", "import", "public", "private", "internal", "static",
    "return", "throw", "try", "catch", "do", "while", "if", "else", "guard", "break", "continue", "defer", "inout",
    "true", "false", "nil", "super", "rethrows", "throws", "typealias", "subscript", "deinit", "fallthrough",
  ]

  func spelled(_ name: String) -> String {
    name != "self" && Self.reserved.contains(name) ? "`\(name)`" : name
  }
}
