// Rules about names and types.
extension LanguageRule {
  package static let unknownName = LanguageRule(
    1101,
    "Unknown name",
    "Kernel code names locals, parameters, constants, device functions and intrinsics; globals are out of reach, hand them over.",
    wrong: "y[i] = ‸gain",
    right: "y[i] = Float(n)"
  )
  package static let unknownType = LanguageRule(
    1102,
    "Unknown type",
    "A type is a scalar, SIMD2/3/4, InlineArray, a tuple, or a struct or enum with a known layout; classes have none.",
    wrong: "var place: ‸Decimal = 0",
    right: "var place: Double = 0"
  )
  package static let typeMismatch = LanguageRule(
    1103,
    "Type mismatch",
    "Values are converted by name; nothing is converted silently.",
    wrong: "let v: Float = ‸n",
    right: "let v: Float = Float(n)",
    fixIt: "write 'Float(n)'"
  )
  package static let literalRange = LanguageRule(
    1104,
    "Literal out of range",
    "A literal fits the type that it is used as.",
    wrong: "let byte: UInt8 = ‸256",
    right: "let byte: UInt8 = 255"
  )
  package static let noSuchCall = LanguageRule(
    1105,
    "No such call",
    "A call matches one function by name, labels and types of the arguments.",
    wrong: "y[i] = ‸sqrt(x[i], 2)",
    right: "y[i] = sqrt(x[i])"
  )
  package static let notAssignable = LanguageRule(
    1106,
    "Not assignable",
    "Only variables, mutable buffers, shared memory and the state of a mutating handler are written to.",
    wrong: #"""
      let a = n
      ‸a += 1
      """#,
    right: #"""
      var a = n
      a += 1
      """#,
    fixIt: "make it a 'var'"
  )
  package static let unknownMember = LanguageRule(
    1107,
    "Unknown member",
    "Members are fields, lanes, methods of device structs and what this page lists.",
    wrong: "y[i] = x[i].‸nextUp",
    right: "y[i] = nextAfter(x[i], Float.infinity)"
  )
  package static let readOnlyBuffer = LanguageRule(
    1108,
    "Write to a read-only buffer",
    "A buffer that is written to is an `inout MutableSpan` or an `inout` field.",
    wrong: #"""
      @Kernel func clear(x: Span<Float>) {
        let i = globalThreadIndex.x
        if i < x.count { ‸x[i] = 0 }
      }
      """#,
    right: #"""
      @Kernel func clear(x: inout MutableSpan<Float>) {
        let i = globalThreadIndex.x
        if i < x.count { x[i] = 0 }
      }
      """#,
    fixIt: "make 'x' an inout MutableSpan"
  )
  package static let atomicPlace = LanguageRule(
    1114,
    "No place for an atomic",
    "An atomic works on `&buffer[i]` or `&shared[i]` of a scalar type.",
    wrong: "atomicAdd(‸counts[i], 1)",
    right: "atomicAdd(&counts[i], 1)",
    fixIt: "write '&'"
  )
  package static let bufferValue = LanguageRule(
    1115,
    "Buffer used as a value",
    "Buffers are indexed, asked for their size, and handed to device functions; they are not copied or stored.",
    wrong: "let z = ‸x",
    right: "let z = x[i]"
  )
  package static let notConstant = LanguageRule(
    1122,
    "Constant expected",
    "Sizes of arrays and tiles are literals, generic value parameters or launch constants.",
    wrong: "var a = InlineArray<‸n, Int32>(repeating: 0)",
    right: "var a = InlineArray<16, Int32>(repeating: 0)"
  )
  package static let unsupported = LanguageRule(
    1124,
    "Unsupported construct",
    "Swift has it, kernels do not; the message names what takes its place.",
    wrong: "let r = 0 ‸..< n",
    right: "for k in 0..<n { y[i] += Float(k) }"
  )
  package static let optionalResult = LanguageRule(
    1125,
    "Optional result",
    "Write `T(x)`, which fails when it does not fit, or `T(truncatingIfNeeded: x)`.",
    wrong: "let b = ‸UInt8(exactly: n)",
    right: "let b = UInt8(n)",
    fixIt: "remove 'exactly:'"
  )
  package static let duplicate = LanguageRule(
    1131,
    "Name declared twice",
    "A name is declared once in a scope.",
    wrong: #"""
      let a = n
      let ‸a = n + 1
      """#,
    right: #"""
      let a = n
      let b = n + 1
      """#
  )

  /// A subscript with more or fewer indices than what it is of has axes.
  static func indices(_ given: Int, ofAxes axes: Int, at node: SyntaxNode) -> CompileError {
    noSuchCall.error("the subscript takes \(axes == 1 ? "one index" : "\(axes) indices"), not \(given)", at: node)
  }

  static let typeRules = [
    unknownName, unknownType, typeMismatch, literalRange, noSuchCall, notAssignable, unknownMember, readOnlyBuffer,
    atomicPlace, bufferValue, notConstant, unsupported, optionalResult, duplicate,
  ]
}
