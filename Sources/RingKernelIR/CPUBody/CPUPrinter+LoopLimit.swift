// Loops of handlers, which may be so long and no longer (`LoopLimit`).
extension CPUPrinter {
  /// What a loop is printed with: statements before it and at the head of its body.
  struct Limit {
    var range = ""
    var before = ""
    var head: [String] = []
    /// The same at the head and behind a loop that all threads of a block run together, which then make their own.
    var shared: [String] { head.isEmpty ? [] : head + ["rk.allow(rkT)"] }
    var after: String { head.isEmpty ? "" : "\nrk.allow(rkT)" }
  }

  /// The range of a `for` that fails if it is too long; nil where it needs no limit.
  mutating func limited(_ node: SyntaxNode) -> Limit? {
    guard isThrowing, !LoopLimit.isFixed(node) else { return nil }
    let outer = canFail
    defer { canFail = outer }
    let (range, inner) = (fresh("R"), fresh("A"))
    let values = node.children[1]
    var text = ""
    if values.kind == .call, values.children.first?.text == "stride" {
      let list = arguments(values.all(.argument))
      text = "rkT.limited(\(list), \(site(.range, values)), \(site(.loopLimit, node)))"
    } else {
      text = "rkT.limited(\(expression(values)), \(site(.loopLimit, node)))"
    }
    return Limit(
      range: range,
      before: "let (\(range), \(inner)) = try \(text); _ = \(inner)\n",
      head: ["let rkT = \(inner); _ = rkT"]
    )
  }

  /// What counts the rounds of a `while` or `repeat`; nothing outside of handlers.
  mutating func counter(_ node: SyntaxNode) -> Limit {
    guard isThrowing else { return Limit() }
    let outer = canFail
    defer { canFail = outer }
    let count = fresh("N")
    let counted = "let rkT = try rkT.counting(&\(count), \(site(.loopLimit, node))); _ = rkT"
    return Limit(before: "var \(count): UInt32 = 0\n", head: [counted])
  }
}
