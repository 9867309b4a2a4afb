public import RingKernelCore

/// Bytes that arrive in chunks: a file, an archive, an array.
public protocol ByteSource {
  /// Reads bytes into `buffer[start...]`, as many as are at hand.
  ///
  /// - Returns: Bytes read, at most `buffer.count - start`; 0 only at the end.
  /// - Precondition: `start` is below `buffer.count`.
  mutating func read(into buffer: inout [UInt8], at start: Int) throws(RingKernelError) -> Int
}

/// The bytes of an array.
public struct MemoryBytes: ByteSource {
  private let bytes: [UInt8]
  private let chunkBytes: Int
  private var position = 0

  /// Serves `bytes`, at most `chunkBytes` of them at a time.
  public init(_ bytes: [UInt8], chunkBytes: Int = .max) {
    self.bytes = bytes
    self.chunkBytes = max(1, chunkBytes)
  }

  /// Serves the UTF-8 bytes of `text`.
  public init(_ text: String) { self.init(Array(text.utf8)) }

  /// Copies the next chunk.
  public mutating func read(into buffer: inout [UInt8], at start: Int) -> Int {
    let count = min(chunkBytes, bytes.count - position, buffer.count - start)
    for index in 0..<max(0, count) { buffer[start + index] = bytes[position + index] }
    position += max(0, count)
    return max(0, count)
  }
}
