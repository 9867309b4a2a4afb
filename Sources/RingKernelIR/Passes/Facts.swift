/// What is known at a point of the program: differences between values, as `a ≤ b + c`.
///
/// An atom is an expression that is not a sum with a constant; `nil` stands for zero. Chains of a few facts are followed.
struct Facts {
  let blockSize: [Int]?
  /// `uppers[a]` has `(b, c)` for a ≤ b + c.
  private var uppers: [Expression: [Expression?: Int128]] = [:]
  /// `lowers[a]` has `(b, c)` for a ≥ b + c.
  private var lowers: [Expression: [Expression?: Int128]] = [:]
  /// Sums, differences and products that are known not to wrap.
  private var exact: Set<Expression> = []
  /// Conditions that Boolean locals hold.
  private var aliases: [LocalID: Expression] = [:]

  /// Memory that no other thread changes: facts about reads of any other would not outlive the read.
  private let stable: Set<ResourceID>

  init(blockSize: [Int]?, stable: Set<ResourceID> = []) {
    self.blockSize = blockSize
    self.stable = stable
  }

  private func isStable(_ e: Expression?) -> Bool {
    guard let e else { return true }
    var result = true
    e.visit { part in
      if case .read(let place) = part.node, let id = place.resource, !stable.contains(id) { result = false }
    }
    return result
  }

  // MARK: Asking

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
    var result = computed(e, scalar, depth)
    guard depth < 3 else { return result }
    for (other, c) in uppers[e] ?? [:] {
      let high = other.map { interval($0, depth: depth + 1).upper } ?? 0
      result = result.clipped(to: Interval(result.lower, max(result.lower, high + c)))
    }
    for (other, c) in lowers[e] ?? [:] {
      let low = other.map { interval($0, depth: depth + 1).lower } ?? 0
      result = result.clipped(to: Interval(min(result.upper, low + c), result.upper))
    }
    return result
  }

  /// Whether a ≤ b + c holds.
  func proves(_ a: Expression, atMost b: Expression, plus c: Int128) -> Bool {
    let (x, y) = (linear(a), linear(b))
    return holds(x.atom, y.atom, c + y.offset - x.offset, depth: 0)
  }

  private func holds(_ a: Expression?, _ b: Expression?, _ slack: Int128, depth: Int) -> Bool {
    if a == b { return slack >= 0 }
    let high = a.map { interval($0).upper } ?? 0
    let low = b.map { interval($0).lower } ?? 0
    if high - low <= slack { return true }
    guard depth < 3 else { return false }
    if let a {
      for (next, c) in uppers[a] ?? [:] where holds(next, b, slack - c, depth: depth + 1) { return true }
      for (next, c) in structuralUppers(a) where holds(next, b, slack - c, depth: depth + 1) { return true }
    }
    if let b {
      for (next, c) in lowers[b] ?? [:] where holds(a, next, slack + c, depth: depth + 1) { return true }
    }
    return false
  }

  /// Upper bounds that the form of an expression gives: `x % n < n`, `min(a, b) ≤ a`, `x & m ≤ m`.
  private func structuralUppers(_ e: Expression) -> [(Expression?, Int128)] {
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

  // MARK: Learning

  /// Takes a condition as true or false.
  mutating func assume(_ condition: Expression, _ value: Bool = true) {
    switch condition.node {
    case .unary(.not, let inner): assume(inner, !value)
    case .and(let a, let b) where value, .or(let a, let b) where !value:
      assume(a, value)
      assume(b, value)
    case .compare(let op, let a, let b):
      guard let scalar = a.type.scalar, scalar.isInteger else { return }
      compare(value ? op : op.negated, a, b)
    case .overflows(let op, let a, let b) where !value:
      if isStable(condition) { exact.insert(Expression(a.type, .binary(op, a, b))) }
    case .fits(let a, let scalar) where value && scalar.isInteger && a.type.scalar?.isInteger == true:
      learn(a, atMost: nil, scalar.range.upperBound)
      learn(nil, atMost: a, -scalar.range.lowerBound)
    case .read(let place):
      if let id = place.local, place.path.isEmpty, let alias = aliases[id] { assume(alias, value) }
    default: break
    }
  }

  private mutating func compare(_ op: Comparison, _ a: Expression, _ b: Expression) {
    switch op {
    case .less: learn(a, atMost: b, -1)
    case .lessOrEqual: learn(a, atMost: b, 0)
    case .greater: learn(b, atMost: a, -1)
    case .greaterOrEqual: learn(b, atMost: a, 0)
    case .equal:
      learn(a, atMost: b, 0)
      learn(b, atMost: a, 0)
    case .notEqual:
      for (x, y) in [(a, b), (b, a)] {
        guard let bits = y.constantBits, let value = y.type.scalar?.value(bits) else { continue }
        let range = interval(x)
        if range.lower == value { learn(nil, atMost: x, -value - 1) }
        if range.upper == value { learn(x, atMost: nil, value - 1) }
      }
    }
  }

  private mutating func learn(_ a: Expression?, atMost b: Expression?, _ c: Int128) {
    let x = a.map { linear($0) } ?? (atom: nil, offset: 0)
    let y = b.map { linear($0) } ?? (atom: nil, offset: 0)
    add(x.atom, y.atom, c + y.offset - x.offset)
  }

  /// Adds a ≤ b + c between atoms.
  private mutating func add(_ a: Expression?, _ b: Expression?, _ c: Int128) {
    guard a != b, uppers.count < 400, isStable(a), isStable(b) else { return }
    // Few facts per value keep the search short.
    if let a, uppers[a]?[b] != nil || uppers[a]?.count ?? 0 < 6 {
      uppers[a, default: [:]][b] = min(uppers[a]?[b] ?? c, c)
    }
    if let b, lowers[b]?[a] != nil || lowers[b]?.count ?? 0 < 6 {
      lowers[b, default: [:]][a] = max(lowers[b]?[a] ?? -c, -c)
    }
  }

  /// The local takes a value.
  mutating func store(_ id: LocalID, _ value: Expression) {
    let target = Expression(value.type, .read(Place(value.type, .local(id))))
    if value.type == .bool {
      forget([id], memory: false)
      if !value.mentions([id], memory: false), !value.readsMemory { aliases[id] = value }
      return
    }
    guard let scalar = value.type.scalar, scalar.isInteger else { return forget([id], memory: false) }
    let line = linear(value)
    let range = interval(value)
    var above = structuralUppers(value)
    var below: [(Expression?, Int128)] = []
    if let atom = line.atom {
      if atom == target {
        // `i = i + c`: what was known of i holds shifted.
        above += (uppers[target] ?? [:]).map { ($0.key, $0.value + line.offset) }
        below += (lowers[target] ?? [:]).map { ($0.key, $0.value + line.offset) }
      } else {
        above.append((atom, line.offset))
        below.append((atom, line.offset))
      }
    }
    forget([id], memory: false)
    for (other, c) in above where other.map({ !$0.mentions([id], memory: false) }) ?? true { add(target, other, c) }
    for (other, c) in below where other.map({ !$0.mentions([id], memory: false) }) ?? true { add(other, target, -c) }
    let whole = Interval(scalar.range)
    if range.upper < whole.upper { add(target, nil, range.upper) }
    if range.lower > whole.lower { add(nil, target, -range.lower) }
  }

  /// Drops what depends on locals or memory that may have changed.
  mutating func forget(_ ids: Set<LocalID>, memory: Bool) {
    func stays(_ e: Expression?) -> Bool { e.map { !$0.mentions(ids, memory: memory) } ?? true }
    uppers = uppers.filter { stays($0.key) }.mapValues { $0.filter { stays($0.key) } }
    lowers = lowers.filter { stays($0.key) }.mapValues { $0.filter { stays($0.key) } }
    exact = exact.filter { stays($0) }
    aliases = aliases.filter { !ids.contains($0.key) && stays($0.value) }
  }

  /// Bounds of a local on one side that do not depend on what changes.
  func bounds(
    of id: LocalID,
    _ type: KernelType,
    above: Bool,
    without ids: Set<LocalID>
  ) -> [(Expression?, Int128)] {
    let all = (above ? uppers : lowers)[.local(id, type)] ?? [:]
    return all.filter { $0.key.map { !$0.mentions(ids, memory: true) } ?? true }.map { ($0.key, $0.value) }
  }

  /// Takes such bounds up again.
  mutating func restore(_ bounds: [(Expression?, Int128)], of id: LocalID, _ type: KernelType, above: Bool) {
    for (other, c) in bounds {
      if above { add(.local(id, type), other, c) } else { add(other, .local(id, type), -c) }
    }
  }

  /// What holds whichever of two ways was taken.
  func joined(_ other: Facts) -> Facts {
    var result = Facts(blockSize: blockSize, stable: stable)
    for (a, bounds) in uppers {
      for (b, c) in bounds {
        if let d = other.uppers[a]?[b] {
          result.add(a, b, max(c, d))
        } else if other.holds(a, b, c, depth: 1) {
          result.add(a, b, c)
        }
      }
    }
    for (b, bounds) in lowers {
      for (a, c) in bounds {
        if let d = other.lowers[b]?[a] { result.add(a, b, -min(c, d)) }
      }
    }
    result.exact = exact.intersection(other.exact)
    result.aliases = aliases.filter { other.aliases[$0.key] == $0.value }
    return result
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
