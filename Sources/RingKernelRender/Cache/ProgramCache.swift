internal import Synchronization

/// Compiled programs, in memory and in a folder that any number of processes share.
///
/// Two callers that ask at the same moment may both make a program; both get the same bytes. A damaged file counts as
/// absent. Nothing fails because of the cache: a folder that cannot be written only means that nothing is kept.
public final class ProgramCache: Sendable {
  /// Files of the cache end with this.
  static let suffix = ".program"

  private let folder: ProgramFolder?
  private let limitBytes: Int
  private let shelf = Mutex(Shelf())

  private struct Shelf {
    var programs: [ProgramKey: [UInt8]] = [:]
    var statistics = Statistics()
  }

  /// What became of the lookups of this process.
  public struct Statistics: Sendable, Hashable {
    /// Found in memory.
    public var inMemory = 0
    /// Found on disk.
    public var onDisk = 0
    /// Made.
    public var made = 0
    /// Files that did not decode and were removed.
    public var damaged = 0
  }

  /// A cached file, for listings.
  public struct Item: Sendable, Hashable {
    /// Name of the file.
    public let name: String
    /// Bytes of the file.
    public let bytes: Int
    /// Seconds since the Unix epoch at which it was last used.
    public let lastUse: Int
  }

  /// Opens a cache.
  ///
  /// - Parameters:
  ///   - path: The folder; it is made when the first program is kept. Nil keeps programs in memory only.
  ///   - limitBytes: When the folder holds more, the programs that were not used for longest go.
  public init(path: String?, limitBytes: Int = 256 << 20) {
    folder = path.map(ProgramFolder.init(path:))
    self.limitBytes = limitBytes
  }

  /// Folder of the cache; nil when it is in memory only.
  public var path: String? { folder?.path }

  /// Lookups of this process so far.
  public var statistics: Statistics { shelf.withLock { $0.statistics } }

  /// The one that every device and every engine of this process uses where it is given no other.
  public static let standard = ProgramCache(path: standardPath(environment: ProgramFolder.environment))

  /// Environment variable that names the folder, or says `off`.
  public static let variable = "RINGKERNEL_CACHE"

  /// The folder that processes share unless they are told otherwise: `RINGKERNEL_CACHE`, else `ringkernel` in the
  /// user's cache folder.
  ///
  /// - Parameter environment: Looks up an environment variable.
  /// - Returns: Nil when the environment names no folder, or `RINGKERNEL_CACHE` is `off`: programs are kept in memory only.
  public static func standardPath(environment: (String) -> String?) -> String? {
    func value(_ name: String) -> String? { environment(name).flatMap { $0.isEmpty ? nil : $0 } }
    if let path = value(variable) { return path == "off" ? nil : path }
    if let caches = value("XDG_CACHE_HOME") { return caches + "/ringkernel" }
    #if canImport(Darwin)
    return value("HOME").map { $0 + "/Library/Caches/ringkernel" }
    #else
    return value("HOME").map { $0 + "/.cache/ringkernel" }
    #endif
  }

  /// The program of `key`, made by `make` when neither memory nor folder has it.
  ///
  /// - Throws: What `make` throws; nothing is kept then.
  public func program<Failure: Error>(
    for key: ProgramKey,
    make: () throws(Failure) -> [UInt8]
  ) throws(Failure) -> [UInt8] {
    if let program = find(key) { return program }
    let program = try make()
    shelf.withLock { shelf in
      shelf.statistics.made += 1
      shelf.programs[key] = program
    }
    if let folder, folder.write(key.digest + Self.suffix, ProgramFile.encode(key, program)) { trim() }
    return program
  }

  private func find(_ key: ProgramKey) -> [UInt8]? {
    let known = shelf.withLock { shelf -> [UInt8]? in
      guard let program = shelf.programs[key] else { return nil }
      shelf.statistics.inMemory += 1
      return program
    }
    if let known { return known }
    let name = key.digest + Self.suffix
    guard let folder, let file = folder.read(name) else { return nil }
    guard let content = ProgramFile.decode(file) else {
      folder.remove(name)
      shelf.withLock { $0.statistics.damaged += 1 }
      return nil
    }
    guard content.key == key.text else { return nil }
    shelf.withLock { shelf in
      shelf.statistics.onDisk += 1
      shelf.programs[key] = content.program
    }
    return content.program
  }

  // MARK: The folder

  /// Every cached file, the latest used first.
  public var items: [Item] {
    (folder?.entries(suffix: Self.suffix) ?? [])
      .map { Item(name: $0.name, bytes: $0.bytes, lastUse: $0.lastUse) }
      .sorted { ($1.lastUse, $0.name) < ($0.lastUse, $1.name) }
  }

  /// Forgets every program, in memory and in the folder; other processes keep what they have in memory.
  ///
  /// - Returns: Files that were removed.
  @discardableResult public func clear() -> Int {
    shelf.withLock { $0.programs = [:] }
    let items = items
    for item in items { folder?.remove(item.name) }
    return items.count
  }

  private func trim() {
    var total = 0
    for item in items {
      total += item.bytes
      if total > limitBytes { folder?.remove(item.name) }
    }
  }
}
