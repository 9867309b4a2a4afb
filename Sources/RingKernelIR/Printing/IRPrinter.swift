/// Prints a module as stable, readable text, for tests and for `--emit ir`.
public struct IRPrinter {
  private let module: KernelModule
  private var lines: [String] = []
  private var function = KernelFunction(name: "")
  private var marked = 0

  /// The text of `module`.
  public static func text(_ module: KernelModule) -> String {
    var printer = IRPrinter(module: module)
    printer.print()
    return printer.lines.joined(separator: "\n") + "\n"
  }

  /// The text of a function's body alone.
  public static func body(of function: KernelFunction, in module: KernelModule) -> String {
    var printer = IRPrinter(module: module)
    printer.function = function
    printer.block(function.body, 0)
    return printer.lines.joined(separator: "\n") + "\n"
  }

  private init(module: KernelModule) { self.module = module }

  private mutating func print() {
    var head = "module \(module.name)"
    if let size = module.blockSize { head += " block \(size)" }
    if module.isMasked { head += " masked" }
    if !module.needs.isEmpty { head += " needs " + module.needs.map(\.rawValue).sorted().joined(separator: ", ") }
    lines.append(head)
    for (id, resource) in module.resources.enumerated() {
      let kind =
        switch resource.kind {
        case .buffer(let isMutable, let rank): "\(isMutable ? "mutable " : "")buffer\(rank > 1 ? " rank \(rank)" : "")"
        case .shared(let count): "shared \(count)"
        case .state: "state"
        }
      lines.append("@\(id) \(resource.name): \(kind) \(text(resource.element))\(resource.isAtomic ? " atomic" : "")")
    }
    for (id, site) in module.sites.enumerated() {
      lines.append("#\(id) \(site.code) \(site.line):\(site.column) \(site.labels)")
    }
    for function in module.functions {
      self.function = function
      marked = 0
      let parameters = function.parameters.enumerated().map { index, parameter in
        "\(local(index)): \(parameter.isInout ? "inout " : "")\(text(parameter.type))"
      }
      lines.append("func \(function.name)(\(parameters.joined(separator: ", "))) -> \(text(function.result)) {")
      block(function.body, 1)
      lines.append("}")
    }
  }

  private mutating func block(_ statements: [Statement], _ depth: Int) {
    for statement in statements { self.statement(statement, depth) }
  }

  private mutating func line(_ text: String, _ depth: Int) {
    lines.append(String(repeating: "  ", count: depth) + text)
  }

  private mutating func statement(_ statement: Statement, _ depth: Int) {
    switch statement {
    case .mark(let number, _):
      if number != marked { line("// line \(number)", depth) }
      marked = number
    case .define(let id, let value): line("let \(local(id)): \(text(value.type)) = \(text(value))", depth)
    case .assign(let place, let value): line("\(text(place)) = \(text(value))", depth)
    case .check(let condition, let site, let values):
      line("check #\(site) \(text(condition))\(list(values))", depth)
    case .fail(let site, let values): line("fail #\(site)\(list(values))", depth)
    case .perform(let id, let operands, let result):
      line("\(result.map { "let \(local($0)) = " } ?? "")\(id.rawValue)(\(text(operands)))", depth)
    case .call(let id, let operands, let result):
      let name = module.functions.indices.contains(id) ? module.functions[id].name : "function\(id)"
      line("\(result.map { "let \(local($0)) = " } ?? "")call \(name)(\(text(operands)))", depth)
    case .branch(let condition, let then, let other):
      line("if \(text(condition)) {", depth)
      block(then, depth + 1)
      if !other.isEmpty {
        line("} else {", depth)
        block(other, depth + 1)
      }
      line("}", depth)
    case .loop(let condition, let body, let step):
      line(condition.map { "while \(text($0)) {" } ?? "loop {", depth)
      block(body, depth + 1)
      if !step.isEmpty {
        line("} step {", depth)
        block(step, depth + 1)
      }
      line("}", depth)
    case .exit: line("exit", depth)
    case .next: line("next", depth)
    case .give(let value): line("give" + (value.map { " " + text($0) } ?? ""), depth)
    }
  }

  private func list(_ values: [Expression]) -> String {
    values.isEmpty ? "" : " [" + values.map(text).joined(separator: ", ") + "]"
  }

  private func local(_ id: LocalID) -> String {
    function.locals.indices.contains(id) ? "\(function.locals[id].name)%\(id)" : "%\(id)"
  }

  private func text(_ operands: [Operand]) -> String {
    operands.map { operand in
      switch operand {
      case .value(let value): text(value)
      case .place(let place): "&\(text(place))"
      }
    }.joined(separator: ", ")
  }

  private func text(_ type: KernelType) -> String {
    switch type {
    case .void: "void"
    case .scalar(let scalar): scalar.rawValue
    case .vector(let scalar, let lanes): "\(scalar.rawValue)x\(lanes)"
    case .array(let element, let count): "[\(count) of \(text(element))]"
    case .structure(let name): name
    }
  }

  private func text(_ place: Place) -> String {
    var result: String
    switch place.root {
    case .local(let id): result = local(id)
    case .resource(let id, let index):
      result = module.resources.indices.contains(id) ? module.resources[id].name : "@\(id)"
      if let index { result += "[\(text(index))]" }
    }
    for step in place.path {
      switch step {
      case .field(let index): result += ".\(index)"
      case .element(let index): result += "[\(text(index))]"
      }
    }
    return result
  }

  private func constant(_ bits: UInt64, _ type: KernelType) -> String {
    switch type {
    case .scalar(.bool): return bits == 0 ? "false" : "true"
    case .scalar(.f32): return "\(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))f"
    case .scalar(.f64): return "\(Double(bitPattern: bits))"
    case .scalar(.f16): return "\(HalfBits.value(UInt16(truncatingIfNeeded: bits)))h"
    case .scalar(let scalar): return "\(scalar.value(bits))\(scalar == .i64 ? "" : scalar.rawValue)"
    default: return "zero"
    }
  }

  private func text(_ value: Expression) -> String {
    switch value.node {
    case .constant(let bits): return constant(bits, value.type)
    case .read(let place): return text(place)
    case .unary(let op, let a):
      return (op == .negate ? "-" : op == .complement ? "~" : "!") + "(\(text(a)))"
    case .binary(let op, let a, let b): return "(\(text(a)) \(op.symbol) \(text(b)))"
    case .compare(let op, let a, let b): return "(\(text(a)) \(op.symbol) \(text(b)))"
    case .and(let a, let b): return "(\(text(a)) && \(text(b)))"
    case .or(let a, let b): return "(\(text(a)) || \(text(b)))"
    case .select(let a, let b, let c): return "(\(text(a)) ? \(text(b)) : \(text(c)))"
    case .convert(let a): return "\(text(value.type))(\(text(a)))"
    case .bitcast(let a): return "\(text(value.type)).bits(\(text(a)))"
    case .overflows(let op, let a, let b): return "overflows(\(text(a)) \(op.symbol) \(text(b)))"
    case .fits(let a, let scalar): return "fits(\(text(a)), \(scalar.rawValue))"
    case .make(let parts): return "\(text(value.type))(\(parts.map(text).joined(separator: ", ")))"
    case .splat(let a): return "\(text(value.type)).splat(\(text(a)))"
    case .extract(let a, let index): return "\(text(a)).\(index)"
    case .extent(let id, let axis):
      let name = module.resources.indices.contains(id) ? module.resources[id].name : "@\(id)"
      return "\(name).extent\(axis)"
    case .builtin(let builtin, let axis): return "\(builtin.rawValue).\(axis)"
    case .intrinsic(let id, let parts): return "\(id.rawValue)(\(parts.map(text).joined(separator: ", ")))"
    }
  }
}

extension BinaryOperator {
  /// The operator in IR text.
  var symbol: String {
    switch self {
    case .add: "+"
    case .subtract: "-"
    case .multiply: "*"
    case .divide: "/"
    case .remainder: "%"
    case .bitAnd: "&"
    case .bitOr: "|"
    case .bitXor: "^"
    case .shiftLeft: "<<"
    case .shiftRight: ">>"
    }
  }
}

extension Comparison {
  /// The comparison in IR text.
  var symbol: String {
    switch self {
    case .equal: "=="
    case .notEqual: "!="
    case .less: "<"
    case .lessOrEqual: "<="
    case .greater: ">"
    case .greaterOrEqual: ">="
    }
  }

  /// What holds exactly when this does not, NaN aside.
  var negated: Comparison {
    switch self {
    case .equal: .notEqual
    case .notEqual: .equal
    case .less: .greaterOrEqual
    case .lessOrEqual: .greater
    case .greater: .lessOrEqual
    case .greaterOrEqual: .less
    }
  }
}
