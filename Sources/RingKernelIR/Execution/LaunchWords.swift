/// The arguments of a launch that are not buffers, as every dialect takes them: one block of words and the record of a
/// failure (`Design/0005`, "How programs are entered").
public enum LaunchWords {
  /// Words of a failure record.
  public static let recordWords = 8

  /// Extents of every buffer, a 32-bit word each axis, then the parameters of the entry at their C layout, then a word
  /// that is zero: WGSL needs one that its compilers do not know to be.
  public static func block(_ module: KernelModule, _ launch: KernelLaunch) -> [UInt8] {
    block(extents: launch.extents, values: launch.scalars, alignments: alignments(of: module))
  }

  /// Alignments of the parameters of a module's entry.
  public static func alignments(of module: KernelModule) -> [Int] {
    (module.functions.last?.parameters ?? []).map { module.types.layout(of: $0.type)?.alignment ?? 1 }
  }

  /// The same of a program whose module is not at hand.
  ///
  /// - Parameters:
  ///   - extents: Elements of every buffer along its axes.
  ///   - values: Bytes of every parameter.
  ///   - alignments: Their alignments.
  public static func block(extents: [[Int]], values: [[UInt8]], alignments: [Int]) -> [UInt8] {
    var bytes: [UInt8] = []
    for extent in extents.flatMap(\.self) {
      for byte in 0..<4 { bytes.append(UInt8(truncatingIfNeeded: extent >> (byte * 8))) }
    }
    for (alignment, value) in zip(alignments, values) {
      while bytes.count % max(alignment, 1) != 0 { bytes.append(0) }
      bytes += value
    }
    while bytes.count % 4 != 0 { bytes.append(0) }
    return bytes + [0, 0, 0, 0]
  }

  /// The failure in a record; nil when no thread claimed it.
  public static func failure(_ record: [UInt8]) -> ReportedFailure? {
    var words = [UInt64](repeating: 0, count: recordWords)
    for (place, byte) in record.prefix(4 * recordWords).enumerated() {
      words[place / 4] |= UInt64(byte) << UInt64(place % 4 * 8)
    }
    guard words[0] != 0 else { return nil }
    let values = [words[4] | words[5] << 32, words[6] | words[7] << 32]
    return ReportedFailure(site: SiteID(words[1]), thread: Int(words[2]), values: values)
  }
}
