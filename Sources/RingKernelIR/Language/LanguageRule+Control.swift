// Rules about control flow: between threads, and within one.
extension LanguageRule {
  package static let recursion = LanguageRule(
    1109,
    "Recursion",
    "A function never calls itself, directly or through others: devices have no call stack for it; use a loop.",
    wrong: #"""
      @DeviceFunction func down(_ n: Int) -> Int { n == 0 ? 0 : ‸down(n - 1) }
      @Kernel func use(y: inout MutableSpan<Int>) {
        if globalThreadIndex.x == 0 { y[0] = down(3) }
      }
      """#,
    right: #"""
      @DeviceFunction func down(_ n: Int) -> Int { n < 0 ? n : 0 }
      @Kernel func use(y: inout MutableSpan<Int>) {
        if globalThreadIndex.x == 0 { y[0] = down(3) }
      }
      """#
  )
  package static let divergentBarrier = LanguageRule(
    1110,
    "Barrier in divergent control flow",
    "Every thread of a block meets every barrier: no condition that depends on a thread index or on memory around it, no early return of some threads before it.",
    wrong: #"""
      @Kernel func meet(y: inout MutableSpan<Float>) {
        if threadIndex.x < 16 { ‸barrier() }
      }
      """#,
    right: #"""
      @Kernel func meet(y: inout MutableSpan<Float>) {
        barrier()
      }
      """#
  )
  package static let divergentSubgroup = LanguageRule(
    1111,
    "Subgroup operation in divergent control flow",
    "Every lane takes part in a subgroup operation: compute the operand under the condition, do the operation outside.",
    wrong: #"""
      @Kernel func sum(y: inout MutableSpan<Float>, v: Float) {
        if laneIndex < 4 {
          let s = ‸subgroupReduceAdd(v)
          y[blockIndex.x] = s
        }
      }
      """#,
    right: #"""
      @Kernel func sum(y: inout MutableSpan<Float>, v: Float) {
        let s = subgroupReduceAdd(laneIndex < 4 ? v : 0)
        y[blockIndex.x] = s
      }
      """#
  )
  package static let unboundedLoop = LanguageRule(
    1113,
    "Loop without bound inside a handler",
    "A loop of a handler runs over a range, or its condition compares a counter with a constant: a device ends handlers that hang. How long it may be says `loopLimit`. No loop is without an end.",
    wrong: #"""
      @RingMessage struct Take {
        var cents: Int32
      }
      @RingKernel struct Till {
        var cents: Int32 = 0
        mutating func receive(_ take: Take, in context: inout RingContext) throws {
          ‸while cents > take.cents { cents /= 2 }
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
          for _ in 0..<32 where cents > take.cents { cents /= 2 }
        }
      }
      """#
  )
  package static let exhaustive = LanguageRule(
    1116,
    "Switch is not exhaustive",
    "A switch covers every value, or has a `default`.",
    wrong: #"""
      ‸switch n {
      case 0: y[i] = 1
      case 1: y[i] = 2
      }
      """#,
    right: #"""
      switch n {
      case 0: y[i] = 1
      default: y[i] = 2
      }
      """#
  )
  package static let fallThrough = LanguageRule(
    1117,
    "Fallthrough in the middle",
    "`fallthrough` is the last statement of a case, and the next case binds nothing.",
    wrong: #"""
      switch n {
      case 0: if i > 3 { ‸fallthrough }
      default: y[i] = 0
      }
      """#,
    right: #"""
      switch n {
      case 0: fallthrough
      default: y[i] = 0
      }
      """#
  )
  package static let missingReturn = LanguageRule(
    1118,
    "Missing return",
    "A function with a result returns a value on every path.",
    wrong: #"""
      @DeviceFunction ‸func positive(_ a: Int) -> Int {
        if a > 0 { return 1 }
      }
      @Kernel func use(y: inout MutableSpan<Int>) {
        if globalThreadIndex.x == 0 { y[0] = positive(3) }
      }
      """#,
    right: #"""
      @DeviceFunction func positive(_ a: Int) -> Int {
        if a > 0 { return 1 }
        return 0
      }
      @Kernel func use(y: inout MutableSpan<Int>) {
        if globalThreadIndex.x == 0 { y[0] = positive(3) }
      }
      """#
  )
  package static let strayJump = LanguageRule(
    1126,
    "Jump without a target",
    "`break` and `continue` stand inside of the loop or switch that they name.",
    wrong: "if n > 0 { ‸continue }",
    right: "if n > 0 { return }"
  )
  package static let context = LanguageRule(
    1132,
    "Context outside of a handler",
    "Operations of the context and `throw` belong to handlers.",
    wrong: #"""
      ‸throw context.failure("none left")
      """#,
    right: "y[i] = -1"
  )
  package static let report = LanguageRule(
    1136,
    "Reported error",
    "`context.report(…)` takes an error object, which no device has: emit a message about it, or fail the message.",
    wrong: #"""
      @RingMessage struct Take {
        var cents: Int32
      }
      @RingKernel struct Till {
        var cents: Int32 = 0
        mutating func receive(_ take: Take, in context: inout RingContext) throws {
          if take.cents > cents { ‸context.report(RingKernelError(.handlerFailed, "too much")) }
          cents = max(cents - take.cents, 0)
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
          if take.cents > cents { throw context.failure("\(take.cents) are too much") }
          cents = max(cents - take.cents, 0)
        }
      }
      """#
  )

  package static let contextThread = LanguageRule(
    1137,
    "Operation of the context by some threads",
    "In a handler with a block of threads, thread 0 answers, emits, sends and ends the actor: such a call stands where all threads come by or under `if threadIndex.x == 0`; `tick`, `merge`, `now` and `inboxDepth` stand under that condition only.",
    wrong: #"""
      @RingMessage struct Sum {
        var value: Int32
      }
      @RingKernel(block: 32) struct Adder {
        var total: Int32 = 0
        mutating func receive(_ sum: Sum, in context: inout RingContext) throws {
          if threadIndex.x < 4 { ‸context.requestTermination() }
        }
      }
      """#,
    right: #"""
      @RingMessage struct Sum {
        var value: Int32
      }
      @RingKernel(block: 32) struct Adder {
        var total: Int32 = 0
        mutating func receive(_ sum: Sum, in context: inout RingContext) throws {
          if threadIndex.x == 0 { context.requestTermination() }
        }
      }
      """#
  )

  static let controlRules = [
    recursion, divergentBarrier, divergentSubgroup, unboundedLoop, exhaustive, fallThrough, missingReturn, strayJump,
    context, report, contextThread,
  ]
}
