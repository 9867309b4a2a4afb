internal import RingKernelABI
internal import RingKernelIR
internal import Synchronization

/// A slot of a ring that the host writes: a line of words with their sequence, and behind it the words for which that has
/// no room (`Design/0007`, "Words of the link").
@unsafe
struct LinkSlot {
  private typealias Slot = EngineLayout.Slot
  private typealias Link = EngineLayout.Link
  /// The first word of the line.
  let start: UnsafeMutablePointer<UInt32>

  private func word(_ number: Int) -> UnsafeMutablePointer<Atomic<UInt64>> {
    unsafe atomicWord(UnsafeMutableRawPointer(start + 2 * number))
  }

  /// Publishes a message.
  ///
  /// The first word of the line is written last, with release: who takes the line and fences sees all that the host did
  /// before, the words behind the line among them.
  ///
  /// - Parameters:
  ///   - message: Its words, a whole line of them at least.
  ///   - position: Its position in the ring.
  ///   - between: Orders the words behind the line before it, where memory does not do so by itself.
  func write(_ message: UnsafeBufferPointer<UInt32>, at position: UInt32, between: () -> Void) {
    let count = unsafe Slot.headerWords + Int(message[Slot.lengthFlagsPriority] & 0xffff)
    // Word by word: a copy as a whole is nothing that the thread sanitizer would see.
    let rest = unsafe start + Link.lineWords
    for number in Link.lineWords..<max(count, Link.lineWords) { unsafe rest[number] = message[number] }
    between()
    let sequence = UInt64(Link.sequence(position)) << 32
    for number in (1..<Link.lineWords).reversed() {
      unsafe word(number).pointee.store(sequence | UInt64(message[number]), ordering: .relaxed)
    }
    unsafe word(0).pointee.store(sequence | UInt64(message[0]), ordering: .releasing)
  }

  /// The message that the host has written.
  func message() -> [UInt32] {
    func inLine(_ number: Int) -> UInt32 {
      UInt32(truncatingIfNeeded: unsafe word(number).pointee.load(ordering: .relaxed))
    }
    let count = Slot.headerWords + Int(inLine(Slot.lengthFlagsPriority) & 0xffff)
    return (0..<count).map { unsafe $0 < Link.lineWords ? inLine($0) : start[Link.lineWords + $0] }
  }
}
