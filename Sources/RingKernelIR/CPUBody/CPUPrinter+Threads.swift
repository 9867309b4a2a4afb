// Loops over the threads of a block.
extension CPUPrinter {
  /// Statements as loops over the threads of the block, row by row.
  ///
  /// A row is a loop without checks over the threads whose elements are known to be there, then one with checks over
  /// the others, mostly none.
  ///
  /// - Parameters:
  ///   - statements: What a thread does.
  ///   - loop: Head of a loop that all threads run together, around each row.
  mutating func threads(_ statements: [SyntaxNode], around loop: String? = nil) -> String {
    if isTogether { return threadsInTurn(statements, around: loop) }
    let outer = (scope, phase)
    // Repeated constants are each thread's own; those that are indices of a known kind are learned as such.
    phase = Phase(changed: Self.changed(statements + scope.repeated))
    for constant in scope.repeated { learn(constant) }
    let bound = bounded(statements)
    let inner = bound?.inner ?? statements
    phase.threads = bound?.threads
    // Rows whose length only each of them knows are narrowed one by one.
    if Int(block[0]) == nil || (bound != nil && bound?.threads == nil) { phase.tests = nil }
    for constant in scope.repeated { learn(constant) }
    let learned = scope
    isProved = true
    let proved = body(inner)
    isProved = false
    scope = learned
    let done = phase
    let checked = done.needs.isEmpty ? "" : body(inner)
    (scope, phase) = outer
    var head = ["for rkZ in 0..<\(block[2]) {", "for rkY in 0..<\(block[1]) {"]
    if let loop { head.append(loop + " {") }
    if let threads = bound?.threads {
      head += ["let rkFrom = \(threads.lowerBound)", "let rkTo = \(threads.upperBound)"]
    } else {
      let word = bound == nil ? "let" : "var"
      head += ["\(word) rkFrom = 0", "\(word) rkTo = \(block[0])"] + (bound.map { [$0.limit] } ?? [])
    }
    func rows(_ lines: [String]) -> String {
      (head + lines + (loop == nil ? [] : ["}"]) + ["_ = (rkY, rkZ)", "}", "}"]).joined(separator: "\n")
    }
    func row(_ range: String, _ text: String) -> String { "rkThread: for rkX in \(range) {\n\(text)\n}" }
    let (all, most) = (row("rkFrom..<rkTo", proved), row("rkLow..<rkHigh", proved))
    let threads = bound == nil ? Int(block[0]).map { 0..<max(0, $0) } : bound?.threads
    let proven = sideBySide(loop, threads, proved) ?? rows([all])
    guard !done.needs.isEmpty else { return proven }
    if let tests = done.tests {
      // Blocks of a known size: mostly all elements of one are there, and its loops have constant bounds.
      let careful = rows([row("rkFrom..<rkTo", checked)])
      if isCareful { return careful }
      for fact in done.assumptions where !assumed.contains(fact) { assumed.append(fact) }
      guard !tests.isEmpty else { return proven }
      let edge = apart(careful, of: statements)
      return "\(edge.function)if \(tests.joined(separator: ", ")) {\n\(proven)\n} else {\n\(edge.call)\n}"
    }
    let narrowed = ["var rkLow = rkFrom", "var rkHigh = rkTo"] + done.needs
    guard Int(block[0]) == nil else {
      let some = row("rkFrom..<rkTo", checked)
      return rows(narrowed + ["if rkLow == rkFrom && rkHigh == rkTo {\n\(all)\n} else {\n\(some)\n}"])
    }
    let others = row("rkPart == 0 ? rkFrom..<rkLow : rkHigh..<rkTo", checked)
    return rows(narrowed + [most, "for rkPart in 0..<2 {\n\(others)\n}"])
  }

  /// What is seldom run, as a function of its own: it would take registers from what is run mostly.
  ///
  /// Not where it would take variables with it that then could not be in registers at all.
  ///
  /// - Parameters:
  ///   - text: Loops over threads, which nothing leaves.
  ///   - statements: What they were printed from.
  private mutating func apart(_ text: String, of statements: [SyntaxNode]) -> (function: String, call: String) {
    let variables = scope.arrays.union(scope.uniforms)
    guard !statements.contains(where: { Self.mentions($0) { $0.kind == .name && variables.contains($0.text) } }) else {
      return ("", text)
    }
    let name = fresh("Edge")
    return ("@inline(never) func \(name)() {\n\(text)\n}\n", "\(name)()")
  }

  private mutating func body(_ statements: [SyntaxNode]) -> String {
    body(
      statements,
      thread: "rk.thread(rkX, rkY, rkZ)",
      place: "(rkZ &* \(block[1]) &+ rkY) &* \(block[0]) &+ rkX"
    )
  }

  /// What one thread does.
  ///
  /// - Parameters:
  ///   - statements: Statements of the source.
  ///   - thread: The thread.
  ///   - place: Its number in the block.
  mutating func body(_ statements: [SyntaxNode], thread: String, place: String) -> String {
    var lines = ["let rkT = \(thread)", "let rkI = \(place)\n_ = (rkT, rkI)"]
    if leave?.hasPrefix("do") == true { lines.append("if rkDone[proved: rkI] { continue rkThread }") }
    for constant in scope.repeated { lines.append(variable(constant)) }
    lines += statements.map { node in
      node.kind == .variable && !scope.arrays.isDisjoint(with: Self.names(node.children[0]))
        ? stored(node) : statement(node)
    }
    return lines.joined(separator: "\n")
  }

  /// The declaration of a local that is an array over the threads: a store.
  private mutating func stored(_ node: SyntaxNode) -> String {
    guard let value = node.first(.initial)?.children.first else { return "" }
    let places = Self.names(node.children[0]).map { expression(SyntaxNode(.name, $0)) }
    let place = places.count == 1 ? places[0] : "(\(places.joined(separator: ", ")))"
    return "\(place) = \(attempt(value))"
  }
}
