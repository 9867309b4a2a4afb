public import RingKernelIR

/// An actor of a bench.
public struct EngineActor: Sendable {
  /// Number of its module.
  public var program = 0
  /// Bytes of its state at the start; zeros if left out.
  public var state: [UInt8]?
  /// Index in the runtime.
  public var index: UInt32
  /// Place among the replicas, and their number.
  public var replica: (number: UInt32, of: UInt32) = (0, 1)
  /// Where it sends to.
  public var routes: [EngineRoute] = []
  /// Messages that it may handle in a round.
  public var budget: UInt32 = 64
  /// Whether what it sends is stamped.
  public var stampsTime = false
  /// Its clock at the start, and how far a time may be ahead of the wall clock, in units of the clock's word.
  public var clock: (word: UInt64, drift: UInt64) = (0, 60 << 32)
  /// Messages that may wait for room; 0: none may.
  public var spill = 0
  /// Flags of the row.
  public var flags = EngineLayout.Actor.activeFlag

  /// Makes an actor.
  public init(index: UInt32, program: Int = 0, routes: [EngineRoute] = [], spill: Int = 0) {
    self.index = index
    self.program = program
    self.routes = routes
    self.spill = spill
  }
}

/// A route of an actor of a bench.
public struct EngineRoute: Sendable {
  /// Numbers of the actors behind it, by replica; empty: not connected.
  public var receivers: [Int]
  /// Slots of each ring.
  public var capacity: Int
  /// What happens when a ring is full.
  public var overflow: EngineLayout.Overflow
  /// Which messages of the sender's module the receivers handle, bit by bit.
  public var handled: UInt64
  /// Deadline of messages, in nanoseconds; 0: none.
  public var deadline: UInt64

  /// Makes a route.
  public init(
    to receivers: [Int],
    capacity: Int = 8,
    overflow: EngineLayout.Overflow = .wait,
    handled: UInt64 = .max,
    deadline: UInt64 = 0
  ) {
    self.receivers = receivers
    self.capacity = capacity
    self.overflow = overflow
    self.handled = handled
    self.deadline = deadline
  }
}
