/// Drops locals that nothing reads, and what computes them.
enum Unused {
  static func apply(to function: KernelFunction) -> KernelFunction {
    var result = function
    for _ in 0..<8 {
      var read: Set<LocalID> = []
      for statement in result.body {
        statement.visit { inner in
          for expression in inner.expressions {
            expression.visit { part in
              if case .read(let place) = part.node, let id = place.local { read.insert(id) }
            }
          }
          switch inner {
          case .perform(_, let operands, _), .call(_, let operands, _):
            for case .place(let place) in operands { if let id = place.local { read.insert(id) } }
          default: break
          }
        }
      }
      // What reaches the caller is read there.
      for (id, parameter) in result.parameters.enumerated() where parameter.isInout { read.insert(id) }
      let before = result.body
      result.body = swept(result.body, read)
      if result.body == before { break }
    }
    return result
  }

  private static func swept(_ statements: [Statement], _ read: Set<LocalID>) -> [Statement] {
    var result: [Statement] = []
    for statement in statements {
      switch statement {
      case .define(let id, _) where !read.contains(id): continue
      case .assign(let place, _):
        if let id = place.local, !read.contains(id) { continue }
      case .perform(let id, let operands, let target?) where !read.contains(target):
        if id.onlyReads { continue }
        result.append(.perform(id, operands, result: nil))
        continue
      case .call(let id, let operands, let target?) where !read.contains(target):
        result.append(.call(id, operands, result: nil))
        continue
      case .mark:
        // Of marks in a row the last one counts.
        if case .mark? = result.last { result.removeLast() }
      default: break
      }
      let inner = statement.mapBlocks { swept($0, read) }
      if case .branch(_, let then, let other) = inner, then.isOnlyMarks, other.isOnlyMarks { continue }
      result.append(inner)
    }
    if case .mark? = result.last { result.removeLast() }
    return result
  }
}

extension [Statement] {
  /// Whether nothing happens here.
  fileprivate var isOnlyMarks: Bool { allSatisfy { if case .mark = $0 { true } else { false } } }
}
