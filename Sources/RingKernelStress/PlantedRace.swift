internal import RingKernelABI
internal import Synchronization

/// A bug on purpose: the thread sanitizer must report it, or its silence about the rest means nothing.
///
/// The publish of the SPSC ring with one word changed: the store of the tail is relaxed, so that nothing orders the
/// payload before it. On x86 the program computes the right result all the same; only the sanitizer sees the race,
/// and only in release builds, where the atomic operations are inlined into instrumented code.
public enum PlantedRace {
  @safe
  private struct Ring: @unchecked Sendable {
    // Safety: none; that is the point.
    let slots: UnsafeMutablePointer<UInt64>
    let words: UnsafeMutablePointer<UInt64>
    let mask: UInt64
  }

  /// Sends `count` numbers through the broken ring and returns their sum.
  public static func run(count: UInt64) throws -> UInt64 {
    let capacity = 256
    let ring = unsafe Ring(
      slots: .allocate(capacity: capacity),
      words: .allocate(capacity: 32),
      mask: UInt64(capacity - 1)
    )
    unsafe ring.slots.initialize(repeating: 0, count: capacity)
    unsafe ring.words.initialize(repeating: 0, count: 32)
    let producer = try OwnedThread(name: "planted") {
      for value in 0..<count {
        while true {
          let head = unsafe atomicWord(ring.words + 16).pointee.load(ordering: .acquiring)
          if value - head <= ring.mask { break }
          Machine.yieldThread()
        }
        unsafe ring.slots[Int(value & ring.mask)] = value
        unsafe atomicWord(ring.words).pointee.store(value + 1, ordering: .relaxed)  // the bug: must be releasing
      }
    }
    var sum: UInt64 = 0
    for value in 0..<count {
      while unsafe atomicWord(ring.words).pointee.load(ordering: .acquiring) <= value { Machine.yieldThread() }
      sum &+= unsafe ring.slots[Int(value & ring.mask)]
      unsafe atomicWord(ring.words + 16).pointee.store(value + 1, ordering: .releasing)
    }
    producer.join()
    unsafe ring.slots.deallocate()
    unsafe ring.words.deallocate()
    return sum
  }
}
