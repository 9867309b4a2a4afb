public import RingKernelIR

/// The arguments of a launch that are not buffers, as every dialect takes them: one block of words and the record of a
/// failure (`Design/0005`, "How programs are entered").
public enum LaunchWords {
  /// Words of a failure record.
  public static let recordWords = 8

  /// Extents of every buffer, a 32-bit word each axis, then the parameters of the entry at their C layout.
  public static func block(_ module: KernelModule, _ launch: KernelLaunch) -> [UInt8] {
    var bytes: [UInt8] = []
    for extent in launch.extents.flatMap(\.self) {
      for byte in 0..<4 { bytes.append(UInt8(truncatingIfNeeded: extent >> (byte * 8))) }
    }
    for (parameter, value) in zip(module.functions.last?.parameters ?? [], launch.scalars) {
      let alignment = module.types.layout(of: parameter.type)?.alignment ?? 1
      while bytes.count % max(alignment, 1) != 0 { bytes.append(0) }
      bytes += value
    }
    while bytes.count % 4 != 0 { bytes.append(0) }
    return bytes
  }

  /// The failure in a record; nil when no thread claimed it.
  public static func failure(_ record: [UInt8]) -> ReportedFailure? {
    let words = (0..<recordWords).map { place in
      (0..<4).reduce(UInt64(0)) { $0 | UInt64(record[place * 4 + $1]) << UInt64($1 * 8) }
    }
    guard words[0] != 0 else { return nil }
    let values = [words[4] | words[5] << 32, words[6] | words[7] << 32]
    return ReportedFailure(site: SiteID(words[1]), thread: Int(words[2]), values: values)
  }
}
