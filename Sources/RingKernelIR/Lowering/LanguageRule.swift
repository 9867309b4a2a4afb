/// A rule of the kernel language that the kernel compiler checks once it knows the types.
///
/// The page of the language is made from `all`. Rules of the syntax alone (`RK10xx`) have a table of their own in the front end.
public struct LanguageRule: Sendable, Hashable {
  /// Stable code, `RK11xx`.
  public var code: String
  /// Short name of the rule.
  public var name: String
  /// The rule and its cure, in a sentence.
  public var sentence: String
  /// Swift that breaks the rule.
  public var example: String

  /// Makes a rule.
  public init(_ code: String, _ name: String, _ sentence: String, example: String) {
    self.code = code
    self.name = name
    self.sentence = sentence
    self.example = example
  }

  /// An error that this rule explains.
  func error(_ message: String, at node: SyntaxNode) -> CompileError {
    CompileError(code, message, line: node.line, column: node.column)
  }
}

// The rules. A kernel that swiftc accepts breaks few of the first ten; they guard trees that come from elsewhere.
extension LanguageRule {
  static let unknownName = LanguageRule(
    "RK1101",
    "unknown name",
    "Kernel code names locals, parameters, constants, device functions and intrinsics; globals are out of reach.",
    example: "y[i] = scaleFactorOfTheApp"
  )
  static let unknownType = LanguageRule(
    "RK1102",
    "unknown type",
    "A type is a scalar, SIMD2/3/4, InlineArray, a tuple, or a struct or enum with a known layout.",
    example: "let names: [String] = []"
  )
  static let typeMismatch = LanguageRule(
    "RK1103",
    "type mismatch",
    "Values are converted by name, as in `Float(i)`; nothing is converted silently.",
    example: "let x: Float = i"
  )
  static let literalRange = LanguageRule(
    "RK1104",
    "literal out of range",
    "A literal fits the type that it is used as.",
    example: "let byte: UInt8 = 256"
  )
  static let noSuchCall = LanguageRule(
    "RK1105",
    "no such call",
    "A call matches one function by name, labels and types of the arguments.",
    example: "clamp01(1, 2)"
  )
  static let notAssignable = LanguageRule(
    "RK1106",
    "not assignable",
    "Only variables, mutable buffers, shared memory and the state of a mutating handler are written to.",
    example: "let a = 1; a += 1"
  )
  static let unknownMember = LanguageRule(
    "RK1107",
    "unknown member",
    "Members are fields, lanes, methods of device structs and the members that the language page lists.",
    example: "x.description"
  )
  static let readOnlyBuffer = LanguageRule(
    "RK1108",
    "write to a read-only buffer",
    "A buffer that is written to is an `inout MutableSpan` or an `inout` field.",
    example: "func f(x: Span<Float>) { x[0] = 1 }"
  )
  static let recursion = LanguageRule(
    "RK1109",
    "recursion",
    "A function never calls itself, directly or through others: devices have no call stack for it.",
    example: "func f(_ n: Int) -> Int { n == 0 ? 1 : n * f(n - 1) }"
  )
  static let divergentBarrier = LanguageRule(
    "RK1110",
    "barrier in divergent control flow",
    "Every thread of a block meets every barrier: no condition that depends on a thread index or on memory around it, "
      + "no early return of some threads before it.",
    example: "if threadIndex.x < 16 { barrier() }"
  )
  static let divergentSubgroup = LanguageRule(
    "RK1111",
    "subgroup operation in divergent control flow",
    "Every lane takes part in a subgroup operation: compute the operand under the condition, the operation outside.",
    example: "if laneIndex < 4 { s = subgroupReduceAdd(v) }"
  )
  static let sharedMemory = LanguageRule(
    "RK1112",
    "too much shared memory",
    "The shared memory of a kernel takes at most 32 KiB, what every device has.",
    example: "var tile = SharedArray<16384, Double>()"
  )
  static let unboundedLoop = LanguageRule(
    "RK1113",
    "loop without bound inside a handler",
    "A loop of a handler runs over a range, or its condition compares a counter with a constant.",
    example: "while balance > 0 { balance /= 2 }"
  )
  static let atomicPlace = LanguageRule(
    "RK1114",
    "no place for an atomic",
    "An atomic works on `&buffer[i]` or `&shared[i]` of a scalar type.",
    example: "atomicAdd(&localCounter, 1)"
  )
  static let bufferValue = LanguageRule(
    "RK1115",
    "buffer used as a value",
    "Buffers are indexed, asked for their size, and handed to device functions; they are not copied or stored.",
    example: "let z = x"
  )
  static let exhaustive = LanguageRule(
    "RK1116",
    "switch is not exhaustive",
    "A switch covers every value, or has a `default`.",
    example: "switch n { case 0: y = 1 }"
  )
  static let fallThrough = LanguageRule(
    "RK1117",
    "fallthrough in the middle",
    "`fallthrough` is the last statement of a case, and the next case binds nothing.",
    example: "case 1: if a { fallthrough }"
  )
  static let missingReturn = LanguageRule(
    "RK1118",
    "missing return",
    "A function with a result returns a value on every path.",
    example: "func f(_ a: Int) -> Int { if a > 0 { return 1 } }"
  )
  static let failureMessage = LanguageRule(
    "RK1119",
    "failure with too many values",
    "`context.failure(\"…\")` takes literal text and at most two numbers; the device reports them, the host formats.",
    example: "throw context.failure(\"\\(a) \\(b) \\(c)\")"
  )
  static let constantIndex = LanguageRule(
    "RK1120",
    "constant index out of range",
    "A constant index is inside of the array, the vector or the shared memory.",
    example: "var a: InlineArray<4, Int> = …; a[4] = 0"
  )
}
