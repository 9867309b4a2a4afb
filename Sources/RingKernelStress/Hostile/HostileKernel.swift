package import RingKernelHost

// What hostile messages are sent to. `HostileKernel+RingKernel.swift` holds what the attributes in the comments stand
// for.

// @RingKernel("stress.hostile")
/// Indexes, divides, converts, adds and loops with what a message says.
package struct HostileKernel: BitwiseCopyable, Sendable {
  package var cells = InlineArray<64, Int64>(repeating: 0)
  package var handled: UInt64 = 0
  package init() {}

  package mutating func receive(_ order: HostileOrder, in context: inout RingContext) throws -> HostileAnswer {
    guard order.kind != 7 else { throw context.failure("kind \(order.kind) at \(order.place)") }
    cells[Int(order.place)] += Int64(order.amount)
    let share = order.amount / order.divisor
    let scaled = Int16(Float(share) * order.scale)
    let sum = share + order.amount
    var mixed: UInt32 = 0
    for step in 0..<order.rounds { mixed = mixed &* 31 &+ step }
    handled &+= 1
    return HostileAnswer(total: cells[Int(order.place)], share: sum % order.divisor, small: Int32(scaled), mixed: mixed)
  }

  package mutating func receive(_ ask: HostileAsk, in context: inout RingContext) throws -> HostileAnswer {
    HostileAnswer(total: Int64(truncatingIfNeeded: handled), share: 0, small: 0, mixed: 0)
  }
}
