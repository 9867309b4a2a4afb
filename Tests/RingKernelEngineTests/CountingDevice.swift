import RingKernelCore
import RingKernelEngine
import RingKernelRender
import Synchronization

/// A device that counts what an engine asks of it, and hands it on.
final class CountingDevice: EpochDevice {
  private let device: any EpochDevice
  private let counts = Mutex<(submissions: Int, words: [EpochRegion: Int])>((0, [:]))

  init(_ device: any EpochDevice) { self.device = device }

  /// Epochs so far.
  var submissions: Int { counts.withLock { $0.submissions } }
  /// Bytes that each region had to have so far.
  var bytes: [EpochRegion: Int] { counts.withLock { $0.words } }

  var backend: BackendKind { device.backend }
  var name: String { device.name }
  var dialect: DialectName { device.dialect }
  var renderOptions: RenderOptions { device.renderOptions }
  var largestRegion: Int { device.largestRegion }
  var epochCapacity: (inbound: Int, outbound: Int) { device.epochCapacity }

  func compile(_ text: String, entry: String) throws(RingKernelError) -> Int {
    try device.compile(text, entry: entry)
  }

  func grow(_ region: EpochRegion, to byteCount: Int) throws(RingKernelError) {
    counts.withLock { $0.words[region] = max($0.words[region] ?? 0, byteCount) }
    try device.grow(region, to: byteCount)
  }

  func write(_ region: EpochRegion, at word: Int, _ words: [UInt32]) throws(RingKernelError) {
    try device.write(region, at: word, words)
  }

  func read(_ region: EpochRegion, at word: Int, count: Int) throws(RingKernelError) -> [UInt32] {
    try device.read(region, at: word, count: count)
  }

  func submit(_ epoch: EpochSubmission) throws(RingKernelError) {
    counts.withLock { $0.submissions += 1 }
    try device.submit(epoch)
  }

  func collect(
    _ slot: Int,
    waiting nanoseconds: UInt64,
    _ body: (_ header: UnsafePointer<UInt32>, _ records: UnsafeBufferPointer<UInt32>) -> Void
  ) throws(RingKernelError) -> Bool {
    try unsafe device.collect(slot, waiting: nanoseconds, body)
  }

  func close() { device.close() }
}
