extension CPUPrinter {
  /// The enum of a kernel with the function that runs a block.
  mutating func kernel(_ node: SyntaxNode) -> String {
    let body = node.first(.block) ?? node
    // A kernel that does not see its blocks runs in pieces of any size.
    if CPUBody.usesBlocks(node), let sizes = node.children.first(where: { $0.kind == .attribute && $0.text == "block" })
    {
      let numbers = sizes.children.map(\.text) + ["1", "1", "1"]
      block = Array(numbers.prefix(3))
    }
    var lines: [String] = []
    for (name, value) in constants.sorted(by: { $0.key < $1.key }) { lines.append("let \(spelled(name)) = \(value)") }
    var fields: [String] = []
    var number = 0
    for parameter in node.all(.valueParameter) {
      scope.declare(parameter.text)
      scope.parameters.insert(parameter.text)
    }
    for parameter in node.all(.parameter) {
      guard let kind = parameter.children.first(where: { $0.kind == .type || $0.kind == .tupleType }) else { continue }
      if kind.text == "GridPosition" {
        scope.position = parameter.text
        continue
      }
      if let (rank, element) = Self.buffer(kind) {
        scope.ranks[parameter.text] = rank
        scope.buffers.insert(parameter.text)
        fields.append(parameter.text)
        lines.append("let \(spelled(parameter.text)) = rk.buffer(\(number), of: \(type(element)).self)")
      } else {
        scope.declare(parameter.text)
        scope.parameters.insert(parameter.text)
        lines.append("let \(spelled(parameter.text)) = rk.value(\(number), of: \(type(kind)).self)")
      }
      number += 1
    }
    // Uniform code is that of thread 0.
    lines.append("let rkT = rk.thread(0, 0, 0)\nlet rkI = 0\n_ = (rkT, rkI)")
    let head = lines.joined(separator: "\n")
    let (text, other) = node.has("stencil") ? (stencil(node, body, fields), "") : bodies(body)
    let start = "let rk = rkRow.block(rkNumber)\n\(head)"
    let assumptions = assumed.map(\.test).joined(separator: ", ")
    let ahead = assumed.compactMap(\.ahead).map { $0 + "\n" }.joined()
    let tests =
      assumed.isEmpty ? "" : "guard \(assumptions) else {\nrkCareful(rkRow, rkNumber)\ncontinue\n}\n\(ahead)"
    // The row goes on as it came: nothing of a block has to be in memory for the call.
    let careful =
      assumed.isEmpty
      ? "" : "\n@inline(never) static func rkCareful(_ rkRow: CPUBlock, _ rkNumber: Int) {\n\(start)\n\(other)\n}"
    return """
      enum RKCPU_\(node.text)\(generics(node)) {
      \(entry("for rkNumber in 0..<rkRow.rowLength where !rkRow.hasFailed {\n\(start)\n\(tests)\(text)\n}"))\(careful)
      }
      """
  }

  /// The body of a kernel, and the one that runs where what the first one assumes of its block does not hold.
  private mutating func bodies(_ body: SyntaxNode) -> (String, careful: String) {
    let isJoined =
      Self.hasBarrier(body) || Self.mentions(body) { ["SharedArray", "SharedTile"].contains($0.text) }
    var done = ""
    if !isJoined {
      leave = "continue rkThread"
    } else if Self.mentions(body, { $0.kind == .return }) {
      done = "let rkDone = rk.locals(rk.threadCount, of: { false })\ndefer { rk.free(rkDone) }\n"
      leave = "do { rkDone[proved: rkI] = true; continue rkThread }"
    }
    let outer = scope
    func printed(_ printer: inout CPUPrinter) -> String {
      done + (isJoined ? printer.uniform(body.children) : printer.threads(body.children))
    }
    let text = printed(&self)
    guard !assumed.isEmpty, errors.isEmpty else { return (text, "") }
    scope = outer
    isCareful = true
    return (text, printed(&self))
  }

  /// Asks for rows of fields of three axes that a later row of threads will want: of what is read the foremost, of what is
  /// written its own.
  ///
  /// With two axes the processor sees by itself what comes, and asking costs more than it brings.
  private func rowsAhead(_ node: SyntaxNode, _ halo: String) -> String {
    node.all(.parameter).filter { scope.ranks[$0.text] != nil }.map { parameter in
      let reach = parameter.has("inout") ? "0" : halo
      return "\(spelled(parameter.text)).fetchRowAhead(rk, rkY, rkZ, \(reach))\n"
    }.joined()
  }

  private mutating func stencil(_ node: SyntaxNode, _ body: SyntaxNode, _ fields: [String]) -> String {
    guard let first = fields.first, let rank = scope.ranks[first] else {
      return refuse("a stencil kernel has a field", node)
    }
    let halo = node.children.first { $0.kind == .attribute && $0.text == "halo" }?.children.first?.text ?? "1"
    leave = "continue rkThread"
    let equal = fields.dropFirst().map { field in
      "guard rk.requireEqual(\(spelled(first)), \(spelled(field)), \(site(.indexOutOfRange, node))) else { return }\n"
    }
    let lines = body.children.map { statement($0) }
    let extents = ["width", "height", "depth"]
    var text = equal.joined()
    for axis in [2, 1, 0] {
      let letter = ["X", "Y", "Z"][axis]
      let range =
        axis < rank ? "rk.interior\(letter)(\(spelled(first)).\(extents[axis]), \(halo))" : "0..<\(block[axis])"
      text +=
        axis == 0
        ? "\(rank > 2 ? rowsAhead(node, halo) : "")for rkPart in 0..<2 {\nrkThread: for rkX in rk.part(rkPart, of: \(range)) {\n"
        : "for rk\(letter) in \(range) {\n"
    }
    return text + """
      let rkT = rk.thread(rkX, rkY, rkZ)
      _ = rkT
      let \(spelled(scope.position)) = rkT.position
      \(lines.joined(separator: "\n"))
      }
      }
      }
      }
      """
  }
}
