/// The rows that the compiler's own tests use; the whole table takes this one's place.
public enum IntrinsicTable {
  /// One row per intrinsic.
  public static let rows: [Intrinsic] = {
    func row(
      _ id: IntrinsicID,
      _ c: Intrinsic.Category,
      _ p: [Intrinsic.TypePattern],
      _ r: Intrinsic.TypePattern,
      _ g: Intrinsic.TypeClass,
      _ e: Intrinsic.Effect = .pure
    ) -> Intrinsic {
      Intrinsic(
        id: id,
        swiftName: id.rawValue,
        category: c,
        parameters: p,
        labels: [],
        result: r,
        generic: g,
        effect: e,
        needs: [],
        summary: "",
        ulp: nil
      )
    }
    let G = Intrinsic.TypePattern.generic
    return [
      row(.barrier, .synchronisation, [], .none, .none, .barrier),
      row(.barrierAny, .synchronisation, [.fixed(.bool)], .fixed(.bool), .none, .barrier),
      row(.atomicAdd, .atomic, [.place, G], G, .atomicNumber, .memory),
      row(.atomicLoad, .atomic, [.place], G, .atomicNumber, .memory),
      row(.atomicStore, .atomic, [.place, G], .none, .atomicNumber, .memory),
      row(.sqrt, .math, [G], G, .float), row(.abs, .math, [G], G, .number), row(.floor, .math, [G], G, .float),
      row(.round, .math, [G], G, .float),
      row(.fma, .math, [G, G, G], G, .float), row(.fmod, .math, [G, G], G, .float),
      row(.min, .math, [G, G], G, .number), row(.max, .math, [G, G], G, .number), row(.sin, .math, [G], G, .float),
      row(.dot, .math, [G, G], G, .float),
      row(.isNaN, .classification, [G], .fixed(.bool), .float),
      row(.populationCount, .bits, [G], .fixed(.scalar(.i32)), .integer),
      row(.subgroupReduceAdd, .subgroup, [G], G, .number, .subgroup),
      row(.messagesProcessed, .context, [], .fixed(.scalar(.u64)), .none, .memory),
    ]
  }()
}
