internal import RingKernelABI
internal import RingKernelHost
internal import Synchronization

/// The host's side of one ring of `BenchProgram.ring`: writes messages, publishes each by its first word; of one of
/// `BenchProgram.lines`: writes all words with their sequence.
@safe
final class RingWriter: @unchecked Sendable {
  // Safety: only its own thread runs it, once; `sum` says what that writes and is computed from the sizes.
  private let memory: InboundWords
  private let taken: PinnedWords
  private let ring: Int, slots: Int, words: Int, batch: Int, messages: Int
  private let hasSequences: Bool

  init(
    _ memory: InboundWords,
    _ taken: PinnedWords,
    ring: Int,
    slots: Int,
    words: Int,
    batch: Int,
    messages: Int,
    hasSequences: Bool
  ) {
    self.memory = memory
    self.taken = taken
    self.ring = ring
    self.slots = slots
    self.words = words
    self.batch = batch
    self.messages = messages
    self.hasSequences = hasSequences
  }

  /// What all words of all messages add up to.
  var sum: UInt32 {
    let (words, messages) = (UInt64(words), UInt64(messages))
    // Message p has p + 1, then p + k for each further word k.
    let each = 1 &+ words &* (words - 1) / 2
    return UInt32(truncatingIfNeeded: words &* (messages &* (messages - 1) / 2) &+ messages &* each)
  }

  /// Writes all messages; gives up where nothing is taken any more, which the sums then show.
  func run() {
    let base = unsafe memory.words + ring * slots * words * (hasSequences ? 2 : 1)
    let end = Machine.monotonicNanoseconds &+ BenchDevice.patience.clampedNanoseconds
    var (position, known) = (UInt32(0), UInt32(0))
    while position < UInt32(messages) {
      let count = min(UInt32(batch), UInt32(messages) - position)
      var backoff = Backoff(.spinThenYield)
      while position + count - known > UInt32(slots) {
        known = taken.acquire(ring * 32)
        if position + count - known <= UInt32(slots) { break }
        if Machine.monotonicNanoseconds > end { return }
        backoff.pause()
      }
      for number in position..<position + count {
        if hasSequences {
          write(number)
          continue
        }
        let slot = unsafe base + Int(number) % slots * words
        for word in 1..<words { unsafe slot[word] = number &+ UInt32(word) }
        if !memory.isCombining { unsafe publish(slot, number) }
      }
      if memory.isCombining {
        // Fences take their time: one between all contents and what publishes them, one behind.
        storeFence()
        if !hasSequences {
          for number in position..<position + count { unsafe publish(base + Int(number) % slots * words, number) }
          storeFence()
        }
      }
      position += count
    }
  }

  @unsafe private func publish(_ slot: UnsafeMutablePointer<UInt32>, _ number: UInt32) {
    unsafe atomicHalf(UnsafeMutableRawPointer(slot)).pointee.store(number &+ 1, ordering: .releasing)
  }

  private func write(_ number: UInt32) {
    let start = (ring * slots + Int(number) % slots) * words
    let sequence = UInt64(number | 1) << 32
    memory.storeWide(start, sequence | UInt64(number &+ 1))
    for word in 1..<words { memory.storeWide(start + word, sequence | UInt64(number &+ UInt32(word))) }
  }
}
