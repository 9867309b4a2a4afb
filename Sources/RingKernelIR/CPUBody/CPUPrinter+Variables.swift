extension CPUPrinter {
  /// A local of one loop over threads.
  mutating func variable(_ node: SyntaxNode) -> String {
    let names = Self.names(node.children[0])
    let annotation = node.first(.annotation).map { ": \(type($0.children[0]))" } ?? ""
    let initial = node.first(.initial).map { " = \(attempt($0.children[0]))" } ?? ""
    for name in names { scope.declare(name) }
    learn(node)
    // Some loops have no use for a constant that others need: that is nothing to warn of.
    let uses = initial.isEmpty || node.text == "var" ? [] : names.filter { $0 != "_" }.map { "; _ = \(spelled($0))" }
    return "\(node.text) \(pattern(node.children[0]))\(annotation)\(initial)\(uses.joined())"
  }

  /// Remembers constants that are indices of a known kind.
  mutating func learn(_ node: SyntaxNode) {
    guard node.text == "let", let value = node.first(.initial)?.children.first else { return }
    let names = Self.names(node.children[0])
    let values = value.kind == .tuple ? value.all(.argument).map { $0.children[0] } : [value]
    guard names.count == values.count else { return }
    let rows = values.map { rowIndex($0) }
    for (name, row) in zip(names, rows) { scope.rows[name] = row }
  }

  mutating func assignment(_ node: SyntaxNode) -> String {
    let outer = canFail
    canFail = false
    defer { canFail = outer }
    let text = assigned(node)
    return isThrowing && canFail ? "try \(text)" : text
  }

  private mutating func assigned(_ node: SyntaxNode) -> String {
    let value = expression(node.children[1])
    guard node.children[0].kind != .name || node.children[0].text != "_" else { return "_ = \(value)" }
    let place = expression(node.children[0])
    let verb = String(node.text.dropLast())
    guard ["+", "-", "*", "/", "%"].contains(verb) else { return "\(place) \(node.text) \(value)" }
    // The place is evaluated twice; its indices are pure, or were bound by the source.
    let sum = SyntaxNode(.binary, verb, line: node.line, column: node.column, node.children)
    return "\(place) = \(expression(sum))"
  }

  /// A device function or a method, in the form for kernels and, without views of buffers, in that for handlers.
  mutating func function(_ node: SyntaxNode) -> String {
    if Self.isOfBlock(node) { return refuseJoin("a function that kernels call", in: node) }
    let recording = printed(node)
    let views = ["Span", "MutableSpan", "Field1D", "Field2D", "Field3D", "SharedArray", "SharedTile", "GridPosition"]
    guard !node.all(.parameter).contains(where: { $0.children.contains { views.contains($0.text) } }) else {
      return recording
    }
    let outer = checking
    (isThrowing, checking) = (true, .checked)
    defer { (isThrowing, checking) = (false, outer) }
    return recording + "\n" + printed(node)
  }

  /// A device function, a method, or a handler, in one form.
  mutating func printed(_ node: SyntaxNode) -> String {
    scope = Scope()
    var list = ["_ rkT: \(isThrowing ? "CheckedThread" : "CPUThread")"]
    for parameter in node.all(.parameter) {
      let label = parameter.first(.label)?.text ?? parameter.text
      let names = label == parameter.text ? spelled(label) : "\(spelled(label)) \(spelled(parameter.text))"
      let kind = parameter.children.first { $0.kind == .type || $0.kind == .tupleType } ?? parameter
      scope.declare(parameter.text)
      if let (rank, element) = Self.buffer(kind) {
        scope.ranks[parameter.text] = rank
        list.append("\(names): CPUBuffer<\(type(element))>")
      } else {
        if kind.text == "RingContext" { scope.contexts.insert(parameter.text) }
        let value = parameter.children.last.flatMap { last in
          [.label, .attribute, .type, .tupleType].contains(last.kind) ? nil : " = \(expression(last))"
        }
        list.append("\(names): \(parameter.has("inout") ? "inout " : "")\(type(kind))\(value ?? "")")
      }
    }
    list += Self.sites(of: node.text, checking).map { _ in "_: UInt64 = 0" }
    let result = node.first(.result).map { " -> \(type($0.children[0]))" } ?? ""
    let words = ["static", "mutating"].filter { node.has($0) }.map { $0 + " " }.joined()
    let generic = generics(node)
    let block = node.first(.block) ?? node
    let body = isTogether ? together(block) : self.block(block)
    let effects = isThrowing ? " throws" : ""
    return
      "@inline(__always) \(words)func rkCPU_\(node.text)\(generic)(\(list.joined(separator: ", ")))\(effects)\(result) \(body)"
  }

  func generics(_ node: SyntaxNode) -> String {
    let names = node.all(.valueParameter).filter { constants[$0.text] == nil }.map { "let \($0.text): Int" }
    return names.isEmpty ? "" : "<\(names.joined(separator: ", "))>"
  }

  mutating func structure(_ node: SyntaxNode) -> String {
    let functions = node.all(.function).filter { $0.text != "init" }
    methods = Set(functions.map(\.text))
    return "extension \(node.text) {\n\(functions.map { function($0) }.joined(separator: "\n"))\n}"
  }

  /// Axes of a buffer type and what it holds; nil for any other, also where what it holds is left out.
  static func buffer(_ type: SyntaxNode) -> (rank: Int, element: SyntaxNode)? {
    let ranks = ["Span": 1, "MutableSpan": 1, "Field1D": 1, "Field2D": 2, "Field3D": 3]
    guard let rank = ranks[type.text], let element = type.children.first else { return nil }
    return (rank, element)
  }
}
