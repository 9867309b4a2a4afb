// The limit of loops that a handler reaches (`LoopLimit`).
extension FunctionLowering {
  /// Emits a `for` that fails before its first round if it is longer than `allowance`.
  ///
  /// In a handler of a block the loop stands beside the failure: a failed thread goes on there and must not run it.
  func limited(
    _ node: SyntaxNode,
    _ counter: LoopCounter,
    _ loop: () throws(CompileError) -> Void
  ) throws(CompileError) {
    guard let allowance, !LoopLimit.isFixed(node), let scalar = counter.rounds.type.scalar else { return try loop() }
    let rounds = temporary(counter.rounds, "rounds")
    let allowed = allowance.converted(to: scalar)
    let site = module.site(.loopLimit, node, ["rounds", "allowed"])
    let holds = Expression.compare(.lessOrEqual, rounds, allowed)
    defer { self.allowance = allowance }
    let share = { [self] in
      self.allowance = temporary(.binary(.divide, allowance, rounds.converted(to: .u32)), "allowed")
    }
    guard module.module.handlerThreads > 1 else {
      emit(.check(holds, site, values: [rounds, allowed]))
      share()
      return try loop()
    }
    let (inside, _) = try collect { () throws(CompileError) in
      share()
      try loop()
    }
    emit(.branch(holds, then: inside, else: [.fail(site, values: [rounds, allowed])]))
  }

  /// Runs `loop` with what the body of a `while` or `repeat` begins with: it counts, and fails in the round that is one
  /// too many.
  ///
  /// In a handler of a block it leaves the loop and fails behind it, for the reason above.
  func counted(
    _ node: SyntaxNode,
    _ loop: (_ counting: [Statement]) throws(CompileError) -> Void
  ) throws(CompileError) {
    guard let allowance else { return try loop([]) }
    let u32 = KernelType.scalar(.u32)
    let count = newLocal("round", u32)
    let value = Expression.local(count, u32)
    let inner = newLocal("allowed", u32)
    let one = Expression.integer(1, .u32)
    let site = module.site(.loopLimit, node, ["rounds", "allowed"])
    let values = [Expression.binary(.add, allowance, one), allowance]
    let goesOn = Expression.compare(.less, value, allowance)
    emit(.define(count, .integer(0, .u32)))
    self.allowance = .local(inner, u32)
    defer { self.allowance = allowance }
    let counting: [Statement] = [
      .assign(Place(u32, .local(count)), .binary(.add, value, one)),
      .define(inner, .binary(.divide, allowance, value)),
    ]
    guard module.module.handlerThreads > 1 else { return try loop([.check(goesOn, site, values: values)] + counting) }
    let flag = newLocal("over", .bool)
    emit(.define(flag, .bool(false)))
    let over: [Statement] = [.assign(Place(.bool, .local(flag)), .bool(true)), .exit]
    try loop([.branch(.not(goesOn), then: over, else: [])] + counting)
    emit(.check(.not(.local(flag, .bool)), site, values: values))
  }

  /// Adds the parameter by which a function hears how long its loops may run.
  func declareAllowance(_ parameters: inout [KernelFunction.Parameter]) {
    guard module.isHandler else { return }
    parameters.append(KernelFunction.Parameter("allowed", .scalar(.u32)))
    let id = newLocal("allowed", .scalar(.u32))
    settled.insert(id)
    allowance = .local(id, .scalar(.u32))
  }

  /// The function as lowered, without that parameter if nothing in it asks: says whether it stays.
  func dropAllowance(_ function: inout KernelFunction) -> Bool {
    guard let allowance, case .read(let place) = allowance.node, let id = place.local else { return false }
    var isAsked = false
    for statement in function.body {
      statement.visit { inner in
        for expression in inner.expressions where expression.mentions([id], memory: false) { isAsked = true }
      }
    }
    if isAsked { return true }
    function.parameters.removeLast()
    function.locals.remove(at: id)
    let numbers = Dictionary(uniqueKeysWithValues: (id + 1..<function.locals.count + 1).map { ($0, $0 - 1) })
    function.body = function.body.map { $0.renumbered(numbers) }
    return false
  }
}
