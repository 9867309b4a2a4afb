public import RingKernelCore

#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

/// A file that is written from the start, in large pieces.
public struct OutputFile: ~Copyable {
  private let descriptor: Int32
  private let path: String
  private var pending: [UInt8] = []
  private var isOpen = true

  /// Creates `path`, or empties it.
  ///
  /// - Throws: `fileUnreadable` with the system's reason.
  public init(path: String) throws(RingKernelError) {
    descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .file(path, "cannot be created: \(systemReason(errno))") }
    self.path = path
  }

  deinit {
    if isOpen { _ = close(descriptor) }  // `finish` was not reached: the writer has its error already
  }

  /// Appends `text`.
  public mutating func write(_ text: String) throws(RingKernelError) {
    pending.append(contentsOf: text.utf8)
    if pending.count >= 1 << 16 { try flush() }
  }

  /// Writes what is pending and closes the file.
  public consuming func finish() throws(RingKernelError) {
    try flush()
    isOpen = false
    guard close(descriptor) == 0 else { throw .file(path, "cannot be written: \(systemReason(errno))") }
  }

  private mutating func flush() throws(RingKernelError) {
    var done = 0
    while done < pending.count {
      // Safety: the pointer covers `pending` and `done` is inside it.
      let count = unsafe pending.withUnsafeBytes { raw in
        guard let base = raw.baseAddress else { return 0 }
        return unsafe Self.writeSome(descriptor, base + done, raw.count - done)
      }
      if count > 0 {
        done += count
      } else if errno != EINTR {
        throw .file(path, "cannot be written: \(systemReason(errno))")
      }
    }
    pending.removeAll(keepingCapacity: true)
  }

  /// write(2), which the method of the same name hides.
  private static func writeSome(_ descriptor: Int32, _ bytes: UnsafeRawPointer, _ count: Int) -> Int {
    #if canImport(Darwin)
    unsafe Darwin.write(descriptor, bytes, count)
    #elseif canImport(Musl)
    unsafe Musl.write(descriptor, bytes, count)
    #else
    unsafe Glibc.write(descriptor, bytes, count)
    #endif
  }
}
