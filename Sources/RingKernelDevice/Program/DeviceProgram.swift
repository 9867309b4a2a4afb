public import RingKernelIR

/// A kernel printed for a device, with all that a launch needs to know of it.
public struct DeviceProgram: Sendable, Hashable {
  /// The text in the device's language.
  public var text: String
  /// Name of its entry.
  public var entry: String
  /// Which buffers the program writes.
  public var writes: [Bool]
  /// Alignments of the values among the arguments.
  public var alignments: [Int]
  /// Whether blocks wait for each other, so that all of them must be on the device at once.
  public var hasGridBarrier: Bool
  /// Whether a launch can report a failure, so that its record is worth a look.
  public var canFail: Bool
  /// Extents that the program takes to be equal, as pairs of words of the launch.
  public var equalExtents: [[Int]]
  /// Places that can fail.
  public var sites: [FailureSite]

  /// Whether the program may be launched with these extents.
  ///
  /// - Parameter extents: Elements of every buffer along its axes.
  public func suits(_ extents: [[Int]]) -> Bool {
    let words = extents.flatMap(\.self)
    return equalExtents.allSatisfy { pair in
      pair.allSatisfy { words.indices.contains($0) } && Set(pair.map { words[$0] }).count <= 1
    }
  }

  init(_ module: KernelModule, text: String, entry: String, canFail: Bool, equalExtents: [[Int]] = []) {
    self.text = text
    self.entry = entry
    writes = module.resources.compactMap { resource in
      if case .buffer(let isMutable, _) = resource.kind { isMutable || resource.isAtomic } else { nil as Bool? }
    }
    alignments = LaunchWords.alignments(of: module)
    hasGridBarrier = module.needs.contains(.gridBarrier)
    self.canFail = canFail
    self.equalExtents = equalExtents
    sites = module.sites
  }

  // MARK: Bytes, for the cache

  /// Fields one behind the other, each with its length before it.
  var bytes: [UInt8] {
    var fields = [
      text, entry, writes.map { $0 ? "1" : "0" }.joined(), alignments.map(String.init).joined(separator: " "),
      hasGridBarrier ? "1" : "0", canFail ? "1" : "0",
      equalExtents.map { $0.map(String.init).joined(separator: " ") }.joined(separator: ";"),
    ]
    for site in sites {
      fields.append("\(site.code.rawValue) \(site.line) \(site.column) \(site.labels.count)")
      fields += site.labels
    }
    return fields.flatMap { Array("\($0.utf8.count):".utf8) + Array($0.utf8) }
  }

  /// Reads what `bytes` wrote; nil for anything else.
  init?(bytes: [UInt8]) {
    var rest = bytes[...]
    func field() -> String? {
      guard let mark = rest.firstIndex(of: UInt8(ascii: ":")),
        let count = Int(String(decoding: rest[..<mark], as: UTF8.self)), count >= 0, count < rest.endIndex - mark
      else { return nil }
      let end = mark + 1 + count
      defer { rest = rest[end...] }
      return String(decoding: rest[(mark + 1)..<end], as: UTF8.self)
    }
    guard let text = field(), let entry = field(), let writes = field(), let alignments = field(),
      let barrier = field(), let fails = field(), [barrier, fails].allSatisfy(["0", "1"].contains),
      let pairs = field()
    else { return nil }
    self.text = text
    self.entry = entry
    self.writes = writes.map { $0 == "1" }
    self.alignments = alignments.split(separator: " ").compactMap { Int($0) }
    hasGridBarrier = barrier == "1"
    canFail = fails == "1"
    equalExtents = pairs.split(separator: ";").map { $0.split(separator: " ").compactMap { Int($0) } }
    guard equalExtents.allSatisfy({ $0.count == 2 }) else { return nil }
    sites = []
    while !rest.isEmpty {
      guard let numbers = field()?.split(separator: " ").compactMap({ Int($0) }), numbers.count == 4,
        let code = UInt32(exactly: numbers[0]).flatMap(FailureCode.init(rawValue:)), numbers[3] >= 0
      else { return nil }
      var labels: [String] = []
      for _ in 0..<numbers[3] {
        guard let label = field() else { return nil }
        labels.append(label)
      }
      sites.append(FailureSite(code, line: numbers[1], column: numbers[2], labels: labels))
    }
  }
}
