/// Rows of the intrinsic table by what kernel code calls.
enum IntrinsicLookup {
  private static let byName = Dictionary(grouping: IntrinsicTable.rows, by: \.swiftName)
  private static let byID = Dictionary(IntrinsicTable.rows.map { ($0.id, $0) }) { first, _ in first }

  /// Every row of a name.
  static func rows(_ name: String) -> [Intrinsic] { byName[name] ?? [] }

  /// The rows of a name that take arguments with these labels.
  static func rows(_ name: String, labels: [String]) -> [Intrinsic] {
    rows(name).filter { row in
      guard row.parameters.count == labels.count else { return false }
      return zip(row.labels + Array(repeating: "", count: labels.count), labels).allSatisfy { $0 == $1 }
    }
  }

  /// The row of an intrinsic.
  static func row(_ id: IntrinsicID) -> Intrinsic? { byID[id] }
}
