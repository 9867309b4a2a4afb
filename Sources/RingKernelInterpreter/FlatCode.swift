internal import RingKernelIR

/// A function as a list of operations with jumps: a thread can stop anywhere and go on later.
struct FlatCode {
  enum Operation {
    case define(LocalID, Expression)
    case assign(Place, Expression)
    case check(Expression, SiteID, [Expression])
    case fail(SiteID, [Expression])
    case perform(IntrinsicID, [Operand], LocalID?)
    case call(FunctionID, [Operand], LocalID?)
    case jump(Int)
    case jumpUnless(Expression, Int)
    case give(Expression?)
  }

  private(set) var operations: [Operation] = []
  /// Jumps out of and on with the loops around, to be aimed when the loop ends.
  private var exits: [[Int]] = []
  private var nexts: [[Int]] = []

  init(_ function: KernelFunction) {
    append(function.body)
    operations.append(.give(nil))
  }

  private mutating func append(_ body: [Statement]) { for statement in body { append(statement) } }

  private mutating func append(_ statement: Statement) {
    switch statement {
    case .mark: return
    case .define(let local, let value): operations.append(.define(local, value))
    case .assign(let place, let value): operations.append(.assign(place, value))
    case .check(let condition, let site, let values): operations.append(.check(condition, site, values))
    case .fail(let site, let values): operations.append(.fail(site, values))
    case .perform(let id, let operands, let result): operations.append(.perform(id, operands, result))
    case .call(let function, let operands, let result): operations.append(.call(function, operands, result))
    case .give(let value): operations.append(.give(value))
    case .exit:
      exits[exits.count - 1].append(operations.count)
      operations.append(.jump(0))
    case .next:
      nexts[nexts.count - 1].append(operations.count)
      operations.append(.jump(0))
    case .branch(let condition, let then, let otherwise):
      let test = operations.count
      operations.append(.jump(0))
      append(then)
      let end = operations.count
      operations.append(.jump(0))
      operations[test] = .jumpUnless(condition, operations.count)
      append(otherwise)
      operations[end] = .jump(operations.count)
    case .loop(let condition, let body, let step):
      loop(condition, body, step)
    }
  }

  private mutating func loop(_ condition: Expression?, _ body: [Statement], _ step: [Statement]) {
    let start = operations.count
    if condition != nil { operations.append(.jump(0)) }
    exits.append([])
    nexts.append([])
    append(body)
    let again = operations.count
    for place in nexts.removeLast() { operations[place] = .jump(again) }
    append(step)
    operations.append(.jump(start))
    if let condition { operations[start] = .jumpUnless(condition, operations.count) }
    for place in exits.removeLast() { operations[place] = .jump(operations.count) }
  }
}
