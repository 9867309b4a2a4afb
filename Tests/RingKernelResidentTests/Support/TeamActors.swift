#if Macros
import RingKernel
import RingKernelConformance

// Actors with blocks of threads of all kinds: whole warps, part of one, one warp and a part.

/// Sums what came before, in steps of doubling width, and asks all threads what they think.
@RingKernel(block: 48) struct Uneven {
  var sums = InlineArray<48, Int64>(repeating: 0)
  var votes: Int32 = 0

  mutating func receive(_ add: Add, in context: inout RingContext) -> Total {
    var row = SharedArray<48, Int64>()
    let own = linearThreadIndex
    row[own] &+= sums[own] &+ add.amount &* Int64(own)
    barrier()
    for step in 0..<6 {
      let width = 1 << step
      let below = own >= width ? row[own - width] : 0
      barrier()
      row[own] &+= below
      barrier()
    }
    sums[own] = row[own] % 1009
    let many = barrierCount(row[own] % 3 == 0)
    let some = barrierAny(row[own] % 47 == 5)
    let all = barrierAll(row[own] < 100_000)
    if own == 0 { votes &+= many &+ (some ? 100 : 0) &+ (all ? 10_000 : 0) }
    barrier()
    let near = subgroupReduceAdd(UInt32(truncatingIfNeeded: own))
    return Total(sum: row[47], count: UInt64(near), replica: UInt32(context.blockSize), amount: Int64(votes))
  }
}

/// More threads than the others have: they run in its block.
@RingKernel(block: 128) struct Wide {
  var highest: Int64 = 0

  mutating func receive(_ add: Add, in context: inout RingContext) -> Total {
    let own = Int64(threadIndex.x)
    let most = blockReduceMax((own &* add.amount) % 127)
    let sum = blockReduceAdd(own &+ add.amount)
    if threadIndex.x == 127 { highest = max(highest, most) }
    barrier()
    return Total(sum: sum, count: UInt64(context.blockSize), replica: UInt32(context.replica), amount: highest)
  }
}

/// Fails in some threads in front of a barrier, and behind it in one with a lower number.
@RingKernel(block: 20) struct Frail {
  var shares = InlineArray<20, Int64>(repeating: 0)

  mutating func receive(_ add: Add, in context: inout RingContext) throws -> Total {
    let own = Int64(threadIndex.x)
    if add.amount % 5 == 1 && own % 6 == 5 { throw context.failure("early") }
    shares[threadIndex.x] &+= 1
    barrier()
    let share = 1000 / (add.amount % 4 == 0 ? 2 - own : 1)
    shares[threadIndex.x] &+= share
    let sum = blockReduceAdd(shares[threadIndex.x])
    return Total(sum: sum, count: 20, replica: 0, amount: share)
  }
}
#endif
