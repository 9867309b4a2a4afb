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

  var bytes: [UInt8] {
    var fields = ProgramFields()
    fields.append(text, entry)
    fields.append(writes.map { $0 ? 1 : 0 })
    fields.append(alignments)
    fields.append([hasGridBarrier ? 1 : 0])
    fields.append([canFail ? 1 : 0])
    fields.append([equalExtents.count])
    for pair in equalExtents { fields.append(pair) }
    fields.append(sites)
    return fields.bytes
  }

  /// Reads what `bytes` wrote; nil for anything else.
  init?(bytes: [UInt8]) {
    var reader = ProgramFieldReader(bytes)
    guard let text = reader.text(), let entry = reader.text(), let writes = reader.numbers(),
      let alignments = reader.numbers(), let barrier = reader.flag(), let fails = reader.flag(),
      let pairs = reader.numbers(1)?[0], pairs >= 0
    else { return nil }
    self.text = text
    self.entry = entry
    self.writes = writes.map { $0 == 1 }
    self.alignments = alignments
    hasGridBarrier = barrier
    canFail = fails
    equalExtents = []
    while equalExtents.count < pairs {
      guard let pair = reader.numbers(2) else { return nil }
      equalExtents.append(pair)
    }
    guard let sites = reader.sites(), reader.isAtEnd else { return nil }
    self.sites = sites
  }
}
