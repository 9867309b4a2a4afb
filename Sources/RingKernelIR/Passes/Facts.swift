/// What is known at a point of the program: differences between values, as `a ≤ b + c`.
///
/// An atom is an expression that is not a sum with a constant; `nil` stands for zero. Chains of a few facts are followed.
struct Facts {
  let blockSize: [Int]?
  typealias Bounds = OrderedMap<Expression?, Int128>
  /// `uppers[a]` has `(b, c)` for a ≤ b + c.
  var uppers = OrderedMap<Expression, Bounds>() { didSet { known = Known() } }
  /// `lowers[a]` has `(b, c)` for a ≥ b + c.
  var lowers = OrderedMap<Expression, Bounds>() { didSet { known = Known() } }
  /// Sums, differences and products that are known not to wrap.
  var exact: Set<Expression> = []
  /// Conditions that Boolean locals hold.
  var aliases: [LocalID: Expression] = [:]

  /// Intervals that were asked for since the last fact came or went: the same ones are, many times.
  private final class Known {
    var intervals: [Question: Interval] = [:]
  }
  private struct Question: Hashable {
    let expression: Expression
    let depth: Int
  }
  private var known = Known()

  /// Memory that no other thread changes: facts about reads of any other would not outlive the read.
  let stable: Set<ResourceID>

  init(blockSize: [Int]?, stable: Set<ResourceID> = []) {
    self.blockSize = blockSize
    self.stable = stable
  }

  func isStable(_ e: Expression?) -> Bool {
    guard let e else { return true }
    var result = true
    e.visit { part in
      if case .read(let place) = part.node, let id = place.resource, !stable.contains(id) { result = false }
    }
    return result
  }

  /// The value as an atom plus a constant.
  func linear(_ e: Expression) -> (atom: Expression?, offset: Int128) {
    guard let scalar = e.type.scalar, scalar.isInteger else { return (e, 0) }
    switch e.node {
    case .constant(let bits): return (nil, scalar.value(bits))
    case .convert(let inner):
      guard let from = inner.type.scalar, from.isInteger, interval(inner).isInside(Interval(scalar.range)) else {
        break
      }
      return linear(inner)
    case .binary(let op, let a, let b) where op == .add || op == .subtract:
      guard isExact(e, op, a, b, scalar) else { break }
      let (x, y) = (linear(a), linear(b))
      if op == .add, y.atom == nil { return (x.atom, x.offset + y.offset) }
      if op == .add, x.atom == nil { return (y.atom, x.offset + y.offset) }
      if op == .subtract, y.atom == nil { return (x.atom, x.offset - y.offset) }
      if op == .subtract, x.atom == y.atom { return (nil, x.offset - y.offset) }
    default: break
    }
    return (e, 0)
  }

  /// Whether the operation cannot leave its type.
  func isExact(_ e: Expression, _ op: BinaryOperator, _ a: Expression, _ b: Expression, _ scalar: ScalarType) -> Bool {
    if exact.contains(e) { return true }
    let (x, y) = (interval(a), interval(b))
    let range = Interval(scalar.range)
    switch op {
    case .add: return (x + y).isInside(range)
    case .subtract: return (x - y).isInside(range)
    case .multiply: return Interval.product(x, y)?.isInside(range) ?? false
    case .divide, .remainder:
      return !scalar.isSigned || x.lower > range.lower || y.lower > -1 || y.upper < -1
    default: return true
    }
  }

  /// The range that a value is in.
  func interval(_ e: Expression, depth: Int = 0) -> Interval {
    guard let scalar = e.type.scalar, !scalar.isFloat else { return Interval(0, 0) }
    let question = Question(expression: e, depth: depth)
    if let answer = known.intervals[question] { return answer }
    let answer = narrowed(computed(e, scalar, depth), e, depth)
    known.intervals[question] = answer
    return answer
  }

  /// An interval within what facts say of the value.
  private func narrowed(_ interval: Interval, _ e: Expression, _ depth: Int) -> Interval {
    guard depth < 2 else { return interval }
    var result = interval
    for (other, c) in uppers[e] ?? Bounds() {
      let high = other.map { self.interval($0, depth: depth + 1).upper } ?? 0
      result = result.clipped(to: Interval(result.lower, max(result.lower, high + c)))
    }
    for (other, c) in lowers[e] ?? Bounds() {
      let low = other.map { self.interval($0, depth: depth + 1).lower } ?? 0
      result = result.clipped(to: Interval(min(result.upper, low + c), result.upper))
    }
    return result
  }

  /// Whether a ≤ b + c holds.
  func proves(_ a: Expression, atMost b: Expression, plus c: Int128) -> Bool {
    let (x, y) = (linear(a), linear(b))
    return holds(x.atom, y.atom, c + y.offset - x.offset, depth: 0)
  }

  func holds(_ a: Expression?, _ b: Expression?, _ slack: Int128, depth: Int) -> Bool {
    if a == b { return slack >= 0 }
    let high = a.map { interval($0, depth: min(depth, 1)).upper } ?? 0
    let low = b.map { interval($0, depth: min(depth, 1)).lower } ?? 0
    if high - low <= slack { return true }
    guard depth < 3 else { return false }
    if let a {
      for (next, c) in uppers[a] ?? Bounds() where holds(next, b, slack - c, depth: depth + 1) { return true }
      for (next, c) in structuralUppers(a) where holds(next, b, slack - c, depth: depth + 1) { return true }
    }
    if let b {
      for (next, c) in lowers[b] ?? Bounds() where holds(a, next, slack + c, depth: depth + 1) { return true }
    }
    return false
  }

  /// Upper bounds that the form of an expression gives: `x % n < n`, `min(a, b) ≤ a`, `x & m ≤ m`.
  func structuralUppers(_ e: Expression) -> [(Expression?, Int128)] {
    func bound(_ other: Expression, _ c: Int128) -> (Expression?, Int128) {
      let line = linear(other)
      return (line.atom, line.offset + c)
    }
    switch e.node {
    case .binary(.remainder, let a, let n) where interval(a).isNonNegative && interval(n).lower > 0:
      return [bound(n, -1), bound(a, 0)]
    case .binary(.divide, let a, let n) where interval(a).isNonNegative && interval(n).lower > 0: return [bound(a, 0)]
    case .binary(.shiftRight, let a, _) where interval(a).isNonNegative: return [bound(a, 0)]
    case .binary(.bitAnd, let a, let b):
      return [a, b].filter { interval($0).isNonNegative }.map { bound($0, 0) }
    case .intrinsic(.min, let parts) where e.type.scalar?.isInteger == true: return parts.map { bound($0, 0) }
    default: return []
    }
  }
}

extension Expression {
  /// Whether the value depends on one of the locals, or on memory if that counts.
  func mentions(_ ids: Set<LocalID>, memory: Bool) -> Bool {
    var found = false
    visit { part in
      guard case .read(let place) = part.node else { return }
      switch place.root {
      case .local(let id): if ids.contains(id) { found = true }
      case .resource: if memory { found = true }
      }
    }
    return found
  }

  /// Whether memory other than locals is read.
  var readsMemory: Bool { mentions([], memory: true) }
}
