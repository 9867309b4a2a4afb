/// The table of intrinsics: documentation, type checks, coverage tests and capabilities are taken from it.
public enum IntrinsicTable {
  /// One row for each `IntrinsicID`.
  public static let rows: [Intrinsic] =
    synchronisation + atomics + mathematics + trigonometry + exponentials + classification + subgroups + bits + special
    + reductions + stencil + context

  private static let places = Dictionary(uniqueKeysWithValues: rows.enumerated().map { ($1.id, $0) })
  private static let names = Dictionary(grouping: rows, by: \.swiftName)

  /// The row of an intrinsic.
  public static func row(_ id: IntrinsicID) -> Intrinsic? { places[id].map { rows[$0] } }

  /// The rows that Swift code calls by this name.
  public static func named(_ swiftName: String) -> [Intrinsic] { names[swiftName] ?? [] }
}

extension Intrinsic {
  /// A row; what most rows share has defaults, so that a table reads as a table.
  init(
    _ id: IntrinsicID,
    _ category: Category,
    _ parameters: [TypePattern],
    _ result: TypePattern,
    of generic: TypeClass = .none,
    _ effect: Effect,
    labels: [String] = [],
    needs: Set<Capability> = [],
    engineOnly: String? = nil,
    swiftName: String? = nil,
    summary: String
  ) {
    self.init(
      id: id,
      swiftName: swiftName ?? id.rawValue,
      category: category,
      parameters: parameters,
      labels: labels,
      result: result,
      generic: generic,
      effect: effect,
      needs: needs,
      summary: summary,
      engineOnly: engineOnly
    )
  }
}

extension Intrinsic {
  /// A row of a pure function.
  init(
    _ id: IntrinsicID,
    _ category: Category,
    _ parameters: [TypePattern],
    _ result: TypePattern,
    of generic: TypeClass = .none,
    summary: String
  ) {
    self.init(id, category, parameters, result, of: generic, .pure, summary: summary)
  }
}

extension Intrinsic.TypePattern {
  static let bool = Self.fixed(.bool)
  static let int = Self.fixed(.int)
  static let i32 = Self.fixed(.scalar(.i32))
  static let u32 = Self.fixed(.scalar(.u32))
  static let u64 = Self.fixed(.scalar(.u64))
}
