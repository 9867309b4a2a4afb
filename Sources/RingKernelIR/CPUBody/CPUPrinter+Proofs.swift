// How elements are proved to be there: by what is known when the body is printed, by a test before the block or before
// the loops over its threads, or by narrowing each row.
extension CPUPrinter {
  /// Notes that an index is in range for every thread that is left of the row.
  mutating func cover(_ index: RowIndex, _ buffer: String, axis: Int) {
    let size = scope.extents[buffer].map { $0[axis] }
    if let size, let range = index.range, range.lowerBound >= 0, range.upperBound < size { return }
    if phase.threads?.isEmpty == true { return }
    let extent = size.map { "\($0)" } ?? "\(spelled(buffer)).extents.\(["x", "y", "z"][axis])"
    let kind = index.isMoving ? "moving" : "fixed"
    phase.need("rk.narrow(&rkLow, &rkHigh, \(kind): \(index.text), in: \(extent))")
    guard phase.tests != nil, let start = index.start, let threads = threads(along: start.axis) else {
      return phase.tests = nil
    }
    let elements = "\(start.text), \(threads.lowerBound), \(threads.upperBound)"
    let test = "rk.isInside(\(elements), in: \(extent))"
    if start.isOfBlock, size != nil || scope.buffers.contains(buffer) {
      let isRow = index.isMoving && start.axis == 0 && size == nil && scope.ranks[buffer] == 1
      phase.assumptions.append(
        Assumption(test: test, ahead: isRow ? "\(spelled(buffer)).fetchAhead(\(elements))" : nil)
      )
    } else if phase.tests?.contains(test) == false {
      phase.tests?.append(test)
    }
  }

  /// The threads of a block along an axis, as far as they do anything; one where they do not matter.
  private func threads(along axis: Int?) -> Range<Int>? {
    guard let axis else { return 0..<1 }
    return axis == 0 && phase.threads != nil ? phase.threads : Int(block[axis]).map { 0..<$0 }
  }

  /// What `if t < n { … }` alone does.
  struct Bound {
    /// The statement that leaves only the threads that do anything.
    var limit: String
    /// Which they are, where that is known.
    var threads: Range<Int>?
    /// What they do.
    var inner: [SyntaxNode]
  }

  /// `if t < n { … }` alone: the threads that do anything, and what they do.
  func bounded(_ statements: [SyntaxNode]) -> Bound? {
    guard statements.count == 1, let only = statements.first, only.kind == .if,
      only.all(.block).count == 1, only.all(.if).isEmpty, only.all(.condition).count == 1,
      let test = only.first(.condition)?.children.first, test.kind == .binary,
      let index = rowIndex(test.children[0]), let bound = rowIndex(test.children[1]), index.isMoving, !bound.isMoving,
      let verb = ["<": "below", "==": "at"][test.text],
      checking != .checked || ![test.children[0], test.children[1]].contains(where: { $0.kind == .binary })
    else { return nil }
    var threads: Range<Int>?
    if let width = Int(block[0]), let first = index.range?.lowerBound, let ends = bound.range, ends.count == 1 {
      let (place, overflow) = ends.lowerBound.subtractingReportingOverflow(first)
      let end = min(max(place, 0), width)
      let one = (0..<width).contains(place) ? place..<place + 1 : 0..<0
      threads = overflow ? nil : verb == "below" ? 0..<end : one
    }
    return Bound(
      limit: "rk.limit(&rkFrom, &rkTo, \(index.text), \(verb): \(bound.text))",
      threads: threads,
      inner: only.first(.block)?.children ?? []
    )
  }
}
