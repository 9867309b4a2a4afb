// What is known of indices in a row of threads: the loop over x that the compiler vectorises.
extension CPUPrinter {
  /// An index as the threads of a row see it.
  struct RowIndex {
    /// Whether the index is `text + rkX`, so that neighbours have neighbouring elements; otherwise it is `text` for all.
    var isMoving: Bool
    var text: String
    /// What the index can be, over the whole row, where that is known.
    var range: ClosedRange<Int>?
    /// The index of the block's first thread, and how it grows from there, as it stands before the loops over threads.
    var start: Start?

    /// Where the indices of a block begin.
    struct Start {
      var text: String
      /// The axis along which threads have neighbouring indices; nil where all have the same.
      var axis: Int?
      /// Whether `text` is known before the block runs.
      var isOfBlock = false
    }

    /// The same index for all threads.
    static func shared(_ text: String, isOfBlock: Bool = false) -> RowIndex {
      RowIndex(isMoving: false, text: text, start: Start(text: text, isOfBlock: isOfBlock))
    }
    static func number(_ value: Int) -> RowIndex {
      var index = shared(value < 0 ? "(\(value))" : "\(value)", isOfBlock: true)
      index.range = value...value
      return index
    }
    /// The number of a thread along an axis, behind a base.
    static func thread(_ axis: Int, from base: String?, _ range: ClosedRange<Int>? = nil) -> RowIndex {
      let start = Start(text: base ?? "0", axis: axis, isOfBlock: true)
      let name = ["rkX", "rkY", "rkZ"][axis]
      let text = axis == 0 ? base ?? "0" : base.map { "(\($0) &+ \(name))" } ?? name
      return RowIndex(isMoving: axis == 0, text: text, range: range, start: start)
    }
    /// The index of one thread.
    var ofThread: String { isMoving ? "(\(text) &+ rkX)" : text }
  }

  /// What is assumed of a block.
  struct Assumption: Equatable {
    /// The condition, which is tested before the block runs.
    var test: String
    /// Asks for the elements that a later block of the row will read, where they lie in a row themselves.
    var ahead: String?
  }

  /// What the loops over the threads of one phase have in common.
  struct Phase {
    /// Names that the phase declares or changes: they are not the same for a row.
    var changed: Set<String> = []
    /// Statements that narrow the threads to those whose elements are known to be there.
    var needs: [String] = []
    /// Tests of the same, made once before the loops over threads; nil where one cannot be made there.
    var tests: [String]? = []
    /// Those of them that can be made before the block runs.
    var assumptions: [Assumption] = []
    /// The threads of a row that do anything, where that is known.
    var threads: Range<Int>?

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
    if let value = constant(node) { return .number(value) }
    switch node.kind {
    case .integer: return .shared(node.text)
    case .name:
      if let row = scope.rows[node.text] { return row }
      if node.text == "linearThreadIndex", !scope.hidden.contains(node.text), block[1] == "1", block[2] == "1" {
        return .thread(0, from: nil, span(0))
      }
      let isSame =
        scope.hidden.contains(node.text) && !phase.changed.contains(node.text) && scope.ranks[node.text] == nil
        && !scope.arrays.contains(node.text)
      return isSame ? .shared(spelled(node.text), isOfBlock: scope.parameters.contains(node.text)) : nil
    case .member: return memberIndex(node)
    case .binary: return sum(node)
    default: return nil
    }
  }

  private func memberIndex(_ node: SyntaxNode) -> RowIndex? {
    guard let base = node.children.first, base.kind == .name else { return nil }
    if let rank = scope.ranks[base.text] {
      let isSize = rank == 1 ? node.text == "count" : ["width", "height", "depth"].contains(node.text)
      guard isSize, !scope.tiles.contains(base.text) else { return nil }
      return .shared("\(spelled(base.text)).\(node.text)", isOfBlock: scope.buffers.contains(base.text))
    }
    guard !scope.hidden.contains(base.text), let axis = ["x": 0, "y": 1, "z": 2][node.text] else { return nil }
    switch base.text {
    case "globalThreadIndex": return .thread(axis, from: "rk.origin.\(node.text)")
    case "threadIndex": return .thread(axis, from: nil, span(axis))
    case "blockSize", "blockIndex", "gridSize": return .shared("rk.\(base.text).\(node.text)", isOfBlock: true)
    default: return nil
    }
  }

  /// What a thread's index in its block can be, where the kernel fixes the block.
  private func span(_ axis: Int) -> ClosedRange<Int>? {
    if axis == 0, let threads = phase.threads { return threads.isEmpty ? nil : ClosedRange(threads) }
    return Int(block[axis]).flatMap { $0 > 0 ? 0...$0 - 1 : nil }
  }

  private func sum(_ node: SyntaxNode) -> RowIndex? {
    guard let a = rowIndex(node.children[0]), let b = rowIndex(node.children[1]) else { return nil }
    // Where overflow fails, a sum that overflows is an index that is never in range.
    let isChecked = checking == .checked && !node.text.hasPrefix("&")
    func joined(_ mark: String, _ verb: String, _ range: ClosedRange<Int>?) -> RowIndex {
      func text(_ a: String, _ b: String) -> String { isChecked ? "rk.\(verb)(\(a), \(b))" : "(\(a) &\(mark) \(b))" }
      var start: RowIndex.Start?
      if let one = a.start, let other = b.start, other.axis == nil || (mark == "+" && one.axis == nil),
        mark != "*" || one.axis == nil
      {
        let isOfBlock = one.isOfBlock && other.isOfBlock
        start = .init(text: text(one.text, other.text), axis: one.axis ?? other.axis, isOfBlock: isOfBlock)
      }
      return RowIndex(isMoving: a.isMoving || b.isMoving, text: text(a.text, b.text), range: range, start: start)
    }
    switch node.text {
    case "+", "&+":
      guard !(a.isMoving && b.isMoving) else { return nil }
      return joined("+", "sum", Self.combined(a, b) { $0.addingReportingOverflow($1) })
    case "-", "&-":
      guard !b.isMoving else { return nil }
      return joined("-", "difference", Self.combined(a, b) { $0.subtractingReportingOverflow($1) })
    case "*", "&*":
      guard !a.isMoving, !b.isMoving else { return nil }
      return joined("*", "product", Self.combined(a, b) { $0.multipliedReportingOverflow(by: $1) })
    default: return nil
    }
  }

  /// The range of an operation that is monotone in each operand, from what it gives at their ends.
  private static func combined(
    _ a: RowIndex,
    _ b: RowIndex,
    _ operation: (Int, Int) -> (partialValue: Int, overflow: Bool)
  ) -> ClosedRange<Int>? {
    guard let a = a.range, let b = b.range else { return nil }
    let ends = [a.lowerBound, a.upperBound].flatMap { x in [b.lowerBound, b.upperBound].map { operation(x, $0) } }
    guard !ends.contains(where: \.overflow), let low = ends.map(\.partialValue).min(),
      let high = ends.map(\.partialValue).max()
    else { return nil }
    return low...high
  }
}
