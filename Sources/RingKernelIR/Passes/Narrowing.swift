/// Turns 64-bit integer arithmetic into 32-bit arithmetic where both give the same number: indices are below 2^31, and
/// WGSL and every GPU's integer units prefer it.
enum Narrowing {
  /// Holds `Int` locals in 32 bits; every value stored in them fits.
  static func narrow(_ function: KernelFunction, _ ids: Set<LocalID>) -> KernelFunction {
    guard !ids.isEmpty else { return function }
    var result = function
    for id in ids { result.locals[id].type = .scalar(.i32) }
    func reads(_ e: Expression) -> Expression {
      e.rewritten { part in
        guard case .read(let place) = part.node, let id = place.local, place.path.isEmpty, ids.contains(id) else {
          return part
        }
        return Expression.local(id, .scalar(.i32)).converted(to: .i64)
      }
    }
    func stores(_ statement: Statement) -> Statement {
      switch statement.mapExpressions(reads).mapBlocks({ $0.map(stores) }) {
      case .define(let id, let value) where ids.contains(id): return .define(id, word(value))
      case .assign(let place, let value):
        guard let id = place.local, place.path.isEmpty, ids.contains(id) else { return .assign(place, value) }
        return .assign(Place(.scalar(.i32), place.root), word(value))
      case let other: return other
      }
    }
    result.body = result.body.map(stores)
    return result
  }

  /// A value with comparisons, indices and conversions inside done in 32 bits where that is equal.
  static func narrow(_ e: Expression, _ facts: Facts) -> Expression {
    switch e.node {
    case .and(let a, let b):
      var inner = facts
      inner.assume(a)
      return .both(narrow(a, facts), narrow(b, inner))
    case .or(let a, let b):
      var inner = facts
      inner.assume(a, false)
      return .either(narrow(a, facts), narrow(b, inner))
    case .select(let c, let a, let b):
      var (yes, no) = (facts, facts)
      yes.assume(c)
      no.assume(c, false)
      return .select(narrow(c, facts), narrow(a, yes), narrow(b, no))
    case .compare(let op, let a, let b) where a.type == .int && fits(a, facts) && fits(b, facts):
      return .compare(op, narrow(word(a, facts), facts), narrow(word(b, facts), facts))
    case .compare(let op, let a, let b) where a.type == .int:
      if let x = unsignedWord(a), let y = unsignedWord(b) { return .compare(op, narrow(x, facts), narrow(y, facts)) }
    case .convert(let a) where a.type == .int:
      if e.type == .scalar(.i32) { return word(a, facts).mapChildren { narrow($0, facts) } }
      // A conversion of a number that fits 32 bits is the same from there.
      guard fits(a, facts), e.type.scalar != .bool else { break }
      let short = word(a, facts)
      if case .convert(let inner) = short.node, inner.type == .int { break }
      return Expression(e.type, .convert(narrow(short, facts)))
    case .read(let place): return Expression(e.type, .read(narrow(place, facts)))
    default: break
    }
    return e.mapChildren { narrow($0, facts) }
  }

  /// A place whose indices are 32-bit: an index in range is below 2^31, so the low word is all of it.
  static func narrow(_ place: Place, _ facts: Facts) -> Place {
    place.mapIndices { $0.type == .int ? narrow(word($0, facts), facts) : narrow($0, facts) }
  }

  /// A value in 32 bits if it fits, for what failures report.
  static func shortened(_ e: Expression, _ facts: Facts) -> Expression {
    if case .convert(let inner) = e.node, e.type == .int, inner.type.scalar?.isInteger == true {
      return narrow(inner, facts)
    }
    return e.type == .int && fits(e, facts) ? narrow(word(e, facts), facts) : narrow(e, facts)
  }

  /// A number that plainly is one of 32 unsigned bits.
  private static func unsignedWord(_ e: Expression) -> Expression? {
    let type = KernelType.scalar(.u32)
    switch e.node {
    case .constant(let bits): return bits <= UInt64(UInt32.max) ? Expression(type, .constant(bits)) : nil
    case .extent: return Expression(type, .convert(Expression(.scalar(.i32), .convert(e))))
    case .convert(let inner) where [.u8, .u16, .u32].contains(inner.type.scalar): return inner.converted(to: .u32)
    default: return nil
    }
  }

  private static func fits(_ e: Expression, _ facts: Facts) -> Bool { facts.interval(e).isInside(.word) }

  /// The low 32 bits of an `Int`.
  ///
  /// Sums, products and bit operations commute with taking them; the rest is narrowed only
  /// where the operands are known to fit.
  static func word(_ e: Expression, _ facts: Facts? = nil) -> Expression {
    let type = KernelType.scalar(.i32)
    guard e.type == .int else { return e.type == type ? e : Expression(type, .convert(e)) }
    switch e.node {
    case .constant(let bits): return Expression(type, .constant(ScalarType.i32.canonical(bits)))
    case .convert(let inner):
      guard let from = inner.type.scalar, from.isInteger else { break }
      return inner.type == type ? inner : Expression(type, .convert(inner))
    case .binary(let op, let a, let b):
      switch op {
      case .add, .subtract, .multiply, .bitAnd, .bitOr, .bitXor:
        return Expression(type, .binary(op, word(a, facts), word(b, facts)))
      case .divide, .remainder, .shiftRight:
        guard let facts, fits(a, facts), fits(b, facts), op != .shiftRight || isShift(b, facts) else { break }
        // min / -1 is the one quotient of words that is none.
        guard op == .shiftRight || facts.interval(b).lower > 0 else { break }
        return Expression(type, .binary(op, word(a, facts), word(b, facts)))
      case .shiftLeft:
        guard let facts, isShift(b, facts) else { break }
        return Expression(type, .binary(op, word(a, facts), word(b, facts)))
      }
    case .unary(let op, let a) where op != .not: return Expression(type, .unary(op, word(a, facts)))
    case .select(let c, let a, let b): return .select(c, word(a, facts), word(b, facts))
    case .intrinsic(let id, let parts) where [.min, .max].contains(id):
      guard let facts, parts.allSatisfy({ fits($0, facts) }) else { break }
      return Expression(type, .intrinsic(id, parts.map { word($0, facts) }))
    default: break
    }
    return Expression(type, .convert(e))
  }

  private static func isShift(_ e: Expression, _ facts: Facts) -> Bool { facts.interval(e).isInside(Interval(0, 31)) }
}
