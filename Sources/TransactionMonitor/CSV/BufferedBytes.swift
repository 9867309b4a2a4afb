internal import RingKernelCore

/// The bytes of a source one by one, behind a leading byte-order mark.
struct BufferedBytes<Source: ByteSource> {
  private var source: Source
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)
  private var position = 0
  private var filled = 0
  private var isStarted = false

  init(_ source: Source) { self.source = source }

  /// The next byte; nil at the end.
  mutating func next() throws(RingKernelError) -> UInt8? {
    if position == filled {
      try refill()
      guard position < filled else { return nil }
    }
    let byte = buffer[position]
    position += 1
    return byte
  }

  private mutating func refill() throws(RingKernelError) {
    position = 0
    filled = try source.read(into: &buffer, at: 0)
    guard !isStarted else { return }
    isStarted = true
    // The mark may be spread over the first chunks: three bytes decide.
    while filled > 0 && filled < byteOrderMark.count {
      let count = try source.read(into: &buffer, at: filled)
      guard count > 0 else { break }
      filled += count
    }
    guard filled >= byteOrderMark.count, Array(buffer[..<byteOrderMark.count]) == byteOrderMark else { return }
    position = byteOrderMark.count
    if position == filled { try refill() }
  }
}

private let byteOrderMark: [UInt8] = [0xef, 0xbb, 0xbf]
