extension CPUPrinter {
  /// An expression with `try` before it where failures are thrown and it can fail.
  mutating func attempt(_ node: SyntaxNode) -> String {
    let outer = canFail
    canFail = false
    defer { canFail = outer }
    let text = expression(node)
    return isThrowing && canFail ? "try \(text)" : text
  }

  mutating func expression(_ node: SyntaxNode) -> String {
    switch node.kind {
    case .integer, .floating, .boolean: return node.text
    case .name: return name(node)
    case .member: return member(node)
    case .call: return call(node)
    case .subscript: return access(node)
    case .binary: return binary(node)
    case .prefix:
      let value = expression(node.children[0])
      if node.text == "-", ![.integer, .floating].contains(node.children[0].kind) {
        return checking == .checked ? "rkT.negate(\(value), \(site(.overflow, node)))" : "rkT.negate(\(value))"
      }
      return "(\(node.text)\(value))"
    case .ternary:
      let parts = node.children.map { expression($0) }
      return "(\(parts[0]) ? \(parts[1]) : \(parts[2]))"
    case .tuple: return "(\(arguments(node.all(.argument))))"
    case .array: return "[\(node.children.map { expression($0) }.joined(separator: ", "))]"
    case .inout: return "&\(expression(node.children[0]))"
    case .typeName: return type(node.children[0])
    case .if, .switch: return value(node)
    default: return refuse("no printed form of \(node.kind.rawValue)", node)
    }
  }

  mutating func arguments(_ list: [SyntaxNode]) -> String {
    list.map { argument in
      let value = expression(argument.children[0])
      return argument.text.isEmpty ? value : "\(argument.text): \(value)"
    }.joined(separator: ", ")
  }

  private func name(_ node: SyntaxNode) -> String {
    let name = node.text
    if scope.arrays.contains(name) { return "\(spelled(name))[proved: rkI]" }
    if Self.indices.contains(name), !scope.hidden.contains(name) { return "rkT.\(name)" }
    return spelled(name)
  }

  private mutating func member(_ node: SyntaxNode) -> String {
    guard let base = node.children.first else { return ".\(spelled(node.text))" }
    return "\(expression(base)).\(spelled(node.text))"
  }

  /// `i < y.count`, where every thread of the row is known to have an element of its own.
  private mutating func known(_ node: SyntaxNode) -> String? {
    guard isProved, ["<", ">="].contains(node.text), node.children[1].kind == .member,
      let buffer = node.children[1].children.first, buffer.kind == .name, let rank = scope.ranks[buffer.text],
      !scope.tiles.contains(buffer.text), let index = rowIndex(node.children[0]),
      let axis = (rank == 1 ? ["count": 0] : ["width": 0, "height": 1, "depth": 2])[node.children[1].text], axis < rank
    else { return nil }
    cover(index, buffer.text, axis: axis)
    return node.text == "<" ? "true" : "false"
  }

  private mutating func binary(_ node: SyntaxNode) -> String {
    if let known = known(node) { return known }
    let (a, b) = (expression(node.children[0]), expression(node.children[1]))
    let isChecked = checking == .checked
    switch node.text {
    case "+", "-", "*":
      let verb = ["+": "add", "-": "subtract", "*": "multiply"][node.text] ?? ""
      return "rkT.\(verb)(\(a), \(b)\(isChecked ? ", \(site(.overflow, node))" : ""))"
    case "/" where isChecked, "%" where isChecked:
      let verb = node.text == "/" ? "divideExactly" : "remainderExactly"
      return "rkT.\(verb)(\(a), \(b), \(site(.divisionByZero, node)), \(site(.overflow, node)))"
    case "/", "%":
      let verb = node.text == "/" ? "divide" : "remainder"
      return "rkT.\(verb)(\(a), \(b)\(checking == .unchecked ? "" : ", \(site(.divisionByZero, node))"))"
    case "..<", "...":
      let verb = node.text == "..<" ? "range" : "closedRange"
      return "rkT.\(verb)(\(a), \(b)\(isChecked ? ", \(site(.range, node))" : ""))"
    default: return "(\(a) \(node.text) \(b))"
    }
  }

  /// An element of a buffer, of shared memory, or of a value.
  private mutating func access(_ node: SyntaxNode) -> String {
    let base = node.children[0]
    let list = node.all(.argument)
    if base.kind == .name, let rank = scope.ranks[base.text] {
      var places = list.map { expression($0.children[0]) }
      var isPosition = false
      if list.count == 1, let only = list.first?.children.first, only.kind == .name, only.text == scope.position {
        places = ["x", "y", "z"].prefix(rank).map { "\(only.text).\($0)" }
        isPosition = true
      }
      // The macro prints before anything has checked the source.
      guard places.count == rank else {
        let error = LanguageRule.indices(list.count, ofAxes: rank, at: node)
        if !errors.contains(error) { errors.append(error) }
        return ""
      }
      if scope.tiles.contains(base.text) { places.reverse() }
      var isCovered = false
      if isProved, !isPosition {
        var rows = list.map { rowIndex($0.children[0]) }
        if scope.tiles.contains(base.text) { rows.reverse() }
        let found = rows.compactMap(\.self)
        isCovered = found.count == rank
        if isCovered {
          if checking != .unchecked { for (axis, row) in found.enumerated() { cover(row, base.text, axis: axis) } }
          // An index that is in range has not overflowed on its way.
          if checking == .checked { places = found.map(\.ofThread) }
        }
      }
      return element(base.text, places, isKnown: isPosition || checking == .unchecked || isCovered, node)
    }
    let place = expression(list.first?.children[0] ?? base)
    let value = expression(base)
    return "\(value)[rkT.index(\(place), in: { \(attempt(base)) }, \(site(.indexOutOfRange, node)))]"
  }

  /// An element at places along the axes, x first.
  private mutating func element(_ name: String, _ places: [String], isKnown: Bool, _ node: SyntaxNode) -> String {
    let joined = places.joined(separator: ", ")
    guard scope.stacked[name] != nil, let extents = scope.extents[name] else {
      if isThrowing {
        let sizes = ["x", "y"].prefix(places.count).map { "\(spelled(name)).extents.\($0)" }.joined(separator: ", ")
        return "\(spelled(name))[proved: rkT.place(\(joined), in: \(sizes), \(site(.indexOutOfRange, node)))]"
      }
      return isKnown
        ? "\(spelled(name))[proved: \(joined)]" : "\(spelled(name))[\(joined), rkT, \(site(.indexOutOfRange, node))]"
    }
    if isKnown {
      let place = places.count == 1 ? places[0] : "(\(places[1]) &* \(extents[0]) &+ \(places[0]))"
      return "\(spelled(name))[proved: \(place)]"
    }
    let sizes = extents.prefix(places.count).map(String.init).joined(separator: ", ")
    return "\(spelled(name))[proved: rkT.place(\(joined), in: \(sizes), \(site(.indexOutOfRange, node)))]"
  }

  mutating func type(_ node: SyntaxNode) -> String {
    if node.kind == .tupleType {
      let parts = node.children.map { ($0.text.isEmpty ? "" : "\($0.text): ") + type($0.children[0]) }
      return "(\(parts.joined(separator: ", ")))"
    }
    guard node.kind == .type else {
      if node.kind == .name, let value = constants[node.text] { return "\(value)" }
      return expression(node)
    }
    if let value = constants[node.text] { return "\(value)" }
    let inner = node.children.map { type($0.kind == .argument ? $0.children[0] : $0) }
    return node.text + (inner.isEmpty ? "" : "<\(inner.joined(separator: ", "))>")
  }
}
