// How facts come and go.
extension Facts {
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

  mutating func compare(_ op: Comparison, _ a: Expression, _ b: Expression) {
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

  mutating func learn(_ a: Expression?, atMost b: Expression?, _ c: Int128) {
    let x = a.map { linear($0) } ?? (atom: nil, offset: 0)
    let y = b.map { linear($0) } ?? (atom: nil, offset: 0)
    add(x.atom, y.atom, c + y.offset - x.offset)
  }

  /// Adds a ≤ b + c between atoms.
  mutating func add(_ a: Expression?, _ b: Expression?, _ c: Int128) {
    guard a != b, uppers.count < 400, isStable(a), isStable(b) else { return }
    // Few facts per value keep the search short.
    if let a, uppers[a]?[b] != nil || uppers[a]?.count ?? 0 < 6 {
      uppers[a, default: Bounds()][b, default: c] = min(uppers[a]?[b] ?? c, c)
    }
    if let b, lowers[b]?[a] != nil || lowers[b]?.count ?? 0 < 6 {
      lowers[b, default: Bounds()][a, default: -c] = max(lowers[b]?[a] ?? -c, -c)
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
        above += (uppers[target] ?? Bounds()).map { ($0.key, $0.value + line.offset) }
        below += (lowers[target] ?? Bounds()).map { ($0.key, $0.value + line.offset) }
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
    func kept(_ all: OrderedMap<Expression, Bounds>) -> OrderedMap<Expression, Bounds> {
      OrderedMap(all.filter { stays($0.key) }.map { ($0.key, $0.value.filter { stays($0.key) }) })
    }
    uppers = kept(uppers)
    lowers = kept(lowers)
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
    let all = (above ? uppers : lowers)[.local(id, type)] ?? Bounds()
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
