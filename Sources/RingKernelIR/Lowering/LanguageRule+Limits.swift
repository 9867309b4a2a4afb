// Rules about sizes, constants and the shape of kernels.
extension LanguageRule {
  static let tooLarge = LanguageRule(
    "RK1121",
    "kernel too large",
    "A kernel nests at most 200 deep and lowers to at most 100,000 statements; a switch has at most 128 cases; a local "
      + "takes at most 64 KiB.",
    example: "var a = InlineArray<1_000_000, Double>(repeating: 0)"
  )
  static let notConstant = LanguageRule(
    "RK1122",
    "constant expected",
    "Sizes of arrays and tiles are literals, generic value parameters or launch constants.",
    example: "var a = InlineArray<n, Int>(repeating: 0)  // n is a variable"
  )
  static let malformed = LanguageRule(
    "RK1123",
    "malformed tree",
    "The syntax tree does not have the form that SyntaxKind describes; compile the kernel again with this version.",
    example: "(an expression without operands)"
  )
  static let unsupported = LanguageRule(
    "RK1124",
    "unsupported construct",
    "Swift has it, kernels do not; the message names what takes its place.",
    example: "let r = 0..<n"
  )
  static let optionalResult = LanguageRule(
    "RK1125",
    "optional result",
    "Kernels have no optionals: write `T(x)`, which fails when it does not fit, or `T(truncatingIfNeeded: x)`.",
    example: "UInt8(exactly: n)"
  )
  static let strayJump = LanguageRule(
    "RK1126",
    "jump without a target",
    "`break` and `continue` stand inside of the loop or switch that they name.",
    example: "if a { continue }"
  )
  static let stencil = LanguageRule(
    "RK1127",
    "stencil kernel without position or field",
    "A stencil kernel takes at least one field and `at pos: GridPosition`; fields have one rank; a halo is not negative.",
    example: "@StencilKernel(tile: (16, 16), halo: 1) func f(p: Span<Float>)"
  )
  static let handler = LanguageRule(
    "RK1128",
    "no such handler",
    "An actor has one handler per message type, `receive(_ message: M, in context: inout RingContext)`.",
    example: "a unit whose message no handler takes"
  )
  static let entryParameter = LanguageRule(
    "RK1129",
    "parameter of an entry",
    "A kernel takes buffers, scalars, vectors and structs; only buffers may be `inout`.",
    example: "@Kernel func f(x: inout Float)"
  )
  static let invalid = LanguageRule(
    "RK1130",
    "invalid program",
    "The typed program breaks an invariant of the IR. Kernels from Swift source never show it; report it.",
    example: "(a module made by hand whose types disagree)"
  )
  static let duplicate = LanguageRule(
    "RK1131",
    "name declared twice",
    "A name is declared once in a scope.",
    example: "let a = 1; let a = 2"
  )
  static let context = LanguageRule(
    "RK1132",
    "context outside of a handler",
    "Operations of the context and `throw` belong to handlers.",
    example: "@Kernel func f() { throw context.failure(\"no\") }"
  )
  static let sharedScope = LanguageRule(
    "RK1133",
    "shared memory outside of a kernel's body",
    "Shared memory is declared with `var` in a kernel or a device function of kernels, never in a handler.",
    example: "mutating func receive(…) { var tile = SharedArray<16, Float>() }"
  )

  /// Every rule of this table, by code.
  public static let all: [LanguageRule] = [
    unknownName, unknownType, typeMismatch, literalRange, noSuchCall, notAssignable, unknownMember, readOnlyBuffer,
    recursion, divergentBarrier, divergentSubgroup, sharedMemory, unboundedLoop, atomicPlace, bufferValue, exhaustive,
    fallThrough, missingReturn, failureMessage, constantIndex, tooLarge, notConstant, malformed, unsupported,
    optionalResult, strayJump, stencil, handler, entryParameter, invalid, duplicate, context, sharedScope,
  ]
}
