#if Macros
import RingKernel

// Messages of the actors in this folder. The folder is a corpus: tests of devices read the files as text.

@RingMessage struct Poke: Equatable { var number: UInt32, amount: Int64 }
@RingMessage struct Told: Equatable { var number: UInt32, amount: Int64, replica: Int16 }
@RingMessage struct Wide: Equatable {
  var flag: Bool
  var small: Int8
  var half: UInt16
  var word: Int32
  var long: UInt64
  var real: Float
  var list: InlineArray<3, UInt16>
  var point: SIMD2<Float>
}
@RingMessage struct Batch: Equatable { var count: UInt32, first: UInt64 }
@RingMessage struct Stamp: Equatable { var time: UInt64, step: UInt32 }
@RingMessage struct Score: BitwiseCopyable { var player: UInt16, value: Int64 }
@RingMessage struct Scores {
  var pick: UInt32
  var list: BoundedArray<2, Score>
  var bits: BoundedArray<3, UInt16>
  var tail: UInt8
}

extension Wide {
  static func == (a: Wide, b: Wide) -> Bool {
    a.flag == b.flag && a.small == b.small && a.half == b.half && a.word == b.word && a.long == b.long
      && a.real == b.real && a.point == b.point && (0..<3).allSatisfy { a.list[$0] == b.list[$0] }
  }
}

/// The routes that the corpus is run with: each has another policy behind it.
enum Lane {
  /// One replica; waits.
  static let single: Route = 0
  /// Four replicas with room for two messages each; rejects.
  static let narrow: Route = 1
  /// Three replicas with room for four messages each; drops.
  static let leaky: Route = 2
  /// One replica with room for one message; the rest are dead letters.
  static let dead: Route = 3
  /// Not connected.
  static let open: Route = 4
  /// No such route.
  static let none: Route = 9
  /// Rounds that a loop makes at most.
  static let rounds: UInt32 = 160
}
#endif
