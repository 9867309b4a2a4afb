internal import RingKernelIR

/// Makes a failing kernel small: deletes statements and replaces expressions as long as the failure stays.
public struct Shrinker {
  /// Candidates that may still be tried.
  private var attempts: Int

  /// Makes a shrinker.
  ///
  /// - Parameter attempts: Candidates to try at most.
  public init(attempts: Int = 2000) { self.attempts = attempts }

  /// The smallest kernel found that still fails.
  ///
  /// - Parameters:
  ///   - kernel: One that fails.
  ///   - fails: Whether a kernel shows the failure; false for one that does not compile.
  public mutating func shrink(_ kernel: RandomKernel, while fails: (RandomKernel) async -> Bool) async -> RandomKernel {
    var smallest = kernel
    var goesOn = true
    while goesOn && attempts > 0 {
      goesOn = false
      for candidate in Self.candidates(smallest.tree) where attempts > 0 {
        attempts -= 1
        var next = smallest
        next.tree = candidate
        if await fails(next) {
          smallest = next
          goesOn = true
          break
        }
      }
    }
    return smallest
  }

  /// Whether a node keeps threads past the end of a buffer from it, or says which element a thread may touch: without
  /// it the front end would not take the file.
  private static func bounds(_ node: SyntaxNode) -> Bool {
    switch node.kind {
    case .guard: true
    case .if:
      node.first(.condition)?.children.first?.children.contains { $0.kind == .member && $0.text == "count" } == true
    default: false
    }
  }

  /// Whether a statement only waits: without it threads race, and what goes wrong then is another matter.
  private static func isBarrier(_ node: SyntaxNode) -> Bool {
    node.kind == .expression && node.children.first?.children.first?.text == "barrier"
  }

  /// Whether it is what a thread is told apart by: with less of it threads would write the same elements.
  private static func isIndex(_ node: SyntaxNode) -> Bool {
    node.kind == .initial && mentions(node) { $0.text.lowercased().hasSuffix("threadindex") }
  }

  private static func mentions(_ node: SyntaxNode, _ names: (SyntaxNode) -> Bool) -> Bool {
    names(node) || node.children.contains { mentions($0, names) }
  }

  /// Smaller trees, the boldest changes first.
  static func candidates(_ node: SyntaxNode) -> [SyntaxNode] {
    if node.kind == .guard || node.kind == .subscript || node.kind == .attribute || isIndex(node) { return [] }
    var found: [SyntaxNode] = []
    for (place, child) in node.children.enumerated() where child.kind != .guard {
      if bounds(node), child.kind == .condition { continue }
      var copy = node
      if node.kind == .block, !isBarrier(child) {
        copy.children.remove(at: place)
        found.append(copy)
        // What stands in a block of the statement, in its place.
        for inner in child.all(.block) where !bounds(child) {
          copy = node
          copy.children.replaceSubrange(place...place, with: inner.children)
          found.append(copy)
        }
      }
      for smaller in replacements(child) {
        copy = node
        copy.children[place] = smaller
        found.append(copy)
      }
    }
    for (place, child) in node.children.enumerated() where !(bounds(node) && child.kind == .condition) {
      for smaller in candidates(child) {
        var copy = node
        copy.children[place] = smaller
        found.append(copy)
      }
    }
    return found
  }

  /// What may stand for an expression: its operands.
  private static func replacements(_ node: SyntaxNode) -> [SyntaxNode] {
    switch node.kind {
    case .binary, .ternary, .prefix: node.children
    case .call: node.all(.argument).flatMap(\.children).filter { $0.kind != .integer && $0.kind != .floating }
    case .if where node.children.count > 2: [SyntaxNode(.if, node.text, Array(node.children.prefix(2)))]
    default: []
    }
  }
}
