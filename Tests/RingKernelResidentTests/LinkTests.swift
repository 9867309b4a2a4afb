import RingKernelIR
import Testing

@testable import RingKernelEngine

/// Words with sequences, in memory that one side writes piece by piece while the other looks.
@Suite(.timeLimit(.minutes(20))) struct `Words of the link` {
  private typealias Link = EngineLayout.Link

  /// The same numbers every time.
  private struct Dice: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9e37_79b9_7f4a_7c15
      let mixed = (state ^ (state >> 31)) &* 0xbf58_476d_1ce4_e5b9
      return mixed ^ (mixed >> 29)
    }
  }

  /// Positions to begin at: the start, anywhere, and shortly before the count comes round.
  private static func origin(_ dice: inout Dice) -> UInt32 {
    [0, .random(in: 0 ... .max, using: &dice), 0 &- .random(in: 0..<600, using: &dice)].randomElement(using: &dice) ?? 0
  }

  @Test func `no sequence is 0, nor that of the lap before, nor of the place after the next`() {
    var dice = Dice(state: 20)
    for _ in 0..<100_000 {
      let position = Self.origin(&dice)
      #expect(Link.sequence(position) != 0)
      for shift in 1..<32 { #expect(Link.sequence(position) != Link.sequence(position &- 1 << UInt32(shift))) }
    }
  }

  @Test func `a record is taken when all its words are there, and as it was written`() {
    var dice = Dice(state: 20)
    for _ in 0..<300 {
      let capacity = [32, 64, 256].randomElement(using: &dice) ?? 64
      let origin = Self.origin(&dice) & ~3
      var ring = [UInt64](repeating: 0, count: capacity)
      var stream = RecordStream(at: origin)
      var written = origin
      // Records that were written in part or whole, with the words of the first ones that are not there yet.
      var expected: [[UInt32]] = []
      var missing: [[(place: Int, word: UInt64)]] = []
      for _ in 0..<400 {
        let length = 4 * Int.random(in: 1...8, using: &dice)
        if length <= capacity - Int(written &- stream.head) {
          var record = (0..<length).map { _ in UInt32.random(in: 0 ... .max, using: &dice) }
          record[EngineLayout.Record.length] = UInt32(length)
          expected.append(record)
          missing.append(
            record.indices.map { number in
              let position = written &+ UInt32(number)
              let word = UInt64(Link.sequence(position)) << 32 | UInt64(record[number])
              return (Int(position) & (capacity - 1), word)
            }
            .shuffled(using: &dice)
          )
          written &+= UInt32(length)
        }
        // Words come in any order, those of several records among each other.
        for _ in 0..<Int.random(in: 0...24, using: &dice) {
          guard let record = missing.indices.filter({ !missing[$0].isEmpty }).randomElement(using: &dice) else { break }
          let (place, word) = missing[record].removeLast()
          ring[place] = word
        }
        while true {
          let look = unsafe ring.withUnsafeMutableBytes { bytes in
            unsafe bytes.bindMemory(to: UInt32.self).baseAddress.map { unsafe stream.gather($0, capacity: capacity) }
          }
          guard case .record(let words)? = look else {
            #expect(look == .nothing && missing.first?.isEmpty != true)
            break
          }
          #expect(missing.first?.isEmpty == true && words == expected.first?.count)
          #expect(unsafe stream.take { unsafe Array($0) } == expected.removeFirst())
          missing.removeFirst()
        }
      }
      #expect(stream.head &- origin > UInt32(capacity) || capacity == 256)
    }
  }

  @Test func `words that are no record are told from those that have not come`() {
    for length in [0, 3, 65] as [UInt32] {
      var ring = [UInt64](repeating: 1 << 32, count: 64)
      ring[EngineLayout.Record.length] |= UInt64(length)
      for place in ring.indices { ring[place] = ring[place] & 0xffff_ffff | UInt64(Link.sequence(UInt32(place))) << 32 }
      var stream = RecordStream(at: 0)
      let look = unsafe ring.withUnsafeMutableBytes { bytes in
        unsafe bytes.bindMemory(to: UInt32.self).baseAddress.map { unsafe stream.gather($0, capacity: 64) }
      }
      #expect(look == .broken)
    }
  }

  @Test func `a line with a word of another lap is not whole, and a message comes back as it was`() throws {
    var dice = Dice(state: 20)
    for _ in 0..<200 {
      let longest = Int.random(in: 12...80, using: &dice), slots = [2, 4, 16].randomElement(using: &dice) ?? 4
      let stride = Link.stride(longest)
      var ring = [UInt64](repeating: 0, count: slots * stride / 2)
      var position = Self.origin(&dice)
      for _ in 0..<64 {
        let count = Int.random(in: 12...longest, using: &dice)
        var message = (0..<max(count, 16)).map { _ in UInt32.random(in: 0 ... .max, using: &dice) }
        message[EngineLayout.Slot.lengthFlagsPriority] = UInt32(count - 12) | 0x0102 << 16
        let start = Int(position) % slots * stride / 2
        let before = Array(ring[start..<(start + 16)])
        let back = try #require(
          unsafe ring.withUnsafeMutableBytes { bytes -> [UInt32]? in
            guard let base = unsafe bytes.bindMemory(to: UInt32.self).baseAddress else { return nil }
            let slot = unsafe LinkSlot(start: base + start * 2)
            unsafe message.withUnsafeBufferPointer { unsafe slot.write($0, at: position, between: {}) }
            return unsafe slot.message()
          }
        )
        #expect(back == Array(message[..<count]))
        // Who reads while the host writes has some words of the lap before.
        let after = Array(ring[start..<(start + 16)])
        let old = Int.random(in: 0..<16, using: &dice)
        let seen = (0..<16).map { $0 == old || Bool.random(using: &dice) ? before[$0] : after[$0] }
        #expect(!seen.allSatisfy { UInt32($0 >> 32) == Link.sequence(position) })
        #expect(after.allSatisfy { UInt32($0 >> 32) == Link.sequence(position) })
        #expect((0..<16).allSatisfy { UInt32(truncatingIfNeeded: after[$0]) == message[$0] })
        position &+= 1
      }
    }
  }
}
