// What a block keeps while its threads come and go: shared memory, and a local's room for every thread.
extension CPUPrinter {
  /// Room for a local of every thread.
  ///
  /// The closure that is printed is never called: it gives the type.
  mutating func array(_ node: SyntaxNode, _ name: String) -> String {
    let names = Self.names(node.children[0])
    var value = node.first(.initial).map { attempt($0.children[0]) } ?? "fatalError()"
    let isValue = [.if, .switch].contains(node.first(.initial)?.children.first?.kind)
    var head = ""
    if let annotation = node.first(.annotation) {
      head = "()\(isThrowing ? " throws" : "") -> \(type(annotation.children[0])) in "
    }
    if isValue {
      value =
        "let rkV\(head.isEmpty ? "" : ": \(type(node.first(.annotation)?.children[0] ?? node))") = \(value)\nreturn rkV"
    }
    if names.count > 1, let place = names.firstIndex(of: name) { value = "(\(value)).\(place)" }
    scope.declare(name)
    scope.arrays.insert(name)
    // Reductions take the worker's memory; everything else is as well on the stack, where the compiler sees that nobody
    // else has it.
    if !name.hasPrefix("rkOperand"), let count = fixedThreads {
      return "var \(spelled(name)) = rk.locals(CPUCount<\(count)>(), of: { \(head)\(value) })"
    }
    let text = "let \(spelled(name)) = rk.locals(rk.threadCount, of: { \(head)\(value) })"
    return "\(text)\ndefer { rk.free(\(spelled(name))) }"
  }

  /// Elements that may lie on the stack.
  private static let stackLimit = 4096

  /// Threads of a block where the kernel fixes them and there are not too many.
  private var fixedThreads: Int? {
    let sizes = block.compactMap { Int($0) }
    guard sizes.count == 3 else { return nil }
    let product = sizes.reduce(1) { $0.multipliedReportingOverflow(by: $1).partialValue }
    return (1...Self.stackLimit).contains(product) ? product : nil
  }

  /// Whether a name is only used to get at its elements.
  private static func isOnlySubscripted(_ name: String, _ node: SyntaxNode) -> Bool {
    if node.kind == .subscript, let base = node.children.first, base.kind == .name, base.text == name {
      return node.children.dropFirst().allSatisfy { isOnlySubscripted(name, $0) }
    }
    if node.kind == .variable, names(node.children[0]).contains(name) { return true }
    return !(node.kind == .name && node.text == name) && node.children.allSatisfy { isOnlySubscripted(name, $0) }
  }

  /// `var tile = SharedArray<256, Float>()`.
  mutating func sharedMemory(_ node: SyntaxNode, _ statements: [SyntaxNode]) -> String? {
    guard node.kind == .variable, let call = node.first(.initial)?.children.first, call.kind == .call,
      let type = call.children.first?.children.first, ["SharedArray", "SharedTile"].contains(type.text),
      type.children.count > 1
    else { return nil }
    let name = node.children[0].text
    let parts = type.children.map { self.type($0.kind == .argument ? $0.children[0] : $0) }
    scope.declare(name)
    scope.ranks[name] = parts.count - 1
    if parts.count == 3 { scope.tiles.insert(name) }
    let literals = parts.dropLast().reversed().compactMap { Int($0) }
    if literals.count == parts.count - 1, literals.allSatisfy({ (1...Self.stackLimit).contains($0) }) {
      scope.extents[name] = literals
      let count = literals.reduce(1, *)
      if count <= Self.stackLimit, statements.allSatisfy({ Self.isOnlySubscripted(name, $0) }) {
        let array = "InlineArray<\(count), \(parts.last ?? "")>"
        scope.stacked[name] = array
        return "var \(spelled(name)) = \(array)(repeating: rk.zero())"
      }
    }
    let sizes = parts.dropLast().reversed().joined(separator: ", ")
    let text = "let \(spelled(name)) = rk.shared(\(sizes), of: \(parts.last ?? "").self)"
    return "\(text)\ndefer { rk.free(\(spelled(name))) }"
  }
}
