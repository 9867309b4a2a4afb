/// A local that every store in a loop moves the same way: `i += 2`, `w /= 2`, `s *= 2`.
struct Trend {
  let id: LocalID
  let type: KernelType
  let isGrowing: Bool
  private let steps: [(BinaryOperator, Int128)]

  /// The trend of a local in the statements of a loop; nil where a store is of another kind or in a loop inside.
  init?(of id: LocalID, _ type: KernelType, _ statements: [Statement], changed: Set<LocalID>, _ facts: Facts) {
    guard type.scalar?.isInteger == true, let steps = Self.steps(id, statements, changed, facts), !steps.isEmpty else {
      return nil
    }
    let growing: Set<BinaryOperator> = [.add, .multiply, .shiftLeft]
    let count = steps.count { growing.contains($0.0) }
    guard count == 0 || count == steps.count else { return nil }
    self.id = id
    self.type = type
    self.steps = steps
    isGrowing = count > 0
  }

  /// Whether one round from inside the range neither wraps nor turns around.
  func stays(within range: Interval) -> Bool {
    guard let limits = type.scalar?.range else { return false }
    var (low, high) = (range.lower, range.upper)
    for (op, amount) in steps {
      switch op {
      case .add: high += amount
      case .subtract: low -= amount
      case .multiply: high *= amount
      case .shiftLeft: high <<= amount
      default: break
      }
      guard high <= limits.upperBound, low >= limits.lowerBound else { return false }
      // Products and quotients move a number one way only if it is not negative.
      guard op == .add || op == .subtract || low >= 0 else { return false }
    }
    return true
  }

  private static func steps(
    _ id: LocalID,
    _ statements: [Statement],
    _ changed: Set<LocalID>,
    _ facts: Facts
  )
    -> [(BinaryOperator, Int128)]?
  {
    var all: [(BinaryOperator, Int128)] = []
    for statement in statements {
      if statement.stored.contains(id) {
        guard let step = step(id, statement, changed, facts) else { return nil }
        all.append(step)
      }
      let isLoop = if case .loop = statement { true } else { false }
      for block in statement.blocks {
        guard let inner = steps(id, block, changed, facts), !isLoop || inner.isEmpty else { return nil }
        all += inner
      }
    }
    return all.count <= 16 ? all : nil
  }

  private static func step(
    _ id: LocalID,
    _ statement: Statement,
    _ changed: Set<LocalID>,
    _ facts: Facts
  )
    -> (BinaryOperator, Int128)?
  {
    guard case .assign(let place, let value) = statement, place.path.isEmpty,
      case .binary(let op, let a, let b) = value.node.unconverted,
      case .read(let source) = a.node.unconverted, source.local == id, source.path.isEmpty
    else { return nil }
    guard let bits = b.constantBits, let scalar = b.type.scalar else {
      // A step that the loop leaves alone moves the local one way if it is not negative.
      guard op == .add || op == .subtract, !b.mentions(changed, memory: true) else { return nil }
      let range = facts.interval(b)
      return range.isNonNegative && range.upper < 1 << 62 ? (op, range.upper) : nil
    }
    let amount = scalar.value(bits)
    switch op {
    case .add where amount < 0 && amount > -(1 << 62): return (.subtract, -amount)
    case .add, .subtract: return amount >= 0 && amount < 1 << 62 ? (op, amount) : nil
    case .multiply, .divide: return amount >= 1 && amount < 1 << 31 ? (op, amount) : nil
    case .shiftLeft, .shiftRight: return (0..<32).contains(amount) ? (op, amount) : nil
    default: return nil
    }
  }
}
