internal import RingKernelABI
internal import RingKernelCUDA
internal import RingKernelHost
internal import Synchronization

/// Litmus tests between the host and a live kernel, over pinned memory: whether the fences that the engine relies on hold,
/// and whether words of 64 bits are ever seen in halves, which it takes for granted.
///
/// Each test is run as it must be, where a forbidden outcome is an error, and with the fences left out, where one shows
/// that the test can see what it looks for; whether it occurs depends on the machine.
enum LitmusPart {
  /// What both sides do to two words that are 0 before, once for every place of a round.
  enum Test: Int, CaseIterable {
    case toDevice, toHost, storeBuffering, wordsToDevice, wordsToHost

    var name: String {
      switch self {
      case .toDevice: "message passing, host to device"
      case .toHost: "message passing, device to host"
      case .storeBuffering: "store buffering"
      case .wordsToDevice: "words of 64 bits, host to device"
      case .wordsToHost: "words of 64 bits, device to host"
      }
    }
    var span: String {
      switch self {
      case .toDevice: "the host writes x, then y; the device reads y, then x: a new y with an old x is forbidden"
      case .toHost: "the device writes x, then y; the host reads y, then x: a new y with an old x is forbidden"
      case .storeBuffering: "each writes its word, then reads the other's: old and old is forbidden"
      case .wordsToDevice, .wordsToHost:
        "one writes both halves at once, the other reads them: one of each is forbidden"
      }
    }
    /// The outcomes that must not be: bit 1 the first that is read, the low half, or the host's, is new; bit 0 the other.
    var forbidden: [Int] {
      switch self {
      case .toDevice, .toHost: [2]
      case .storeBuffering: [0]
      case .wordsToDevice, .wordsToHost: [1, 2]
      }
    }
    /// With fences and without; words of 64 bits have none.
    var isFenced: [Bool] { self == .wordsToDevice || self == .wordsToHost ? [true] : [true, false] }
  }

  static func run(_ device: BenchDevice, _ scale: DevicePart.Scale) throws -> DeviceReport {
    var rows: [DeviceRow] = []
    for test in Test.allCases {
      for isFenced in test.isFenced { rows.append(try row(device, test, isFenced: isFenced, scale)) }
    }
    return device.report(.litmus, rows)
  }

  private static func row(
    _ device: BenchDevice,
    _ test: Test,
    isFenced: Bool,
    _ scale: DevicePart.Scale
  ) throws -> DeviceRow {
    let places = scale.isSmall ? 64 : 4096
    let rounds = max(scale.samples / places, 1)
    let (first, second) = (try device.pinned(places * 64), try device.pinned(places * 64))
    let (seen, done) = (try device.pinned(places * 4), try device.pinned(128))
    let program = try ResidentProgram(
      device,
      .litmus,
      blocks: 1,
      threads: scale.isSmall ? 8 : 128,
      [
        done.address.number, first.address.number, second.address.number, seen.address.number, UInt64(places),
        UInt64(test.rawValue), isFenced ? 1 : 0,
      ]
    )
    var outcomes = [Int](repeating: 0, count: 4)
    var own = [UInt8](repeating: 0, count: places)
    do {
      for round in 1...UInt32(rounds) {
        program.line.release(0, round)
        try program.wait(for: 16, of: done, toBe: round)
        side(test, isFenced: isFenced, round, first, second, &own)
        try program.wait(for: 0, of: done, toBe: round)
        for place in 0..<places {
          let other = Int(seen.load(place))
          switch test {
          case .toDevice, .wordsToDevice: outcomes[other] += 1
          case .toHost, .wordsToHost: outcomes[Int(own[place])] += 1
          case .storeBuffering: outcomes[Int(own[place]) << 1 | other] += 1
          }
        }
      }
    } catch {
      try? program.leave()
      throw error
    }
    try program.leave()
    let forbidden = test.forbidden.reduce(0) { $0 + outcomes[$1] }
    if isFenced { try check("\(test.name): forbidden outcomes", UInt64(forbidden), 0) }
    return DeviceRow(
      test.name + (isFenced ? "" : ", fences left out"),
      test.span,
      [
        "iterations": Double(rounds * places), "forbidden": Double(forbidden),
        "oldOld": Double(outcomes[0]), "oldNew": Double(outcomes[1]), "newOld": Double(outcomes[2]),
        "newNew": Double(outcomes[3]),
      ]
    )
  }

  /// What the host does in a round.
  private static func side(
    _ test: Test,
    isFenced: Bool,
    _ round: UInt32,
    _ first: PinnedWords,
    _ second: PinnedWords,
    _ own: inout [UInt8]
  ) {
    for place in own.indices {
      let word = place * 16
      switch test {
      case .toDevice:
        first.store(word, round)
        isFenced ? second.release(word, round) : second.store(word, round)
      case .toHost:
        var flag: UInt32
        var looks = 0
        repeat {
          flag = isFenced ? second.acquire(word) : second.load(word)
          looks += 1
        } while flag != round && looks < 4096
        let data = first.load(word)
        own[place] = (flag == round ? 2 : 0) | (data == round ? 1 : 0)
      case .wordsToDevice: first.storeWide(place * 8, UInt64(round) << 32 | UInt64(round))
      case .wordsToHost:
        var halves: UInt8
        var looks = 0
        repeat {
          let word = first.loadWide(place * 8)
          halves = (UInt32(truncatingIfNeeded: word) == round ? 2 : 0) | (word >> 32 == round ? 1 : 0)
          looks += 1
        } while halves == 0 && looks < 4096
        own[place] = halves
      case .storeBuffering:
        second.store(word, round)
        if isFenced { atomicMemoryFence(ordering: .sequentiallyConsistent) }
        own[place] = first.load(word) == round ? 1 : 0
      }
    }
  }
}
