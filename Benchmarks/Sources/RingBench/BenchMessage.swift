internal import BenchSupport

/// A message that names its place in the sequence and can be checked on arrival.
protocol BenchMessage: BitwiseCopyable, Sendable {
  init()
  var sequence: UInt64 { get }
  mutating func stamp(_ value: UInt64)
  func check()
}

struct Message8: BenchMessage {
  var sequence: UInt64 = 0

  mutating func stamp(_ value: UInt64) { sequence = value }
  func check() {}
}

struct Message64: BenchMessage {
  var sequence: UInt64 = 0
  var a: UInt64 = 1, b: UInt64 = 2, c: UInt64 = 3, d: UInt64 = 4, e: UInt64 = 5, f: UInt64 = 6
  var complement: UInt64 = ~0

  mutating func stamp(_ value: UInt64) {
    sequence = value
    complement = ~value
  }

  // Reads all eight words, so no part of the copy can be skipped: value + ~value is -1, the rest is 21.
  func check() {
    if sequence &+ a &+ b &+ c &+ d &+ e &+ f &+ complement != 20 {
      fail("verification failed: a message arrived torn")
    }
  }
}
