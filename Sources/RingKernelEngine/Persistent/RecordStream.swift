internal import RingKernelABI
internal import RingKernelIR
internal import Synchronization

/// The records of a block as the host takes them out of its ring, word by word, as far as they have come
/// (`Design/0007`, "Words of the link").
struct RecordStream {
  private typealias Record = EngineLayout.Record
  /// Words of the records that were taken, modulo 2^32.
  private(set) var head: UInt32
  /// The record that begins at `head`, as far as it is there.
  private var record = [UInt32](repeating: 0, count: 64)
  private var gathered = 0

  /// What a look at the ring gives.
  enum Look: Equatable {
    /// No whole record.
    case nothing
    /// A record of so many words, which `withRecord` shows.
    case record(words: Int)
    /// Words that are no record.
    case broken
  }

  init(at position: UInt32) { head = position }

  /// Gathers the next record.
  ///
  /// Its first word is acquired: what the host does behind it comes behind what the block did before it fenced.
  ///
  /// - Parameters:
  ///   - ring: The ring, words in the form of `EngineLayout.Link`.
  ///   - capacity: How many it has.
  @unsafe mutating func gather(_ ring: UnsafeMutablePointer<UInt32>, capacity: Int) -> Look {
    var wanted = gathered < Record.headWords ? Record.headWords : Int(record[Record.length])
    while true {
      guard unsafe fill(upTo: wanted, ring, capacity) else { return .nothing }
      let length = Int(record[Record.length])
      guard length >= Record.headWords, length <= capacity else { return .broken }
      if length == wanted { return .record(words: length) }
      wanted = length
      if record.count < length { record += [UInt32](repeating: 0, count: length - record.count) }
    }
  }

  /// Takes words while their sequence is right; whether there were enough.
  @unsafe private mutating func fill(upTo wanted: Int, _ ring: UnsafeMutablePointer<UInt32>, _ capacity: Int) -> Bool {
    while gathered < wanted {
      let position = head &+ UInt32(gathered)
      let word = unsafe atomicWord(UnsafeMutableRawPointer(ring + 2 * (Int(position) & (capacity - 1))))
      let value =
        unsafe gathered == 0 ? word.pointee.load(ordering: .acquiring) : word.pointee.load(ordering: .relaxed)
      guard UInt32(truncatingIfNeeded: value >> 32) == EngineLayout.Link.sequence(position) else { return false }
      record[gathered] = UInt32(truncatingIfNeeded: value)
      gathered += 1
    }
    return true
  }

  /// Hands the record over that was gathered, and goes on behind it.
  mutating func take<Result>(_ body: (UnsafeBufferPointer<UInt32>) -> Result) -> Result {
    let count = gathered
    head &+= UInt32(count)
    gathered = 0
    return unsafe record.withUnsafeBufferPointer { unsafe body(UnsafeBufferPointer(rebasing: $0[..<count])) }
  }
}
