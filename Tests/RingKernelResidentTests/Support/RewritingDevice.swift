import RingKernelCore
import RingKernelEngine

/// A device whose programs are rewritten before they are compiled: for mutants, and for delays that make races likely.
final class RewritingDevice: ResidentDevice {
  private let device: any ResidentDevice
  private let rewrite: @Sendable (String) -> String

  init(_ device: any ResidentDevice, _ rewrite: @escaping @Sendable (String) -> String) {
    self.device = device
    self.rewrite = rewrite
  }

  var backend: BackendKind { device.backend }
  var name: String { device.name }
  var blocks: Int { device.blocks }

  func check(_ text: String, entry: String) throws(RingKernelError) { try device.check(rewrite(text), entry: entry) }

  func grow(_ region: ResidentRegion, to byteCount: Int) throws(RingKernelError) {
    try device.grow(region, to: byteCount)
  }

  func write(_ region: ResidentRegion, at word: Int, _ words: [UInt32]) throws(RingKernelError) {
    try device.write(region, at: word, words)
  }

  func read(_ region: ResidentRegion, at word: Int, count: Int) throws(RingKernelError) -> [UInt32] {
    try device.read(region, at: word, count: count)
  }

  @unsafe func words(of region: ResidentRegion) -> UnsafeMutablePointer<UInt32> { unsafe device.words(of: region) }

  func start(_ text: String, entry: String, threads: Int, _ sizes: [UInt32]) throws(RingKernelError) {
    try device.start(rewrite(text), entry: entry, threads: threads, sizes)
  }

  func isRunning() throws(RingKernelError) -> Bool { try device.isRunning() }
  func close(isLost: Bool) { device.close(isLost: isLost) }
}
