/// What a single declaration shows to be wrong, without the types and functions that other files hold.
///
/// A macro sees one declaration. It lowers that alone: what names something unknown is passed over in silence, and
/// everything that hangs on it; the rest is judged as the compiler will judge it.
extension KernelCompiler {
  /// Errors of `declaration` that nothing from outside can mend, in the order of the source.
  public static func problems(of declaration: SyntaxNode) -> [CompileError] {
    guard declaration.isWithinLimits else {
      return [LanguageRule.tooLarge.error("\(declaration.text) is nested too deeply or too large", at: declaration)]
    }
    var types = TypeTable()
    if declaration.kind == .actor { types.structs[declaration.text] = partialLayout(of: declaration) }
    let functions = declaration.kind == .function ? [declaration] : []
    let unit = CompilationUnit(declaration: declaration, types: types, functions: functions)
    let lowering = ModuleLowering(unit, atomics: [], isPartial: true)
    switch declaration.kind {
    case .actor: lowering.checkHandlers(of: declaration)
    case .function: lowering.checkFunction(declaration)
    default: lowering.run()
    }
    let known = Set(decided.map(\.code))
    let found = lowering.orderedErrors.filter { known.contains($0.code) && !$0.namesType }
    guard found.isEmpty else { return found }
    return Uniformity(lowering.module).errors
  }

  /// Rules whose verdict no other file can change.
  private static let decided: [LanguageRule] = [
    .unknownName, .recursion, .divergentBarrier, .divergentSubgroup, .sharedMemory, .unboundedLoop, .atomicPlace,
    .bufferValue, .readOnlyBuffer, .fallThrough, .failureMessage, .constantIndex, .tooLarge, .unsupported,
    .optionalResult,
    .strayJump, .stencil, .handler, .entryParameter, .duplicate, .context, .report, .sharedScope,
    .attribute, .contextThread,
  ]

  /// The fields of an actor whose types are known here; what the others are called stands for nothing.
  private static func partialLayout(of actor: SyntaxNode) -> StructType {
    var known = actor
    known.children = actor.all(.field).filter { field in
      var alone = actor
      alone.children = [field]
      return (try? layouts(of: [alone])) != nil
    }
    let empty = StructType(name: actor.text, fields: [], size: 0, alignment: 1)
    return (try? layouts(of: [known]))?.structs[actor.text] ?? empty
  }
}

extension ModuleLowering {
  /// Lowers every handler of an actor.
  fileprivate func checkHandlers(of actor: SyntaxNode) {
    module.resources.append(Resource("state", .structure(actor.text), .state))
    do throws(CompileError) { module.blockSize = try handlerBlock(actor) } catch { record(error) }
    for handler in actor.children where handler.kind == .function && handler.has("handler") {
      do throws(CompileError) { _ = try lowerHandler(handler, of: actor) } catch { record(error) }
    }
  }

  /// Lowers a device function as if someone called it.
  fileprivate func checkFunction(_ node: SyntaxNode) {
    do throws(CompileError) {
      try requireOwnName(node)
      let reply = try result(of: node)
      let body = FunctionLowering(self, values: unit.constants, result: reply)
      body.givesUnknown = reply == .void
      var positions: [ParameterInfo] = []
      for info in try parameters(of: node, unit.constants) {
        switch info.kind {
        case .value(let type):
          let id = body.newLocal(info.name, type)
          if !info.isInout { body.settled.insert(id) }
          try body.declare(info.name, .place(Place(type, .local(id)), isMutable: info.isInout), at: info.node)
        case .buffer(let element, let rank, let isMutable):
          module.resources.append(Resource(info.name, element, .buffer(isMutable: isMutable, rank: rank)))
          try body.declare(info.name, .buffer(module.resources.count - 1), at: info.node)
        case .shared(let element, let axes):
          module.resources.append(Resource(info.name, element, .shared(count: axes.reduce(1, *))))
          try body.declare(info.name, .shared(module.resources.count - 1, axes), at: info.node)
        case .context:
          body.hasContext = true
          try body.declare(info.name, .context, at: info.node)
        case .position: positions.append(info)
        case .unknown: try body.declare(info.name, .invalid, at: info.node)
        }
      }
      // A position has the axes of the fields that it is used with.
      let ranks = module.resources.compactMap { if case .buffer(_, let rank) = $0.kind { rank } else { nil } }
      for info in positions {
        let axes = (0..<(ranks.max() ?? 3)).map { Expression.local(body.newLocal("\(info.name)_\($0)", .int), .int) }
        try body.declare(info.name, .position(axes), at: info.node)
      }
      guard let block = node.first(.block) else { throw malformed(node) }
      try body.functionBody(block, node)
      _ = add(KernelFunction(name: node.text, locals: body.locals, body: body.sink, line: node.line))
    } catch { record(error) }
  }

  /// Names in scope whose types nothing here tells.
  func isBeyondReach(_ name: String) -> Bool {
    guard isPartial else { return false }
    let parameters = unit.declaration.all(.valueParameter)
    let fields = unit.declaration.kind == .actor ? unit.declaration.all(.field) : []
    return (parameters + fields).contains { $0.text == name }
  }
}

extension CompileError {
  /// Whether it complains of a name that is spelled as a type or a function: another file may have it.
  fileprivate var namesType: Bool {
    code == LanguageRule.unknownName.code && (message.first?.isUppercase == true || message.hasPrefix("no function "))
  }
}
