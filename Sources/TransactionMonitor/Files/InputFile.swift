public import RingKernelCore

#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

/// A file that is read in chunks; one that starts with the gzip mark is unpacked on the way.
///
/// Plain files need no library. For packed ones zlib is loaded when the file is opened.
public final class InputFile: ByteSource {
  private enum Content {
    /// `mark`: bytes that were read to tell the kinds apart and not yet handed out.
    case plain(descriptor: Int32, mark: [UInt8])
    case packed(GzipStream)
  }

  private var content: Content
  /// Path as given.
  public let path: String

  /// Opens `path`.
  ///
  /// - Throws: `fileUnreadable` with the system's reason; `libraryUnavailable` for a packed file without zlib.
  public convenience init(path: String) throws(RingKernelError) {
    try self.init(path: path, zlibCandidates: Zlib.candidates)
  }

  init(path: String, zlibCandidates: [String]) throws(RingKernelError) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .file(path, "cannot be opened: \(systemReason(errno))") }
    do throws(RingKernelError) {
      let mark = try readMark(of: descriptor, path: path)
      if mark == GzipStream.mark {
        content = .packed(
          try GzipStream(adopting: descriptor, path: path, zlib: Zlib(candidates: zlibCandidates, for: path))
        )
      } else {
        content = .plain(descriptor: descriptor, mark: mark)
      }
    } catch {
      close(descriptor)
      throw error
    }
    self.path = path
  }

  deinit {
    switch content {
    case .plain(let descriptor, _): close(descriptor)
    case .packed(let stream): stream.close()
    }
  }

  /// Reads the next chunk, unpacked.
  public func read(into buffer: inout [UInt8], at start: Int) throws(RingKernelError) -> Int {
    switch content {
    case .packed(let stream): return try stream.read(into: &buffer, at: start)
    case .plain(let descriptor, let mark) where mark.isEmpty:
      return try readBytes(of: descriptor, into: &buffer, at: start, path: path)
    case .plain(let descriptor, let mark):
      let count = min(mark.count, buffer.count - start)
      for index in 0..<count { buffer[start + index] = mark[index] }
      content = .plain(descriptor: descriptor, mark: Array(mark[count...]))
      return count
    }
  }
}

/// The first two bytes, fewer in a shorter file.
private func readMark(of descriptor: Int32, path: String) throws(RingKernelError) -> [UInt8] {
  var mark: [UInt8] = [0, 0]
  var filled = 0
  while filled < mark.count {
    let count = try readBytes(of: descriptor, into: &mark, at: filled, path: path)
    guard count > 0 else { break }
    filled += count
  }
  return Array(mark[..<filled])
}

/// One read(2), repeated when a signal interrupts it.
private func readBytes(
  of descriptor: Int32,
  into buffer: inout [UInt8],
  at start: Int,
  path: String
) throws(RingKernelError) -> Int {
  while true {
    // Safety: the pointer covers `buffer.count` bytes and the call writes behind `start` only.
    let count = unsafe buffer.withUnsafeMutableBytes { raw in
      guard let base = raw.baseAddress, start < raw.count else { return 0 }
      return unsafe read(descriptor, base + start, raw.count - start)
    }
    if count >= 0 { return count }
    let code = errno
    guard code == EINTR else { throw .file(path, "cannot be read: \(systemReason(code))") }
  }
}

/// The system's words for `code`.
func systemReason(_ code: Int32) -> String {
  guard let text = unsafe strerror(code) else { return "errno \(code)" }
  return unsafe String(cString: text)
}

extension RingKernelError {
  /// `path` could not be used, with the reason.
  static func file(_ path: String, _ reason: String) -> RingKernelError {
    RingKernelError(.fileUnreadable, "'\(path)' \(reason).")
  }
}
