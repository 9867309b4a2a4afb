#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// The folder of cached programs: the few file operations that the cache needs.
///
/// A file appears by renaming, so that other processes see it whole or not at all. Files may vanish at any time.
struct ProgramFolder: Sendable {
  let path: String

  /// A cached file.
  struct Entry {
    let name: String
    let bytes: Int
    /// Seconds since the Unix epoch at which it was last used.
    let lastUse: Int
  }

  func file(_ name: String) -> String { path + "/" + name }

  /// The bytes of a file, which counts as used from now on; nil when it cannot be read.
  func read(_ name: String) -> [UInt8]? {
    guard let stream = unsafe fopen(file(name), "rb") else { return nil }
    defer { unsafe fclose(stream) }
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe fread(&part, 1, part.count, stream)
      bytes += part[..<count]
      if count < part.count { break }
    }
    guard unsafe ferror(stream) == 0 else { return nil }
    _ = unsafe utimes(file(name), nil)  // a folder that cannot be written keeps its times
    return bytes
  }

  /// Writes a file; false when the folder does not take it.
  func write(_ name: String, _ bytes: [UInt8]) -> Bool {
    guard makeFolders() else { return false }
    // The process and a random number: neither other processes nor other threads have this name.
    let temporary = file(".\(name).\(getpid()).\(UInt64.random(in: 0...UInt64.max))")
    guard let stream = unsafe fopen(temporary, "wb") else { return false }
    let written = unsafe bytes.isEmpty ? 0 : fwrite(bytes, 1, bytes.count, stream)
    let isFlushed = unsafe fclose(stream) == 0
    guard written == bytes.count, isFlushed, unsafe rename(temporary, file(name)) == 0 else {
      unsafe unlink(temporary)
      return false
    }
    return true
  }

  func remove(_ name: String) { unsafe unlink(file(name)) }

  /// Every file whose name ends with `suffix`, and what writers that died left behind.
  func entries(suffix: String) -> [Entry] {
    guard let folder = unsafe opendir(path) else { return [] }
    defer { unsafe closedir(folder) }
    var entries: [Entry] = []
    while let item = unsafe readdir(folder) {
      let name = unsafe withUnsafeBytes(of: item.pointee.d_name) { raw in
        unsafe String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard name.contains(suffix) else { continue }
      var status = stat()
      guard unsafe stat(file(name), &status) == 0 else { continue }
      #if canImport(Darwin)
      let lastUse = status.st_mtimespec.tv_sec
      #else
      let lastUse = status.st_mtim.tv_sec
      #endif
      entries.append(Entry(name: name, bytes: Int(status.st_size), lastUse: Int(lastUse)))
    }
    return entries
  }

  /// A variable of this process.
  static func environment(_ variable: String) -> String? {
    unsafe getenv(variable).map { unsafe String(cString: $0) }
  }

  private func makeFolders() -> Bool {
    var made = ""
    for part in path.split(separator: "/") {
      made += (path.hasPrefix("/") || !made.isEmpty ? "/" : "") + part
      unsafe mkdir(made, 0o700)  // fails where it exists; opening the file will tell
    }
    return unsafe access(path, W_OK) == 0
  }
}
