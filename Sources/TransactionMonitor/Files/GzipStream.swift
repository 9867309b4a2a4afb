internal import RingKernelCore

#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

/// The functions of zlib that reading needs; https://zlib.net/manual.html, "Gzip File Access Functions".
@safe
struct Zlib {
  typealias File = OpaquePointer
  let open: @convention(c) (Int32, UnsafePointer<CChar>) -> File?
  let read: @convention(c) (File, UnsafeMutableRawPointer, UInt32) -> Int32
  let error: @convention(c) (File, UnsafeMutablePointer<Int32>) -> UnsafePointer<CChar>?
  let close: @convention(c) (File) -> Int32

  #if canImport(Darwin)
  static let candidates = ["libz.1.dylib", "/usr/lib/libz.1.dylib", "libz.dylib"]
  #else
  static let candidates = ["libz.so.1", "libz.so"]
  #endif

  /// Loads zlib in order to read `path`.
  init(candidates: [String], for path: String) throws(RingKernelError) {
    do throws(DynamicLibraryError) {
      let library = try DynamicLibrary("zlib", candidates: candidates)
      unsafe open = try unsafe library.symbol(
        "gzdopen",
        as: (@convention(c) (Int32, UnsafePointer<CChar>) -> File?).self
      )
      unsafe read = try unsafe library.symbol(
        "gzread",
        as: (@convention(c) (File, UnsafeMutableRawPointer, UInt32) -> Int32).self
      )
      unsafe error = try unsafe library.symbol(
        "gzerror",
        as: (@convention(c) (File, UnsafeMutablePointer<Int32>) -> UnsafePointer<CChar>?).self
      )
      unsafe close = try unsafe library.symbol("gzclose", as: (@convention(c) (File) -> Int32).self)
    } catch {
      throw RingKernelError(
        error,
        advice: "It is needed to read '\(path)': install zlib (Debian: zlib1g), or unpack the file with gunzip."
      )
    }
  }
}

/// A gzip file that zlib unpacks.
@safe
struct GzipStream {
  /// First two bytes of every gzip file (RFC 1952, section 2.3.1).
  static let mark: [UInt8] = [0x1f, 0x8b]

  private let zlib: Zlib
  private let file: Zlib.File
  private let path: String

  /// Takes over `descriptor`, whose mark has been read; on failure it stays the caller's.
  init(adopting descriptor: Int32, path: String, zlib: Zlib) throws(RingKernelError) {
    guard lseek(descriptor, 0, SEEK_SET) == 0 else {
      throw .file(path, "is packed and not a regular file; unpack it first: \(systemReason(errno))")
    }
    guard let file = unsafe zlib.open(descriptor, "rb") else { throw .file(path, "cannot be unpacked: no memory") }
    self.zlib = zlib
    unsafe self.file = file
    self.path = path
  }

  /// Unpacks the next bytes into `buffer[start...]`; 0 at the end of a whole archive.
  func read(into buffer: inout [UInt8], at start: Int) throws(RingKernelError) -> Int {
    // Safety: the pointer covers `buffer.count` bytes and zlib writes behind `start` only.
    let count = unsafe buffer.withUnsafeMutableBytes { raw -> Int32 in
      guard let base = raw.baseAddress, start < raw.count else { return 0 }
      return unsafe zlib.read(file, base + start, UInt32(min(raw.count - start, 1 << 30)))
    }
    if count > 0 { return Int(count) }
    // A cut archive is no error to gzread: it returns 0 and only gzerror tells.
    var status: Int32 = 0
    let text = unsafe zlib.error(file, &status)
    guard count < 0 || status != 0 else { return 0 }
    let reason = unsafe text.map { unsafe String(cString: $0) } ?? "status \(status)"
    throw .file(path, "is a damaged gzip file: \(reason)")
  }

  /// Closes the file; call exactly once.
  func close() {
    _ = unsafe zlib.close(file)  // nothing was written: there is nothing to lose
  }
}
