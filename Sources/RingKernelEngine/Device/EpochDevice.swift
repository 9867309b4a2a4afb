public import RingKernelCore
public import RingKernelRender

/// Memory of an engine that stays on the device from launch to shutdown.
public enum EpochRegion: Int, Sendable, CaseIterable {
  /// States of the actors.
  case state
  /// Rows of actors, routes, rings.
  case table
  /// Slots of the rings between actors.
  case rings
}

/// One submission: uploads, rounds of dispatches, the copy of the results.
public struct EpochSubmission {
  /// One program in a round.
  public struct Dispatch: Sendable, Equatable {
    /// Number that `compile` gave.
    public var program: Int
    /// Blocks: actors on the program's roster.
    public var blocks: Int

    /// Makes one.
    public init(program: Int, blocks: Int) {
      self.program = program
      self.blocks = blocks
    }
  }

  /// Which of the two sets of buffers carries it, 0 or 1.
  public var slot: Int
  /// Words of the epoch header.
  public var header: [UInt32]
  /// Rosters and messages.
  public var inbound: [UInt32]
  /// How many words of `inbound` are used.
  public var inboundCount: Int
  /// Programs of a round.
  public var dispatches: [Dispatch]
  /// Rounds, at least 1.
  public var rounds: Int
  /// Words of results that are expected: what comes back with the first transfer; more costs a second one.
  public var expected: Int

  /// Makes a submission without content.
  public init(slot: Int) {
    self.slot = slot
    header = []
    inbound = []
    inboundCount = 0
    dispatches = []
    rounds = 1
    expected = 0
  }
}

/// What an engine in epochs needs of a device; used by one thread at a time, `compile` by any.
public protocol EpochDevice: AnyObject, Sendable {
  /// Which backend it belongs to.
  var backend: BackendKind { get }
  /// Name for people.
  var name: String { get }
  /// Language of its programs.
  var dialect: DialectName { get }
  /// What its printer must know.
  var renderOptions: RenderOptions { get }
  /// Bytes that a region may have at most.
  var largestRegion: Int { get }
  /// Words of `inbound` and `outbound` of one epoch.
  var epochCapacity: (inbound: Int, outbound: Int) { get }

  /// Compiles a program of actors.
  ///
  /// - Returns: Its number, counted from 0 in the order of the calls; it is also the program's slot in `inbound`.
  /// - Throws: `programRefused` with the compiler's words, `deviceLost`.
  func compile(_ text: String, entry: String) throws(RingKernelError) -> Int

  /// Makes a region at least `byteCount` bytes large; content is kept, new bytes are zero.
  ///
  /// - Throws: `deviceMemory`; the region is as before then. `deviceLost`.
  func grow(_ region: EpochRegion, to byteCount: Int) throws(RingKernelError)

  /// Copies words into a region, behind everything submitted before.
  ///
  /// - Throws: `deviceMemory` for a place outside of the region, `deviceLost`.
  func write(_ region: EpochRegion, at word: Int, _ words: [UInt32]) throws(RingKernelError)

  /// Copies words out of a region, after everything submitted before.
  ///
  /// - Throws: As above, and `deviceLost` when the device does not finish.
  func read(_ region: EpochRegion, at word: Int, count: Int) throws(RingKernelError) -> [UInt32]

  /// Submits an epoch; the one before in the same slot has been released.
  ///
  /// - Throws: `deviceLost`, `deviceMemory`; nothing was submitted then.
  func submit(_ epoch: EpochSubmission) throws(RingKernelError)

  /// Hands over the results of the epoch in `slot`, if it has ended.
  ///
  /// - Parameters:
  ///   - slot: As submitted.
  ///   - nanoseconds: How long to wait for its end.
  ///   - body: Takes the words of the header and of the records; valid during the call.
  /// - Returns: Whether it had ended; the slot is free again then.
  /// - Throws: `deviceLost`.
  func collect(
    _ slot: Int,
    waiting nanoseconds: UInt64,
    _ body: (_ header: UnsafePointer<UInt32>, _ records: UnsafeBufferPointer<UInt32>) -> Void
  ) throws(RingKernelError) -> Bool

  /// Gives everything back; nothing is called afterwards.
  func close()
}
