#if Macros
internal import RingKernelIR
internal import RingKernelRender

/// The page of the intrinsics: the table, and what every dialect prints for each row.
enum IntrinsicsPage {
  /// Dialects that this build prints.
  private static let dialects = DialectName.allCases.filter { dialect in
    if case .success = IntrinsicSample(IntrinsicTable.rows[0]).spelling(in: dialect) { true } else { false }
  }

  static func text() -> String {
    var page = """
      # Intrinsics

      Generated from the table of intrinsics and the printers; `RK_RECORD=1 swift test --filter CLITests` writes it anew.

      `T` is one type for the whole call; functions of floats take vectors lane by lane. *Needs* is what a device must be
      able to do besides what the types need. *ulp* is the largest difference from the interpreter, in units in the last
      place of a `Float`, that the corpus allows on any device: what is stated for both, added; *exact* where there is none. The
      errors of `mix`, `dot` and `cross` count units of the sum of their terms' magnitudes. In WGSL an adapter may divide with
      an error of 2.5 and take roots so, where the table has 0.5 of two software drivers. Functions of `Float16` are computed
      in `Float` and rounded. The tables behind state the error against the
      exact value for every device, 0.5 being correct rounding: measured for the CPU and for WGSL, for CUDA the bounds of
      NVIDIA's CUDA C++ Programming Guide, for Metal those of table 8.1 of Apple's Metal Shading Language Specification,
      versions 4 (2025-10-23) and 4.1 (2026-06-04), which agree, read in public transcriptions. It has no row for functions
      that Metal lacks (`remainder`, `cbrt`, `hypot`, `expm1`, `log1p`, gamma, error, Bessel and normal functions): they are
      printed as functions of ours and measured on the host, above a library within 1 ulp; Apple's functions below them may
      be off by what its table says, and no Apple device has run them. `RK_ACCURACY=4000 swift test --filter AccuracyTests`
      checks all of it against mpmath, `SpecialValueTests` what functions give at zeros, infinities, NaN and edges
      ([Design 0005](../Design/0005-kernel-language.md)). The columns of the dialects show what is printed for the call in
      the second column, with arguments of one type; *refused* means that a kernel with the call does not start on such a
      device, and says so.

      """
    page += indices()
    for category in Intrinsic.Category.allCases {
      let rows = IntrinsicTable.rows.filter { $0.category == category }
      guard !rows.isEmpty else { continue }
      page += "\n## \(title(category))\n\n"
      let isRounded = rows.contains { IntrinsicAccuracy.row($0.id) != nil }
      page += "| Call | T | Result | Needs | ulp | Meaning | \(dialects.map(name).joined(separator: " | ")) |\n"
      page += "|" + String(repeating: "---|", count: 6 + dialects.count) + "\n"
      for row in rows { page += line(row) }
      if isRounded { page += accuracy(rows) }
    }
    return page
  }

  /// Indices and sizes: of type `Int`, without arguments.
  private static func indices() -> String {
    var table = "\n## Indices and sizes\n\n"
    table += "Each is an `Int`; those with axes have `.x`, `.y` and `.z`. The dialects have 32 bits of it.\n\n"
    table += "| Name | Meaning | \(dialects.map(name).joined(separator: " | ")) |\n"
    table += "|" + String(repeating: "---|", count: 2 + dialects.count) + "\n"
    for builtin in Builtin.allCases {
      let sample = IntrinsicSample(builtin)
      table += rendered(["`\(sample.call)`", builtin.summary] + dialects.map { cell(sample.spelling(in: $0)) })
    }
    return table
  }

  private static func rendered(_ cells: [String]) -> String {
    "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |\n"
  }

  private static func line(_ row: Intrinsic) -> String {
    let sample = IntrinsicSample(row)
    let needs = row.needs.map(\.rawValue).sorted().joined(separator: ", ")
    return rendered(
      [
        "`\(sample.call)`", types(row.generic), result(row.result), needs, error(row), row.summary,
      ] + dialects.map { cell(sample.spelling(in: $0)) }
    )
  }

  /// The errors that are stated, device by device.
  private static func accuracy(_ rows: [Intrinsic]) -> String {
    var table =
      "\nErrors in units in the last place; the second number of a pair is a distance that is allowed instead.\n\n"
    table += "| Function | CPU | CUDA | Metal | WGSL | CPU `Double` | CUDA `Double` |\n|---|---|---|---|---|---|---|\n"
    for row in rows {
      guard let stated = IntrinsicAccuracy.row(row.id) else { continue }
      let columns: [(ScalarType, IntrinsicAccuracy.Target)] = [
        (.f32, .cpu), (.f32, .cuda), (.f32, .msl), (.f32, .wgsl), (.f64, .cpu), (.f64, .cuda),
      ]
      let cells = columns.map { stated.bound($0.0, on: $0.1).map(text) ?? "" }
      table += "| `\(row.swiftName)` | \(cells.joined(separator: " | ")) |\n"
    }
    return table
  }

  private static func text(_ bound: IntrinsicAccuracy.Bound) -> String {
    let ulps = bound.ulps == bound.ulps.rounded() ? "\(Int(bound.ulps))" : "\(bound.ulps)"
    let error = bound.absolute.map { "\(ulps), \($0)" } ?? ulps
    return bound.exception.map { "\(error) (more from \($0.lowerBound) to \($0.upperBound))" } ?? error
  }

  private static func cell(_ spelling: Result<String, IntrinsicSample.Refusal>) -> String {
    switch spelling {
    case .success(let text): text.isEmpty ? "nothing" : "`\(text.count > 160 ? text.prefix(157) + "…" : text[...])`"
    case .failure: "refused"
    }
  }

  private static func error(_ row: Intrinsic) -> String {
    guard row.effect == .pure, row.generic == .float || row.generic == .number else { return "" }
    return row.ulp.map { $0 == $0.rounded() ? "\(Int($0))" : "\($0)" } ?? "exact"
  }

  private static func title(_ category: Intrinsic.Category) -> String {
    switch category {
    case .synchronisation: "Synchronisation"
    case .fence: "Fences"
    case .atomic: "Atomics"
    case .math: "Mathematics"
    case .trigonometry: "Trigonometry"
    case .hyperbolic: "Hyperbolic functions"
    case .exponential: "Exponentials, logarithms, gamma and error functions"
    case .classification: "Classification"
    case .subgroup: "Subgroups"
    case .bits: "Bits"
    case .memory: "Memory hints"
    case .special: "Special functions"
    case .timing: "Time"
    case .reduction: "Reductions over a block or a grid"
    case .stencil: "Neighbours in a field"
    case .ring: "Messages of a handler"
    case .context: "Context of a handler"
    }
  }

  private static func types(_ types: Intrinsic.TypeClass) -> String {
    switch types {
    case .none: ""
    case .float: "floats"
    case .integer: "integers"
    case .number: "numbers"
    case .word: "32-bit integers"
    case .atomicInteger: "32- and 64-bit integers"
    case .atomicNumber: "32- and 64-bit integers, `Float`"
    case .any: "any"
    }
  }

  private static func result(_ pattern: Intrinsic.TypePattern) -> String {
    switch pattern {
    case .generic, .place: "T"
    case .fixed(let type): "`\(IntrinsicSample.spelled(type))`"
    case .pair: "(T, T)"
    case .bits: "unsigned"
    case .none: ""
    }
  }

  static func name(_ dialect: DialectName) -> String {
    switch dialect {
    case .cuda: "CUDA C++"
    case .msl: "MSL"
    case .wgsl: "WGSL"
    }
  }
}
#endif
