/// A rule of the kernel language that the front end watches; the page of the language is made from this table.
public struct KernelRule: Sendable, Hashable {
  /// Stable code.
  public let code: String
  /// What it is called.
  public let title: String
  /// Why there is such a rule.
  public let explanation: String
  /// A line that breaks it.
  public let wrong: String
  /// The line in the language.
  public let right: String

  private init(_ number: Int, _ title: String, _ explanation: String, wrong: String, right: String) {
    code = "RK\(number)"
    self.title = title
    self.explanation = explanation
    self.wrong = wrong
    self.right = right
  }
}

extension KernelRule {
  static let countedType = KernelRule(
    1020,
    "Values have fixed sizes",
    "Arrays, strings, sets and dictionaries live on the heap and count references.",
    wrong: "var seen: [Int32] = []",
    right: "var seen = InlineArray<8, Int32>(repeating: 0)"
  )
  static let optional = KernelRule(
    1021,
    "No optionals",
    "A device has no trap and no unwrapping; a value can mean none.",
    wrong: "let first: Int32? = nil",
    right: "let first: Int32 = -1"
  )
  static let existential = KernelRule(
    1022,
    "Types are known",
    "`any`, `some` and metatypes are resolved at run time, which a device cannot do.",
    wrong: "let shape: any Equatable = 1",
    right: "let shape: Int32 = 1"
  )
  static let closure = KernelRule(
    1023,
    "No closures",
    "Functions are not values on a device; call a device function.",
    wrong: "let twice = { (x: Float) in 2 * x }",
    right: "let twice = doubled(x[0])"
  )
  static let type = KernelRule(
    1024,
    "Types of the language",
    "Scalars, SIMD vectors, InlineArray, tuples of scalars, device structs, views of buffers.",
    wrong: "let none: Float.Type",
    right: "let none: Float = 0"
  )
  static let string = KernelRule(
    1025,
    "Text only in failures",
    "A device has no text; the message of a failure is put together on the host.",
    wrong: "let name = \"n\"",
    right: "let name: UInt32 = 7"
  )
  static let literal = KernelRule(
    1026,
    "Literals fit in 64 bits",
    "No type of the language is wider.",
    wrong: "let big: UInt64 = 18446744073709551616",
    right: "let big: UInt64 = 18446744073709551615"
  )
  static let expression = KernelRule(
    1027,
    "Expressions of the language",
    "Arithmetic, comparisons, calls, members, subscripts, conditionals.",
    wrong: "let path = \\Int.bitWidth",
    right: "let path = Int.bitWidth"
  )
  static let `operator` = KernelRule(
    1028,
    "Operators of the language",
    "Swift's own operators on numbers, vectors and Booleans; no partial ranges.",
    wrong: "let rest = ..<i",
    right: "let rest = 0..<i"
  )
  static let cast = KernelRule(
    1029,
    "Conversions are calls",
    "`as` and `is` ask about types at run time; numbers are converted by initialisers.",
    wrong: "let wide = i as Int",
    right: "let wide = Int(i)"
  )
  static let effects = KernelRule(
    1030,
    "No suspension",
    "A kernel neither suspends nor hides failures.",
    wrong: "let v = try? attempt()",
    right: "let v = try attempt()"
  )
  static let output = KernelRule(
    1031,
    "No output",
    "There is no terminal on a device; store values and print them on the host.",
    wrong: "print(i)",
    right: "y[i] = Float(i)"
  )
  static let statement = KernelRule(
    1032,
    "Statements of the language",
    "if, guard, switch, for, while, repeat, break, continue, return, assignments, calls.",
    wrong: "defer { y[i] = 0 }",
    right: "y[i] = 0"
  )
  static let pattern = KernelRule(
    1033,
    "Patterns of the language",
    "Values, ranges, tuples of them, bindings with `let`, `_`, and `where`.",
    wrong: "if let v = maybe { y[i] = v }",
    right: "if i > 0 { y[i] = 1 }"
  )
  static let throwing = KernelRule(
    1034,
    "Failures have one form",
    "A failure carries a text and at most two values to the host.",
    wrong: "throw Missing()",
    right: "throw context.failure(\"no account \\(n)\")"
  )
  static let nestedDeclaration = KernelRule(
    1035,
    "Locals are let and var",
    "Functions and types stand outside of kernels, with @DeviceFunction and @DeviceStruct.",
    wrong: "func twice(_ v: Int) -> Int { 2 * v }",
    right: "let twice = 2 * i"
  )
  static let kernelResult = KernelRule(
    1036,
    "A kernel returns nothing",
    "Every thread runs it; results stand in buffers.",
    wrong: "@Kernel func one() -> Int { 1 }",
    right: "@Kernel func one(y: inout MutableSpan<Int>) { y[0] = 1 }"
  )
  static let generic = KernelRule(
    1037,
    "Generic over values only",
    "A kernel is compiled for types that are known; values may be parameters.",
    wrong: "@Kernel func k<T>(x: Span<T>) {}",
    right: "@Kernel func k<let n: Int>(x: Span<Float>) {}"
  )
  static let parameter = KernelRule(
    1038,
    "A fixed number of parameters",
    "Each parameter has a place in the argument block.",
    wrong: "@Kernel func k(x: Float...) {}",
    right: "@Kernel func k(x: Span<Float>) {}"
  )
  static let attribute = KernelRule(
    1039,
    "Arguments of the attribute",
    "`.checked`, `.indices`, `.unchecked`, `block:`, `tile:`, `halo:`, literals all.",
    wrong: "@Kernel(fast) func k() {}",
    right: "@Kernel(.unchecked) func k() {}"
  )
  static let tooDeep = KernelRule(
    1040,
    "Nesting has a limit",
    "Trees deeper than 100 are refused, so that no compiler stage runs out of stack.",
    wrong: "let v = ((((((((((((((((((((((((((…))))))))))))))))))))))))))",
    right: "let v = a + b"
  )

  /// Every rule, by code.
  public static let all = [
    countedType, optional, existential, closure, type, string, literal, expression, `operator`, cast, effects, output,
    statement, pattern, throwing, nestedDeclaration, kernelResult, generic, parameter, attribute, tooDeep,
  ]
}
