#if Macros
internal import RingKernelIR
internal import RingKernelRender
internal import RingKernelSyntax

extension CodegenCommand {
  /// What `compile` makes of every kernel and actor, for Metal of each handler of an actor.
  ///
  /// What is wrong in one does not hide what is wrong in the others.
  private func each<Result>(
    _ source: KernelSource,
    as emit: Form,
    _ compile: (_ name: String, _ unit: CompilationUnit) throws(CompileFailure) -> Result
  ) throws(CompileFailure) -> [Result] {
    guard source.problems.isEmpty else { throw CompileFailure(source.problems) }
    var results: [Result] = []
    var errors: [CompileError] = []
    func attempt(_ name: String, _ unit: () throws(CompileFailure) -> CompilationUnit) {
      do throws(CompileFailure) { results.append(try compile(name, try unit())) } catch { errors += error.errors }
    }
    let values = Dictionary(constant.compactMap(Self.constant)) { $1 }
    let actors = source.actors.filter { kernel == nil || kernel == $0.name }
    // A name that is no actor's is asked for as a kernel's, so that the error names what there is.
    for name in kernel.map({ actors.isEmpty ? [$0] : [] }) ?? source.kernels {
      attempt(name) { () throws(CompileFailure) in try source.unit(name, constants: values) }
    }
    for actor in actors {
      let messages: [String?] = emit == .msl && !actor.messages.isEmpty ? actor.messages : [nil]
      for message in messages {
        let name = message.map { "\(actor.name).\($0)" } ?? actor.name
        attempt(name) { () throws(CompileFailure) in try source.unit(actor: actor.name, message: message) }
      }
    }
    guard errors.isEmpty else { throw CompileFailure(errors.inOrderOfSource) }
    return results
  }

  private func module(of unit: CompilationUnit) throws(CompileFailure) -> KernelModule {
    let module = try KernelCompiler.lower(unit)
    let problems = CPUBody.problems(of: unit)
    guard problems.isEmpty else { throw CompileFailure(problems) }
    return module
  }

  /// The module of each kernel and actor.
  func modules(_ source: KernelSource, as emit: Form) throws(CompileFailure) -> [(String, KernelModule)] {
    try each(source, as: emit) { (name, unit) throws(CompileFailure) in (name, try module(of: unit)) }
  }

  /// What each kernel and actor is in the form that is asked for.
  func texts(_ source: KernelSource, as emit: Form) throws -> [(name: String, text: String)] {
    guard emit != .ast else {
      return try each(source, as: emit) { (name, unit) throws(CompileFailure) in
        (name, SyntaxText.encode(unit.declaration) + "\n")
      }
    }
    return try modules(source, as: emit).map { ($0, try text(of: $1, as: emit)) }
  }

  private func text(of module: KernelModule, as emit: Form) throws -> String {
    let isActor = !module.handlers.isEmpty
    switch emit {
    case .swift, .ast: preconditionFailure("needs no module")
    case .ir: return IRPrinter.text(module)
    case .cuda: return try isActor ? Renderer.resident([module]).text : Renderer.render(module, for: .cuda).text
    case .msl: return try Renderer.render(module, for: .msl).text
    case .wgsl:
      let options = RenderOptions(
        block: isActor ? [1] : block.isEmpty ? [64] : block,
        features: Set(feature.compactMap { WGSLFeature(rawValue: $0.rawValue) }),
        isEngine: isActor
      )
      return try Renderer.render(module, for: .wgsl, options).text
    }
  }
}
#endif
