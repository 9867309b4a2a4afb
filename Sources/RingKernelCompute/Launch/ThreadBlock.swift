/// Threads that run in turn on the CPU and find things out together: a block of a launch, or that of a handler.
public protocol ThreadBlock {
  /// Threads in the block.
  var threadCount: Int { get }
}
