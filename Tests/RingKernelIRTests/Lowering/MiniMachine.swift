@testable import RingKernelIR

/// Runs the entry of a module on one thread, integers only: enough to compare a module before and after the passes.
struct MiniMachine {
  enum Outcome: Hashable {
    case gave([UInt64])
    case failed(SiteID)
    /// An index outside of its memory: what checks are there to prevent.
    case violation(String)
    case tooLong
  }

  enum Stop: Error {
    case outcome(Outcome)
    case exit
    case next
  }

  let module: KernelModule
  let thread: Int
  var buffer: [UInt64]
  var locals: [[UInt64]] = []
  var fuel = 5000

  /// What the buffer holds afterwards, or why not.
  static func run(_ module: KernelModule, _ arguments: [UInt64], buffer: [UInt64], thread: Int) -> Outcome {
    guard let entry = module.functions.last else { return .tooLong }
    var machine = MiniMachine(module: module, thread: thread, buffer: buffer)
    machine.locals = entry.locals.map { local in
      if case .array(_, let count) = local.type { Array(repeating: 0, count: count) } else { [0] }
    }
    for (index, argument) in arguments.enumerated() {
      machine.locals[index] = [entry.locals[index].type.scalar?.canonical(argument) ?? argument]
    }
    do throws(Stop) {
      try machine.run(entry.body)
      return .gave(machine.buffer)
    } catch {
      if case .outcome(let outcome) = error { return outcome }
      return .violation("stray jump")
    }
  }

  mutating func run(_ statements: [Statement]) throws(Stop) {
    for statement in statements { try run(statement) }
  }

  mutating func run(_ statement: Statement) throws(Stop) {
    fuel -= 1
    if fuel < 0 { throw .outcome(.tooLong) }
    switch statement {
    case .mark: break
    case .define(let id, let value): locals[id] = try all(value)
    case .assign(let place, let value):
      let new = try all(value)
      switch place.root {
      case .local(let id):
        if case .element(let index)? = place.path.first {
          locals[id][try slot(index, locals[id].count)] = new[0]
        } else {
          locals[id] = new
        }
      case .resource(_, let index): buffer[try slot(index ?? .int(0), buffer.count)] = new[0]
      }
    case .check(let condition, let site, _): if try one(condition) == 0 { throw .outcome(.failed(site)) }
    case .fail(let site, _): throw .outcome(.failed(site))
    case .branch(let condition, let then, let other): try run(try one(condition) == 1 ? then : other)
    case .loop(let condition, let body, let step):
      while try condition.map({ (c) throws(Stop) in try one(c) == 1 }) ?? true {
        fuel -= 1
        if fuel < 0 { throw .outcome(.tooLong) }
        do throws(Stop) {
          try run(body)
        } catch .exit {
          return
        } catch .next {
          // Goes on with the step.
        } catch {
          throw error
        }
        try run(step)
      }
    case .exit: throw .exit
    case .next: throw .next
    case .give: throw .outcome(.gave(buffer))
    case .perform, .call: throw .outcome(.violation("not part of this machine"))
    }
  }

  func slot(_ index: Expression, _ count: Int) throws(Stop) -> Int {
    let value = Int(Int64(bitPattern: try one(index)))
    guard (0..<count).contains(value) else { throw .outcome(.violation("index \(value) of \(count)")) }
    return value
  }

  func all(_ e: Expression) throws(Stop) -> [UInt64] {
    switch (e.type, e.node) {
    case (.array(_, let count), .splat(let inner)): return Array(repeating: try one(inner), count: count)
    default: return [try one(e)]
    }
  }

  func value(_ e: Expression) throws(Stop) -> Int128 { e.type.scalar?.value(try one(e)) ?? 0 }

  func one(_ e: Expression) throws(Stop) -> UInt64 {
    guard let scalar = e.type.scalar else { throw .outcome(.violation("no scalar")) }
    func fitted(_ value: Int128) -> UInt64 { scalar.canonical(UInt64(truncatingIfNeeded: value)) }
    switch e.node {
    case .constant(let bits): return bits
    case .read(let place):
      switch place.root {
      case .local(let id):
        guard case .element(let index)? = place.path.first else { return locals[id][0] }
        return locals[id][try slot(index, locals[id].count)]
      case .resource(_, let index): return buffer[try slot(index ?? .int(0), buffer.count)]
      }
    case .unary(.not, let a): return 1 - (try one(a))
    case .unary(.negate, let a): return fitted(-(try value(a)))
    case .unary(.complement, let a): return fitted(~(try value(a)))
    case .binary(let op, let a, let b): return fitted(Self.apply(op, try value(a), try value(b), scalar))
    case .compare(let op, let a, let b):
      let (x, y) = (try value(a), try value(b))
      let holds =
        switch op {
        case .equal: x == y
        case .notEqual: x != y
        case .less: x < y
        case .lessOrEqual: x <= y
        case .greater: x > y
        case .greaterOrEqual: x >= y
        }
      return holds ? 1 : 0
    case .and(let a, let b): return try one(a) == 0 ? 0 : try one(b)
    case .or(let a, let b): return try one(a) == 1 ? 1 : try one(b)
    case .select(let c, let a, let b): return try one(c) == 1 ? try one(a) : try one(b)
    case .convert(let a): return fitted(try value(a))
    case .overflows(let op, let a, let b):
      let (x, y) = (try value(a), try value(b))
      if (op == .divide || op == .remainder) && y == 0 { return 0 }
      let exact = op == .remainder ? x / y : Self.apply(op, x, y, .i64)
      return a.type.scalar?.range.contains(exact) == true ? 0 : 1
    case .fits(let a, let target): return target.range.contains(try value(a)) ? 1 : 0
    case .extent: return UInt64(buffer.count)
    case .builtin: return UInt64(thread)
    case .intrinsic(.min, let parts): return fitted(min(try value(parts[0]), try value(parts[1])))
    case .intrinsic(.max, let parts): return fitted(max(try value(parts[0]), try value(parts[1])))
    default: throw .outcome(.violation("not part of this machine"))
    }
  }

  static func apply(_ op: BinaryOperator, _ a: Int128, _ b: Int128, _ scalar: ScalarType) -> Int128 {
    let count = b & Int128(scalar.bitWidth - 1)
    return switch op {
    case .add: a + b
    case .subtract: a - b
    case .multiply: a.multipliedReportingOverflow(by: b).partialValue
    case .divide: b == 0 ? 0 : a / b
    case .remainder: b == 0 ? a : a % b
    case .bitAnd: a & b
    case .bitOr: a | b
    case .bitXor: a ^ b
    case .shiftLeft: a << count
    case .shiftRight: a >> count
    }
  }
}
