/// Checks that a module keeps the promises of the IR: types, places, address spaces, loops, uniformity of barriers.
public enum Validator {
  /// Everything that is wrong with `module`; empty when nothing is.
  public static func validate(_ module: KernelModule) -> [CompileError] {
    var errors: [CompileError] = []
    func refuse(_ message: String, _ line: Int = 0, _ rule: LanguageRule = .invalid) {
      if errors.count < 100 { errors.append(CompileError(rule.code, message, line: line)) }
    }
    if module.functions.isEmpty { refuse("a module needs an entry") }
    for (index, resource) in module.resources.enumerated() {
      if module.types.layout(of: resource.element) == nil {
        refuse("resource \(index) (\(resource.name)) has elements without a layout")
      }
      if resource.isAtomic, resource.element.scalar == nil {
        refuse("resource \(resource.name) holds atomics of a type that is no scalar")
      }
    }
    if module.sharedBytes > 32 * 1024 {
      refuse("shared memory takes \(module.sharedBytes) bytes; 32768 are there", 0, .sharedMemory)
    }
    for problem in HandlerRules.problems(of: module) { refuse(problem) }
    for id in module.functions.indices {
      var checker = FunctionValidator(module, id)
      checker.run()
      errors += checker.errors.prefix(100)
    }
    if !errors.isEmpty { return errors }
    let uniformity = Uniformity(module)
    return uniformity.errors.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
  }
}

/// Checks one function.
struct FunctionValidator {
  let module: KernelModule
  let id: FunctionID
  var errors: [CompileError] = []
  private var line: Int
  private var loops = 0
  private var depth = 0

  init(_ module: KernelModule, _ id: FunctionID) {
    self.module = module
    self.id = id
    line = module.functions[id].line
  }

  var function: KernelFunction { module.functions[id] }

  mutating func refuse(_ message: String) {
    if errors.count < 100 {
      errors.append(CompileError(LanguageRule.invalid.code, "\(function.name): \(message)", line: line))
    }
  }

  mutating func run() {
    if function.locals.count < function.parameters.count
      || !zip(function.parameters, function.locals).allSatisfy({ $0.type == $1.type })
    {
      refuse("the first locals are not the parameters")
      return
    }
    for local in function.locals where local.type == .void || module.types.layout(of: local.type) == nil {
      refuse("local \(local.name) has no layout")
    }
    list(function.body)
    if function.result != .void, function.body.canComplete { refuse("not every path gives a value") }
  }

  private mutating func list(_ statements: [Statement]) {
    depth += 1
    defer { depth -= 1 }
    guard depth < 600 else { return refuse("nested too deeply") }
    for statement in statements { check(statement) }
  }

  private mutating func check(_ statement: Statement) {
    for expression in statement.expressions { check(expression) }
    switch statement {
    case .mark(let number, _): line = number
    case .define(let local, let value): storing(local, value.type)
    case .assign(let place, let value):
      check(place, isWrite: true)
      if place.type != value.type { refuse("a value of another type is assigned") }
    case .check(let condition, let site, let values):
      if condition.type != .bool { refuse("a check of something else than a Boolean") }
      failure(site, values)
    case .fail(let site, let values): failure(site, values)
    case .perform(let intrinsic, let operands, let result):
      guard let row = IntrinsicLookup.row(intrinsic) else { return refuse("\(intrinsic.rawValue) has no row") }
      if row.effect == .pure, row.category != .memory { refuse("\(intrinsic.rawValue) is pure and no statement") }
      let types = result.flatMap { function.locals.indices.contains($0) ? function.locals[$0].type : nil }
      if let problem = HandlerRules.problem(of: row, operands, types, in: module) { refuse(problem) }
      for case .place(let place) in operands { check(place, isWrite: intrinsic != .atomicLoad) }
      if let result, !function.locals.indices.contains(result) { refuse("a result without a local") }
    case .call(let callee, let operands, let result): call(callee, operands, result)
    case .branch(let condition, let then, let other):
      if condition.type != .bool { refuse("a branch on something else than a Boolean") }
      list(then)
      list(other)
    case .loop(let condition, let body, let step):
      if let condition, condition.type != .bool { refuse("a loop on something else than a Boolean") }
      if condition == nil, body.runsForever { refuse("a loop that never ends") }
      loops += 1
      list(body)
      loops -= 1
      // The step runs in WGSL's `continuing` block, which only assigns.
      for inner in step {
        switch inner {
        case .mark, .define, .assign: check(inner)
        default: refuse("the step of a loop does more than assign")
        }
      }
    case .exit, .next: if loops == 0 { refuse("exit or next outside of a loop") }
    case .give(let value):
      if (value?.type ?? .void) != function.result { refuse("another type is given than the result's") }
    }
  }

  private mutating func storing(_ local: LocalID, _ type: KernelType) {
    guard function.locals.indices.contains(local) else { return refuse("local \(local) does not exist") }
    if function.locals[local].type != type { refuse("local \(function.locals[local].name) is of another type") }
  }

  private mutating func failure(_ site: SiteID, _ values: [Expression]) {
    if !module.sites.indices.contains(site) { refuse("failure site \(site) does not exist") }
    if values.count > 2 || !values.allSatisfy({ $0.type.scalar != nil }) {
      refuse("more than two scalars are reported")
    }
  }

  private mutating func call(_ callee: FunctionID, _ operands: [Operand], _ result: LocalID?) {
    guard callee >= 0, callee < id else { return refuse("function \(callee) does not come before its caller") }
    let target = module.functions[callee]
    guard operands.count == target.parameters.count else { return refuse("\(target.name) takes other operands") }
    for (operand, parameter) in zip(operands, target.parameters) {
      switch operand {
      case .value(let value):
        if value.type != parameter.type || parameter.isInout { refuse("\(parameter.name) takes another operand") }
      case .place(let place):
        check(place, isWrite: true)
        if place.type != parameter.type || !parameter.isInout || place.local == nil || !place.path.isEmpty {
          refuse("\(parameter.name) takes a whole local of its type")
        }
      }
    }
    if let result { storing(result, target.result) }
  }
}

extension [Statement] {
  /// Whether a `give` or `fail` stands anywhere inside.
  var givesSomewhere: Bool {
    contains { statement in
      var found = false
      statement.visit { inner in
        switch inner {
        case .give, .fail: found = true
        default: break
        }
      }
      return found
    }
  }
}
