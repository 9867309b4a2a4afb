import RingKernelCore
import RingKernelEngine
import Synchronization

/// A device whose programs are rewritten before they are compiled: for mutants, and for delays that make races likely.
final class RewritingDevice: ResidentDevice {
  private let device: any ResidentDevice
  private let rewrite: @Sendable (String) -> String
  /// The region whose words are not written, and how often each one grew.
  private let state = Mutex<(refused: ResidentRegion?, growths: [ResidentRegion: Int])>((nil, [:]))

  init(_ device: any ResidentDevice, _ rewrite: @escaping @Sendable (String) -> String) {
    self.device = device
    self.rewrite = rewrite
  }

  var backend: BackendKind { device.backend }
  var name: String { device.name }
  var blocks: Int { device.blocks }
  var inbound: InboundMemory { device.inbound }
  var reasonForPasses: String? { device.reasonForPasses }
  var clusterSize: Int { device.clusterSize }

  /// Lets every write to a region fail, as if there were no memory for it.
  func refuse(_ region: ResidentRegion?) { state.withLock { $0.refused = region } }
  /// How often a region was made larger.
  func growths(of region: ResidentRegion) -> Int { state.withLock { $0.growths[region] ?? 0 } }

  func check(_ text: String, entry: String) throws(RingKernelError) { try device.check(rewrite(text), entry: entry) }

  func grow(_ region: ResidentRegion, to byteCount: Int) throws(RingKernelError) {
    state.withLock { $0.growths[region, default: 0] += 1 }
    try device.grow(region, to: byteCount)
  }

  func write(_ region: ResidentRegion, at word: Int, _ words: [UInt32]) throws(RingKernelError) {
    if state.withLock({ $0.refused }) == region {
      throw RingKernelError(.deviceMemory, "\(name): refused for a test.")
    }
    try device.write(region, at: word, words)
  }

  func read(_ region: ResidentRegion, at word: Int, count: Int) throws(RingKernelError) -> [UInt32] {
    try device.read(region, at: word, count: count)
  }

  @unsafe func words(of region: ResidentRegion) -> UnsafeMutablePointer<UInt32> { unsafe device.words(of: region) }

  func clusterSize(
    of text: String,
    entry: String,
    threads: Int,
    _ sizes: [UInt32],
    atMost most: Int
  ) throws(RingKernelError) -> (size: Int, reason: String?) {
    try device.clusterSize(of: rewrite(text), entry: entry, threads: threads, sizes, atMost: most)
  }

  func start(_ text: String, entry: String, threads: Int, _ sizes: [UInt32]) throws(RingKernelError) {
    try device.start(rewrite(text), entry: entry, threads: threads, sizes)
  }

  func isRunning() throws(RingKernelError) -> Bool { try device.isRunning() }
  func close(isLost: Bool) { device.close(isLost: isLost) }
}
