/// Rows of the intrinsic table by what kernel code calls.
enum IntrinsicLookup {
  private static let byName = Dictionary(
    grouping: IntrinsicTable.rows.filter { $0.category != .context && $0.category != .ring },
    by: \.swiftName
  )
  private static let members = Dictionary(
    IntrinsicTable.context.filter { $0.refusal == nil && ($0.parameters.isEmpty || $0.id == .hlcUpdate) }
      .map { ($0.swiftName, $0) }
  ) { first, _ in first }
  private static let byID = Dictionary(IntrinsicTable.rows.map { ($0.id, $0) }) { first, _ in first }

  /// The row of a member of the context that takes nothing, and of `merge`.
  static func member(_ name: String) -> Intrinsic? { members[name] }

  /// Every row that a name means outside of the context.
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
