/// Threads that run in turn on the CPU and find things out together: a block of a launch, or that of a handler.
public protocol ThreadBlock {
  /// Threads in the block.
  var threadCount: Int { get }

  /// Takes zeroed bytes for what its threads share.
  func take(_ byteCount: Int) -> UnsafeMutableRawPointer

  /// Gives the bytes back that were taken last.
  func giveBack(_ place: UnsafeMutableRawPointer)
}
