// Written from `LanguageRule` by `RK_RECORD=1 swift test --filter ReadmeTests`.

extension ErrorCatalog {
  /// Rules of the kernel language, which its compiler and the macros report.
  static let language: [ErrorEntry] = [
    .init(
      code: ErrorCode(1019),
      name: "swiftSGrammar",
      title: "Swift's grammar.",
      explanation: "The text is no Swift; swiftc says more about it.",
      cure: "Write, for example, 'y[i] = 1 + x[i]'."
    ),
    .init(
      code: ErrorCode(1020),
      name: "valuesHaveFixedSizes",
      title: "Values have fixed sizes.",
      explanation:
        "Arrays, strings, sets and dictionaries live on the heap, grow and count references; use a buffer or an InlineArray.",
      cure: "Write, for example, 'var seen = InlineArray<8, Int32>(repeating: 0)'."
    ),
    .init(
      code: ErrorCode(1021),
      name: "noOptionals",
      title: "No optionals.",
      explanation: "A device has no trap and no unwrapping; a value can mean none.",
      cure: "Make it 'Int32'."
    ),
    .init(
      code: ErrorCode(1022),
      name: "typesAreKnown",
      title: "Types are known.",
      explanation: "`any`, `some` and compositions are resolved at run time, which a device cannot do; name the type.",
      cure: "Write, for example, 'let shape: Int32 = 1'."
    ),
    .init(
      code: ErrorCode(1023),
      name: "noClosures",
      title: "No closures.",
      explanation: "Functions are not values on a device, and nothing escapes; call a device function.",
      cure: "Write, for example, 'let twice = 2 * x[i]'."
    ),
    .init(
      code: ErrorCode(1024),
      name: "typesOfTheLanguage",
      title: "Types of the language.",
      explanation: "A type is a scalar, a SIMD vector, an InlineArray, a tuple, a device struct or a view of a buffer.",
      cure: "Write, for example, 'let kind: Float = 0'."
    ),
    .init(
      code: ErrorCode(1025),
      name: "textOnlyInFailures",
      title: "Text only in failures.",
      explanation: "A device has no text; the message of a failure is put together on the host.",
      cure: "Write, for example, 'let name: UInt32 = 7'."
    ),
    .init(
      code: ErrorCode(1026),
      name: "literalsFitIn64Bits",
      title: "Literals fit in 64 bits.",
      explanation: "No type of the language is wider.",
      cure: "Write, for example, 'let big: UInt64 = 18446744073709551615'."
    ),
    .init(
      code: ErrorCode(1027),
      name: "expressionsOfTheLanguage",
      title: "Expressions of the language.",
      explanation: "Expressions are arithmetic, comparisons, calls, members, subscripts and conditionals.",
      cure: "Write, for example, 'let path = Int.bitWidth'."
    ),
    .init(
      code: ErrorCode(1028),
      name: "operatorsOfTheLanguage",
      title: "Operators of the language.",
      explanation: "Swift's own operators on numbers, vectors and Booleans; ranges name both ends.",
      cure: "Write '0..<'."
    ),
    .init(
      code: ErrorCode(1029),
      name: "conversionsAreCalls",
      title: "Conversions are calls.",
      explanation: "`as` and `is` ask about types at run time; numbers are converted by initialisers.",
      cure: "Write 'Int(n)'."
    ),
    .init(
      code: ErrorCode(1030),
      name: "noSuspension",
      title: "No suspension.",
      explanation: "A kernel neither suspends nor throws nor hides failures; only handlers throw.",
      cure: "Remove 'async'."
    ),
    .init(
      code: ErrorCode(1031),
      name: "noOutput",
      title: "No output.",
      explanation: "There is no terminal on a device; store values and print them on the host.",
      cure: "Write, for example, 'y[i] = Float(i)'."
    ),
    .init(
      code: ErrorCode(1032),
      name: "statementsOfTheLanguage",
      title: "Statements of the language.",
      explanation:
        "Statements are if, guard, switch, for, while, repeat, break, continue, return, assignments and calls.",
      cure: "Write, for example, 'y[i] = 0'."
    ),
    .init(
      code: ErrorCode(1033),
      name: "patternsOfTheLanguage",
      title: "Patterns of the language.",
      explanation:
        "Patterns are values, ranges, tuples of them, bindings with `let`, `_`, and `where`; conditions are Booleans.",
      cure: "Write, for example, 'if n > 0 { y[i] = 1 }'."
    ),
    .init(
      code: ErrorCode(1034),
      name: "failuresHaveOneForm",
      title: "Failures have one form.",
      explanation: "A failure carries a text and at most two values to the host: `context.failure(…)`.",
      cure: "Documentation/KernelLanguage.md has a source that breaks the rule, and the same within it."
    ),
    .init(
      code: ErrorCode(1035),
      name: "localsAreLetAndVar",
      title: "Locals are let and var.",
      explanation: "Functions, structs and classes stand outside of kernels, with @DeviceFunction and @DeviceStruct.",
      cure: "Write, for example, 'let twice = 2 * i'."
    ),
    .init(
      code: ErrorCode(1036),
      name: "aKernelReturnsNothing",
      title: "A kernel returns nothing.",
      explanation: "Every thread runs it; results stand in buffers.",
      cure: "Remove '-> Int'."
    ),
    .init(
      code: ErrorCode(1037),
      name: "genericOverValuesOnly",
      title: "Generic over values only.",
      explanation: "A kernel is compiled for types that are known; values may be parameters.",
      cure: "Documentation/KernelLanguage.md has a source that breaks the rule, and the same within it."
    ),
    .init(
      code: ErrorCode(1038),
      name: "aFixedNumberOfParameters",
      title: "A fixed number of parameters.",
      explanation: "Each parameter has a place in the argument block; many values are a buffer.",
      cure: "Take a 'Span<Float>'."
    ),
    .init(
      code: ErrorCode(1039),
      name: "argumentsOfTheAttribute",
      title: "Arguments of the attribute.",
      explanation:
        "The attribute takes `.checked`, `.indices` or `.unchecked`, `block:`, `tile:` and `halo:`, that of an actor a `block:` of one axis; literals all.",
      cure: "Documentation/KernelLanguage.md has a source that breaks the rule, and the same within it."
    ),
    .init(
      code: ErrorCode(1040),
      name: "nestingHasALimit",
      title: "Nesting has a limit.",
      explanation:
        "Trees deeper than 100 are refused, so that no stage runs out of stack; use locals or device functions.",
      cure: "Write, for example, 'let v = n + 1'."
    ),
    .init(
      code: ErrorCode(1041),
      name: "unknownKernel",
      title: "Unknown kernel.",
      explanation: "The files have no kernel or actor of this name; name one of those that the message lists.",
      cure: "Name one of those that the message lists."
    ),
    .init(
      code: ErrorCode(1042),
      name: "initialisersOnlyStore",
      title: "Initialisers only store.",
      explanation:
        "They run on the CPU as they are written, where arithmetic that fails would end the process; a static function computes.",
      cure: "Documentation/KernelLanguage.md has a source that breaks the rule, and the same within it."
    ),
    .init(
      code: ErrorCode(1101),
      name: "unknownName",
      title: "Unknown name.",
      explanation:
        "Kernel code names locals, parameters, constants, device functions and intrinsics; globals are out of reach, hand them over.",
      cure: "Write, for example, 'y[i] = Float(n)'."
    ),
    .init(
      code: ErrorCode(1102),
      name: "unknownType",
      title: "Unknown type.",
      explanation:
        "A type is a scalar, SIMD2/3/4, InlineArray, a tuple, or a struct or enum with a known layout; classes have none.",
      cure: "Write, for example, 'var place: Double = 0'."
    ),
    .init(
      code: ErrorCode(1103),
      name: "typeMismatch",
      title: "Type mismatch.",
      explanation: "Values are converted by name; nothing is converted silently.",
      cure: "Write 'Float(n)'."
    ),
    .init(
      code: ErrorCode(1104),
      name: "literalOutOfRange",
      title: "Literal out of range.",
      explanation: "A literal fits the type that it is used as.",
      cure: "Write, for example, 'let byte: UInt8 = 255'."
    ),
    .init(
      code: ErrorCode(1105),
      name: "noSuchCall",
      title: "No such call.",
      explanation: "A call matches one function by name, labels and types of the arguments.",
      cure: "Write, for example, 'y[i] = sqrt(x[i])'."
    ),
    .init(
      code: ErrorCode(1106),
      name: "notAssignable",
      title: "Not assignable.",
      explanation: "Only variables, mutable buffers, shared memory and the state of a mutating handler are written to.",
      cure: "Make it a 'var'."
    ),
    .init(
      code: ErrorCode(1107),
      name: "unknownMember",
      title: "Unknown member.",
      explanation: "Members are fields, lanes, methods of device structs and what this page lists.",
      cure: "Write, for example, 'y[i] = nextAfter(x[i], Float.infinity)'."
    ),
    .init(
      code: ErrorCode(1108),
      name: "writeToAReadOnlyBuffer",
      title: "Write to a read-only buffer.",
      explanation: "A buffer that is written to is an `inout MutableSpan` or an `inout` field.",
      cure: "Make 'x' an inout MutableSpan."
    ),
    .init(
      code: ErrorCode(1109),
      name: "recursion",
      title: "Recursion.",
      explanation:
        "A function never calls itself, directly or through others: devices have no call stack for it; use a loop.",
      cure: "Documentation/KernelLanguage.md has a source that breaks the rule, and the same within it."
    ),
    .init(
      code: ErrorCode(1110),
      name: "barrierInDivergentControlFlow",
      title: "Barrier in divergent control flow.",
      explanation:
        "Every thread of a block meets every barrier: no condition that depends on a thread index or on memory around it, no early return of some threads before it.",
      cure: "Documentation/KernelLanguage.md has a source that breaks the rule, and the same within it."
    ),
    .init(
      code: ErrorCode(1111),
      name: "subgroupOperationInDivergentControlFlow",
      title: "Subgroup operation in divergent control flow.",
      explanation:
        "Every lane takes part in a subgroup operation: compute the operand under the condition, do the operation outside.",
      cure: "Documentation/KernelLanguage.md has a source that breaks the rule, and the same within it."
    ),
    .init(
      code: ErrorCode(1112),
      name: "tooMuchSharedMemory",
      title: "Too much shared memory.",
      explanation: "The shared memory of a kernel takes at most 32 KiB, what every device has.",
      cure: "Documentation/KernelLanguage.md has a source that breaks the rule, and the same within it."
    ),
    .init(
      code: ErrorCode(1113),
      name: "loopWithoutBoundInsideAHandler",
      title: "Loop without bound inside a handler.",
      explanation:
        "A loop of a handler runs over a range, or its condition compares a counter with a constant: a device ends handlers that hang. How long it may be says `loopLimit`. No loop is without an end.",
      cure: "Documentation/KernelLanguage.md has a source that breaks the rule, and the same within it."
    ),
    .init(
      code: ErrorCode(1114),
      name: "noPlaceForAnAtomic",
      title: "No place for an atomic.",
      explanation: "An atomic works on `&buffer[i]` or `&shared[i]` of a scalar type.",
      cure: "Write '&'."
    ),
    .init(
      code: ErrorCode(1115),
      name: "bufferUsedAsAValue",
      title: "Buffer used as a value.",
      explanation:
        "Buffers are indexed, asked for their size, and handed to device functions; they are not copied or stored.",
      cure: "Write, for example, 'let z = x[i]'."
    ),
    .init(
      code: ErrorCode(1116),
      name: "switchIsNotExhaustive",
      title: "Switch is not exhaustive.",
      explanation: "A switch covers every value, or has a `default`.",
      cure: "Documentation/KernelLanguage.md has a source that breaks the rule, and the same within it."
    ),
    .init(
      code: ErrorCode(1117),
      name: "fallthroughInTheMiddle",
      title: "Fallthrough in the middle.",
      explanation: "`fallthrough` is the last statement of a case, and the next case binds nothing.",
      cure: "Documentation/KernelLanguage.md has a source that breaks the rule, and the same within it."
    ),
    .init(
      code: ErrorCode(1118),
      name: "missingReturn",
      title: "Missing return.",
      explanation: "A function with a result returns a value on every path.",
      cure: "Documentation/KernelLanguage.md has a source that breaks the rule, and the same within it."
    ),
    .init(
      code: ErrorCode(1119),
      name: "failureWithTooManyValues",
      title: "Failure with too many values.",
      explanation:
        "`context.failure(…)` takes literal text and at most two numbers; the device reports them, the host formats.",
      cure: "Documentation/KernelLanguage.md has a source that breaks the rule, and the same within it."
    ),
    .init(
      code: ErrorCode(1120),
      name: "constantIndexOutOfRange",
      title: "Constant index out of range.",
      explanation: "A constant index is inside of the array, the vector or the shared memory.",
      cure: "Documentation/KernelLanguage.md has a source that breaks the rule, and the same within it."
    ),
    .init(
      code: ErrorCode(1121),
      name: "kernelTooLarge",
      title: "Kernel too large.",
      explanation:
        "A kernel lowers to at most 100,000 statements; a switch has at most 128 cases; a local takes at most 64 KiB.",
      cure: "Write, for example, 'var a = InlineArray<1_000, Double>(repeating: 0)'."
    ),
    .init(
      code: ErrorCode(1122),
      name: "constantExpected",
      title: "Constant expected.",
      explanation: "Sizes of arrays and tiles are literals, generic value parameters or launch constants.",
      cure: "Write, for example, 'var a = InlineArray<16, Int32>(repeating: 0)'."
    ),
    .init(
      code: ErrorCode(1123),
      name: "malformedTree",
      title: "Malformed tree.",
      explanation:
        "The syntax tree does not have the form that SyntaxKind describes; compile the kernel again with this version.",
      cure: "Compile the kernel again with this version."
    ),
    .init(
      code: ErrorCode(1124),
      name: "unsupportedConstruct",
      title: "Unsupported construct.",
      explanation: "Swift has it, kernels do not; the message names what takes its place.",
      cure: "Write, for example, 'for k in 0..<n { y[i] += Float(k) }'."
    ),
    .init(
      code: ErrorCode(1125),
      name: "optionalResult",
      title: "Optional result.",
      explanation: "Write `T(x)`, which fails when it does not fit, or `T(truncatingIfNeeded: x)`.",
      cure: "Remove 'exactly:'."
    ),
    .init(
      code: ErrorCode(1126),
      name: "jumpWithoutATarget",
      title: "Jump without a target.",
      explanation: "`break` and `continue` stand inside of the loop or switch that they name.",
      cure: "Write, for example, 'if n > 0 { return }'."
    ),
    .init(
      code: ErrorCode(1127),
      name: "stencilKernelWithoutPositionOrField",
      title: "Stencil kernel without position or field.",
      explanation:
        "A stencil kernel takes at least one field and `at pos: GridPosition`; fields have one rank; a halo is not negative.",
      cure: "Documentation/KernelLanguage.md has a source that breaks the rule, and the same within it."
    ),
    .init(
      code: ErrorCode(1128),
      name: "shapeOfAHandler",
      title: "Shape of a handler.",
      explanation:
        "A handler takes a message and the context, `receive(_ message: M, in context: inout RingContext)`, and answers with a message or nothing.",
      cure: "Documentation/KernelLanguage.md has a source that breaks the rule, and the same within it."
    ),
    .init(
      code: ErrorCode(1129),
      name: "parameterOfAKernel",
      title: "Parameter of a kernel.",
      explanation: "A kernel takes buffers, scalars, vectors and structs; only buffers may be `inout`.",
      cure: "Remove 'inout'."
    ),
    .init(
      code: ErrorCode(1130),
      name: "invalidProgram",
      title: "Invalid program.",
      explanation:
        "The typed program breaks an invariant of the IR. Kernels from Swift source never show it; report it.",
      cure: "Report it."
    ),
    .init(
      code: ErrorCode(1131),
      name: "nameDeclaredTwice",
      title: "Name declared twice.",
      explanation: "A name is declared once in a scope.",
      cure: "Documentation/KernelLanguage.md has a source that breaks the rule, and the same within it."
    ),
    .init(
      code: ErrorCode(1132),
      name: "contextOutsideOfAHandler",
      title: "Context outside of a handler.",
      explanation: "Operations of the context and `throw` belong to handlers.",
      cure: "Write, for example, 'y[i] = -1'."
    ),
    .init(
      code: ErrorCode(1133),
      name: "sharedMemoryOutsideOfAKernel",
      title: "Shared memory outside of a kernel.",
      explanation:
        "Shared memory is declared with `var` in a kernel or in a handler with a block of threads (`@RingKernel(block: 64)`).",
      cure: "Documentation/KernelLanguage.md has a source that breaks the rule, and the same within it."
    ),
    .init(
      code: ErrorCode(1134),
      name: "missingBoundsGuard",
      title: "Missing bounds guard.",
      explanation:
        "A launch is rounded up to whole blocks: threads past the end of a buffer leave, or skip the access.",
      cure: "Insert 'if i >= y.count { return }'."
    ),
    .init(
      code: ErrorCode(1135),
      name: "writeThatIsNotIndexedByTheThread",
      title: "Write that is not indexed by the thread.",
      explanation:
        "Every thread stores to the same element and the order is unknown: index it by the thread, use an atomic, or let one thread store.",
      cure: "Let one thread store."
    ),
    .init(
      code: ErrorCode(1136),
      name: "reportedError",
      title: "Reported error.",
      explanation:
        "`context.report(…)` takes an error object, which no device has: emit a message about it, or fail the message.",
      cure: "Documentation/KernelLanguage.md has a source that breaks the rule, and the same within it."
    ),
    .init(
      code: ErrorCode(1137),
      name: "operationOfTheContextBySomeThreads",
      title: "Operation of the context by some threads.",
      explanation:
        "In a handler with a block of threads, thread 0 answers, emits, sends and ends the actor: such a call stands where all threads come by or under `if threadIndex.x == 0`; `tick`, `merge`, `now` and `inboxDepth` stand under that condition only.",
      cure: "Documentation/KernelLanguage.md has a source that breaks the rule, and the same within it."
    ),
    .init(
      code: ErrorCode(2201),
      name: "barrierOrSharedMemoryOutOfPlace",
      title: "Barrier or shared memory out of place.",
      explanation:
        "Barriers and shared memory stand in the kernel or the handler itself, in no function that it calls. Barriers stand in no `switch`, no `where` and no condition of `else if` or `repeat`: the CPU runs the threads of a block in turn from barrier to barrier.",
      cure: "Documentation/KernelLanguage.md has a source that breaks the rule, and the same within it."
    ),
  ]
}
