public import RingKernelCore

/// Memory of a resident program: it stays from launch to shutdown, and its words keep their places.
public enum ResidentRegion: Int, Sendable, CaseIterable {
  /// States of the actors; on the device.
  case state
  /// Rows of actors, routes, rings; on the device.
  case table
  /// Slots of the rings between actors; on the device.
  case rings
  /// The blocks' room for the message in hand and for records that are drafted; on the device.
  case stage
  /// Times of messages, where they are asked for; on the device.
  case timings
  /// Slots that the host writes and the device polls; memory of the host, or of the device as the host reaches it.
  case inbound
  /// Lines that the host writes, one per block; memory as that of the slots.
  case hostLines
  /// Lines that the device writes, one per block; memory of the host.
  case deviceLines
  /// Rings of records that the device writes; memory of the host.
  case outbound

  /// Whether the host reaches it by an address of its own.
  public var isShared: Bool { rawValue >= ResidentRegion.inbound.rawValue }
  /// Whether the host writes it and the device polls it.
  public var isInbound: Bool { self == .inbound || self == .hostLines }
}

/// Through which memory what the host writes comes to a program that runs.
public struct InboundMemory: Sendable {
  /// Its name: `pinned`, `coherent`, `bar`.
  public let name: String
  /// Why others were passed over, or who asked for this one.
  public let reasons: [String]
  /// Whether stores wait in buffers of the host and leave them in no order: who writes needs fences, and reads nothing
  /// of what was written.
  public let isCombining: Bool

  /// Describes it.
  public init(_ name: String, reasons: [String] = [], isCombining: Bool = false) {
    self.name = name
    self.reasons = reasons
    self.isCombining = isCombining
  }
}

/// What an engine needs of a device whose program does not end; used by one thread at a time, `check` by any.
public protocol ResidentDevice: AnyObject, Sendable {
  /// Which backend it belongs to.
  var backend: BackendKind { get }
  /// Name for people.
  var name: String { get }
  /// Blocks that are served; their number never changes.
  var blocks: Int { get }
  /// Through which memory the host's words come: what the regions that it writes are made of.
  var inbound: InboundMemory { get }
  /// Why the program runs in passes, launched whenever there is something to do; nil where it stays.
  var reasonForPasses: String? { get }
  /// Blocks of a cluster, as far as the device alone decides; 1 where it has none. It divides `blocks`.
  var clusterSize: Int { get }

  /// Compiles a program without loading it, so that what is wrong with it shows before anything is stopped.
  ///
  /// - Throws: `programRefused` with the compiler's words.
  func check(_ text: String, entry: String) throws(RingKernelError)

  /// Makes a region at least `byteCount` bytes large; content is kept, new bytes are zero. No program may run.
  ///
  /// - Throws: `deviceMemory`; the region is as before then. `deviceLost`.
  func grow(_ region: ResidentRegion, to byteCount: Int) throws(RingKernelError)

  /// Copies words into a region on the device, also while a program runs.
  ///
  /// - Throws: `deviceLost`.
  func write(_ region: ResidentRegion, at word: Int, _ words: [UInt32]) throws(RingKernelError)

  /// Copies words out of a region on the device, also while a program runs: a number of two words may be torn.
  ///
  /// - Throws: `deviceLost`.
  func read(_ region: ResidentRegion, at word: Int, count: Int) throws(RingKernelError) -> [UInt32]

  /// Where a shared region begins; until it grows.
  @unsafe func words(of region: ResidentRegion) -> UnsafeMutablePointer<UInt32>

  /// Blocks of a cluster with which the whole grid of a program stays resident; none runs.
  ///
  /// - Parameters:
  ///   - text: What `check` has seen.
  ///   - entry: Its entry.
  ///   - threads: Threads of a block.
  ///   - sizes: As for `start`.
  ///   - most: What it may be at most.
  /// - Returns: `most` or a divisor of it with the reason why it is less; 1 for no clusters.
  /// - Throws: `programRefused`, `deviceLost`.
  func clusterSize(
    of text: String,
    entry: String,
    threads: Int,
    _ sizes: [UInt32],
    atMost most: Int
  ) throws(RingKernelError) -> (size: Int, reason: String?)

  /// Starts a program; none may run.
  ///
  /// - Parameters:
  ///   - text: What `check` has seen.
  ///   - entry: Its entry.
  ///   - threads: Threads of a block.
  ///   - sizes: `EngineLayout.Resident` without the addresses, which the device fills in; it launches in the clusters that
  ///     stand there.
  /// - Throws: `programRefused`, `gridNotResident`, `deviceLost`.
  func start(_ text: String, entry: String, threads: Int, _ sizes: [UInt32]) throws(RingKernelError)

  /// Whether the program that was started last runs.
  ///
  /// - Throws: `deviceLost` when it ended by a fault.
  func isRunning() throws(RingKernelError) -> Bool

  /// Gives everything back; nothing is called afterwards.
  ///
  /// - Parameter isLost: Whether a program may still run: its memory is kept for ever then.
  func close(isLost: Bool)
}
