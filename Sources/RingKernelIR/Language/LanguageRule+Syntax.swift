// Rules that the syntax alone decides.
extension LanguageRule {
  package static let layoutUnstable = LanguageRule(
    1011,
    "Messages have one layout everywhere",
    "A field whose size depends on the platform has no stable layout; name the width.",
    wrong: #"""
      @RingMessage struct Deposit {
        var account: ‸Int
      }
      """#,
    right: #"""
      @RingMessage struct Deposit {
        var account: Int32
      }
      """#,
    fixIt: "use 'Int32'"
  )
  package static let grammar = LanguageRule(
    1019,
    "Swift's grammar",
    "The text is no Swift; swiftc says more about it.",
    wrong: "y[i] = 1 +‸",
    right: "y[i] = 1 + x[i]"
  )
  package static let countedType = LanguageRule(
    1020,
    "Values have fixed sizes",
    "Arrays, strings, sets and dictionaries live on the heap, grow and count references; use a buffer or an InlineArray.",
    wrong: "var seen: ‸[Int32] = []",
    right: "var seen = InlineArray<8, Int32>(repeating: 0)"
  )
  package static let optional = LanguageRule(
    1021,
    "No optionals",
    "A device has no trap and no unwrapping; a value can mean none.",
    wrong: "let first: ‸Int32? = 0",
    right: "let first: Int32 = 0",
    fixIt: "make it 'Int32'"
  )
  package static let existential = LanguageRule(
    1022,
    "Types are known",
    "`any`, `some` and compositions are resolved at run time, which a device cannot do; name the type.",
    wrong: "let shape: ‸any Equatable = 1",
    right: "let shape: Int32 = 1"
  )
  package static let closure = LanguageRule(
    1023,
    "No closures",
    "Functions are not values on a device, and nothing escapes; call a device function.",
    wrong: "let twice = ‸{ (v: Float) in 2 * v }",
    right: "let twice = 2 * x[i]"
  )
  package static let type = LanguageRule(
    1024,
    "Types of the language",
    "A type is a scalar, a SIMD vector, an InlineArray, a tuple, a device struct or a view of a buffer.",
    wrong: "let kind: ‸Float.Type = Float.self",
    right: "let kind: Float = 0"
  )
  package static let string = LanguageRule(
    1025,
    "Text only in failures",
    "A device has no text; the message of a failure is put together on the host.",
    wrong: #"""
      let name = ‸"n"
      """#,
    right: "let name: UInt32 = 7"
  )
  package static let literal = LanguageRule(
    1026,
    "Literals fit in 64 bits",
    "No type of the language is wider.",
    wrong: "let big: UInt64 = ‸18446744073709551616",
    right: "let big: UInt64 = 18446744073709551615"
  )
  package static let expression = LanguageRule(
    1027,
    "Expressions of the language",
    "Expressions are arithmetic, comparisons, calls, members, subscripts and conditionals.",
    wrong: #"""
      let path = ‸\Int.bitWidth
      """#,
    right: "let path = Int.bitWidth"
  )
  package static let `operator` = LanguageRule(
    1028,
    "Operators of the language",
    "Swift's own operators on numbers, vectors and Booleans; ranges name both ends.",
    wrong: "for k in ‸..<i { y[i] += x[k] }",
    right: "for k in 0..<i { y[i] += x[k] }",
    fixIt: "write '0..<'"
  )
  package static let cast = LanguageRule(
    1029,
    "Conversions are calls",
    "`as` and `is` ask about types at run time; numbers are converted by initialisers.",
    wrong: "let wide = ‸n as Int",
    right: "let wide = Int(n)",
    fixIt: "write 'Int(n)'"
  )
  package static let effects = LanguageRule(
    1030,
    "No suspension",
    "A kernel neither suspends nor throws nor hides failures; only handlers throw.",
    wrong: #"""
      @Kernel func wait(y: inout MutableSpan<Float>) ‸async {
      }
      """#,
    right: #"""
      @Kernel func wait(y: inout MutableSpan<Float>) {
      }
      """#,
    fixIt: "remove 'async'"
  )
  package static let output = LanguageRule(
    1031,
    "No output",
    "There is no terminal on a device; store values and print them on the host.",
    wrong: "‸print(i)",
    right: "y[i] = Float(i)"
  )
  package static let statement = LanguageRule(
    1032,
    "Statements of the language",
    "Statements are if, guard, switch, for, while, repeat, break, continue, return, assignments and calls.",
    wrong: "‸defer { y[i] = 0 }",
    right: "y[i] = 0"
  )
  package static let pattern = LanguageRule(
    1033,
    "Patterns of the language",
    "Patterns are values, ranges, tuples of them, bindings with `let`, `_`, and `where`; conditions are Booleans.",
    wrong: "if ‸let v = maybe { y[i] = v }",
    right: "if n > 0 { y[i] = 1 }"
  )
  package static let throwing = LanguageRule(
    1034,
    "Failures have one form",
    "A failure carries a text and at most two values to the host: `context.failure(…)`.",
    wrong: #"""
      @RingMessage struct Take {
        var cents: Int32
      }
      @RingKernel struct Till {
        var cents: Int32 = 0
        mutating func receive(_ take: Take, in context: inout RingContext) throws {
          if take.cents > cents { throw ‸Missing() }
          cents -= take.cents
        }
      }
      """#,
    right: #"""
      @RingMessage struct Take {
        var cents: Int32
      }
      @RingKernel struct Till {
        var cents: Int32 = 0
        mutating func receive(_ take: Take, in context: inout RingContext) throws {
          if take.cents > cents { throw context.failure("only \(cents) there") }
          cents -= take.cents
        }
      }
      """#
  )
  package static let nestedDeclaration = LanguageRule(
    1035,
    "Locals are let and var",
    "Functions, structs and classes stand outside of kernels, with @DeviceFunction and @DeviceStruct.",
    wrong: "‸func twice(_ v: Int) -> Int { 2 * v }",
    right: "let twice = 2 * i"
  )
  package static let kernelResult = LanguageRule(
    1036,
    "A kernel returns nothing",
    "Every thread runs it; results stand in buffers.",
    wrong: #"""
      @Kernel func one(y: inout MutableSpan<Int>) ‸-> Int {
        if globalThreadIndex.x == 0 { y[0] = 1 }
      }
      """#,
    right: #"""
      @Kernel func one(y: inout MutableSpan<Int>) {
        if globalThreadIndex.x == 0 { y[0] = 1 }
      }
      """#,
    fixIt: "remove '-> Int'"
  )
  package static let generic = LanguageRule(
    1037,
    "Generic over values only",
    "A kernel is compiled for types that are known; values may be parameters.",
    wrong: #"""
      @Kernel func load<‸T>(x: Span<T>) {
      }
      """#,
    right: #"""
      @Kernel func load<let width: Int>(x: Span<InlineArray<width, Float>>) {
      }
      """#
  )
  package static let parameter = LanguageRule(
    1038,
    "A fixed number of parameters",
    "Each parameter has a place in the argument block; many values are a buffer.",
    wrong: #"""
      @Kernel func load(x: Float‸...) {
      }
      """#,
    right: #"""
      @Kernel func load(x: Span<Float>) {
      }
      """#,
    fixIt: "take a 'Span<Float>'"
  )
  package static let attribute = LanguageRule(
    1039,
    "Arguments of the attribute",
    "The attribute takes `.checked`, `.indices` or `.unchecked`, `block:`, `tile:` and `halo:`, that of an actor a `block:` of one axis; literals all.",
    wrong: #"""
      @Kernel(‸fast) func load(x: Span<Float>) {
      }
      """#,
    right: #"""
      @Kernel(.unchecked) func load(x: Span<Float>) {
      }
      """#
  )
  package static let initializer = LanguageRule(
    1042,
    "Initialisers only store",
    "They run on the CPU as they are written, where arithmetic that fails would end the process; a static function computes.",
    wrong: #"""
      @DeviceStruct struct Cell {
        var area: Int32
        init(_ side: Int32) {
          area = side ‸* side
        }
      }
      """#,
    right: #"""
      @DeviceStruct struct Cell {
        var area: Int32
        static func square(_ side: Int32) -> Cell { Cell(area: side * side) }
      }
      """#
  )

  static let syntaxRules = [
    grammar, countedType, optional, existential, closure, type, string, literal, expression, `operator`, cast, effects,
    output, statement, pattern, throwing, nestedDeclaration, kernelResult, generic, parameter, attribute, initializer,
  ]
}
