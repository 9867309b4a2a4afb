extension KernelModule {
  /// The module for launches whose extents are equal wherever its checks compare two of them.
  ///
  /// Such a check, `p.width == out.width` in a stencil, is the same for all threads: the host answers it once a launch,
  /// and takes the module as it is where the answer is no, so that the failure is the device's own.
  ///
  /// - Returns: The module without these checks, and the pairs of extents by their words in the block of a launch
  ///   (`LaunchWords`); the module itself and no pairs where it has none.
  public func assumingEqualExtents() -> (module: KernelModule, pairs: [[Int]]) {
    // Masked statements know the checks before them.
    guard entry == .kernel, !isMasked else { return (self, []) }
    var pairs: [[Int]] = []
    var changed = self
    changed.functions = functions.map { function in
      var result = function
      result.body = without(result.body, &pairs)
      return result
    }
    // The first of a pair stands for both.
    var firsts: [Int: Int] = [:]
    for pair in pairs where pair[0] < pair[1] && firsts[pair[1]] == nil { firsts[pair[1]] = firsts[pair[0]] ?? pair[0] }
    changed.functions = changed.functions.map { function in
      var result = function
      result.body = result.body.map { replacingExtents($0, firsts) }
      return result
    }
    return (changed, pairs)
  }

  private func replacingExtents(_ statement: Statement, _ firsts: [Int: Int]) -> Statement {
    statement.mapExpressions { value in
      value.rewritten { part in
        guard case .extent(let id, let axis) = part.node, let first = firsts[extentWord(of: id, axis: axis)],
          let (other, place) = extent(at: first)
        else { return part }
        return Expression(part.type, .extent(other, axis: place))
      }
    }.mapBlocks { $0.map { replacingExtents($0, firsts) } }
  }

  /// The buffer and the axis of an extent at a word of the launch.
  private func extent(at word: Int) -> (ResourceID, Int)? {
    for id in resources.indices {
      guard case .buffer(_, let rank) = resources[id].kind else { continue }
      let start = extentWord(of: id, axis: 0)
      if (start..<(start + max(rank, 1))).contains(word) { return (id, word - start) }
    }
    return nil
  }

  private func without(_ body: [Statement], _ pairs: inout [[Int]]) -> [Statement] {
    var kept: [Statement] = []
    for statement in body {
      if case .check(let condition, _, _) = statement, let pair = equalExtents(condition) {
        if !pairs.contains(pair) { pairs.append(pair) }
        continue
      }
      kept.append(statement.mapBlocks { without($0, &pairs) })
    }
    return kept
  }

  private func equalExtents(_ condition: Expression) -> [Int]? {
    guard case .compare(.equal, let a, let b) = condition.node, let first = extentWord(a), let second = extentWord(b)
    else { return nil }
    return [first, second]
  }

  private func extentWord(_ value: Expression) -> Int? {
    switch value.node {
    case .extent(let resource, let axis): extentWord(of: resource, axis: axis)
    // An extent fits into 31 bits.
    case .convert(let inner) where value.type.scalar.map { $0.byteCount >= 4 && $0.isInteger } ?? false:
      extentWord(inner)
    default: nil
    }
  }

  /// Where an extent stands in the block of a launch.
  public func extentWord(of id: ResourceID, axis: Int) -> Int {
    resources[..<id].reduce(axis) { place, resource in
      if case .buffer(_, let rank) = resource.kind { place + max(rank, 1) } else { place }
    }
  }

  /// Whether some statement can fail.
  public var canFail: Bool {
    var can = false
    for statement in functions.flatMap(\.body) {
      statement.visit { inner in
        switch inner {
        case .check, .fail: can = true
        default: break
        }
      }
    }
    return can
  }
}
