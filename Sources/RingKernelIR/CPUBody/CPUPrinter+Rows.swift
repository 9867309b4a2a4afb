// What is known of indices in a row of threads: the loop over x that the compiler vectorises.
extension CPUPrinter {
  /// An index as the threads of a row see it.
  enum RowIndex {
    /// `base + rkX`: neighbours have neighbouring elements.
    case moving(String)
    /// The same for the whole row.
    case fixed(String)

    var text: String {
      switch self {
      case .moving(let text), .fixed(let text): text
      }
    }
    var isMoving: Bool { if case .moving = self { true } else { false } }
  }

  /// What the loops over the threads of one phase have in common.
  struct Phase {
    /// Names that the phase declares or changes: they are not the same for a row.
    var changed: Set<String> = []
    /// Statements that narrow the threads to those whose elements are known to be there.
    var needs: [String] = []

    mutating func need(_ text: String) {
      if !needs.contains(text) { needs.append(text) }
    }
  }

  /// Names that statements declare, assign, or hand over to be changed.
  static func changed(_ statements: [SyntaxNode]) -> Set<String> {
    var names: Set<String> = []
    func root(_ place: SyntaxNode) -> String {
      place.kind == .name ? place.text : place.children.first.map(root) ?? ""
    }
    func visit(_ node: SyntaxNode) {
      switch node.kind {
      case .variable, .for: names.formUnion(Self.names(node.children[0]))
      case .assign, .inout: names.insert(root(node.children[0]))
      case .bindingPattern: names.insert(node.text)
      case .call:
        // A mutating method, as `flag.toggle()`.
        if let callee = node.children.first, callee.kind == .member { names.insert(root(callee)) }
      default: break
      }
      node.children.forEach(visit)
    }
    statements.forEach(visit)
    return names
  }

  /// How an index behaves in a row; nil when that is not known.
  func rowIndex(_ node: SyntaxNode) -> RowIndex? {
    switch node.kind {
    case .integer: return .fixed(node.text)
    case .name:
      if let row = scope.rows[node.text] { return row }
      if node.text == "linearThreadIndex", !scope.hidden.contains(node.text), block[1] == "1", block[2] == "1" {
        return .moving("0")
      }
      let isSame =
        scope.hidden.contains(node.text) && !phase.changed.contains(node.text) && scope.ranks[node.text] == nil
        && !scope.arrays.contains(node.text)
      return isSame ? .fixed(spelled(node.text)) : nil
    case .member: return memberIndex(node)
    case .binary where checking != .checked: return sum(node)
    default: return nil
    }
  }

  private func memberIndex(_ node: SyntaxNode) -> RowIndex? {
    guard let base = node.children.first, base.kind == .name else { return nil }
    if let rank = scope.ranks[base.text] {
      let isSize = rank == 1 ? node.text == "count" : ["width", "height", "depth"].contains(node.text)
      return isSize && !scope.tiles.contains(base.text) ? .fixed("\(spelled(base.text)).\(node.text)") : nil
    }
    guard !scope.hidden.contains(base.text), let axis = ["x": 0, "y": 1, "z": 2][node.text] else { return nil }
    let letter = ["X", "Y", "Z"][axis]
    switch base.text {
    case "globalThreadIndex":
      return axis == 0 ? .moving("rk.origin.x") : .fixed("(rk.origin.\(node.text) &+ rk\(letter))")
    case "threadIndex": return axis == 0 ? .moving("0") : .fixed("rk\(letter)")
    case "blockIndex", "blockSize", "gridSize": return .fixed("rk.\(base.text).\(node.text)")
    default: return nil
    }
  }

  private func sum(_ node: SyntaxNode) -> RowIndex? {
    guard let a = rowIndex(node.children[0]), let b = rowIndex(node.children[1]) else { return nil }
    switch node.text {
    case "+", "&+":
      guard !(a.isMoving && b.isMoving) else { return nil }
      let text = "(\(a.text) &+ \(b.text))"
      return a.isMoving || b.isMoving ? .moving(text) : .fixed(text)
    case "-", "&-":
      guard !b.isMoving else { return nil }
      let text = "(\(a.text) &- \(b.text))"
      return a.isMoving ? .moving(text) : .fixed(text)
    case "*", "&*": return a.isMoving || b.isMoving ? nil : .fixed("(\(a.text) &* \(b.text))")
    default: return nil
    }
  }

  /// Notes that an index is in range for every thread that is left of the row.
  mutating func cover(_ index: RowIndex, _ buffer: String, axis: Int) {
    let extent = "\(spelled(buffer)).extents.\(["x", "y", "z"][axis])"
    let kind = index.isMoving ? "moving" : "fixed"
    phase.need("rk.narrow(&rkLow, &rkHigh, \(kind): \(index.text), in: \(extent))")
  }

  /// `if t < n { … }` alone: the threads that do anything, and what they do.
  func bounded(_ statements: [SyntaxNode]) -> (limit: String?, inner: [SyntaxNode]) {
    guard statements.count == 1, let only = statements.first, only.kind == .if,
      only.all(.block).count == 1, only.all(.if).isEmpty, only.all(.condition).count == 1,
      let test = only.first(.condition)?.children.first, test.kind == .binary,
      let index = rowIndex(test.children[0]), let bound = rowIndex(test.children[1]), index.isMoving, !bound.isMoving,
      let verb = ["<": "below", "==": "at"][test.text]
    else { return (nil, statements) }
    let inner = only.first(.block)?.children ?? []
    return ("rk.limit(&rkFrom, &rkTo, \(index.text), \(verb): \(bound.text))", inner)
  }
}
