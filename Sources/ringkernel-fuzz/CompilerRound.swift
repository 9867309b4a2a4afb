#if Macros
internal import RingKernelIR
internal import RingKernelRender
internal import RingKernelSyntax

/// Takes one source through every stage: tree, typed program, CPU body, dialects.
enum CompilerRound {
  /// How far a source came.
  enum Outcome: String, CaseIterable { case refused, mistyped, printed }

  /// A promise of the compiler that a source broke.
  struct Broken: Error, CustomStringConvertible {
    var description: String
  }

  static func run(_ source: String) throws(Broken) -> Outcome {
    let files = KernelSource(files: [source])
    try check(files.problems)
    for declaration in files.declarations where declaration.problems.isEmpty { try roundTrip(declaration.tree) }
    try check(KernelFrontend.editorProblems(source: source))
    guard files.problems.isEmpty else { return .refused }
    var outcome = Outcome.printed
    for tree in files.declarations.map(\.tree) {
      for unit in try units(of: tree, in: files) {
        if try print(unit) { continue }
        outcome = .mistyped
      }
    }
    return outcome
  }

  /// Errors say where they are, and never that the tree is not what the front end promises.
  private static func check(_ errors: [CompileError]) throws(Broken) {
    for error in errors {
      if error.line < 1 || error.column < 1 { throw Broken(description: "no place: \(error)") }
      if ["RK1123", "RK1130"].contains(error.code) { throw Broken(description: "internal: \(error)") }
      let isRule = error.code.hasPrefix("RK1") || error.code == LanguageRule.joinPlace.code
      if error.message.isEmpty || !isRule { throw Broken(description: "no words: \(error)") }
    }
  }

  private static func roundTrip(_ tree: SyntaxNode) throws(Broken) {
    let text = SyntaxText.encode(tree)
    guard let read = try? SyntaxText.decode(text) else { throw Broken(description: "the text of the tree is not read") }
    if SyntaxText.encode(read) != text { throw Broken(description: "the tree changes on its way through text") }
  }

  private static func units(of tree: SyntaxNode, in files: KernelSource) throws(Broken) -> [CompilationUnit] {
    var units: [CompilationUnit] = []
    do throws(CompileFailure) {
      switch tree.kind {
      case .kernel:
        let constants = Dictionary(tree.all(.valueParameter).map { ($0.text, Int64(4)) }) { $1 }
        units.append(try files.unit(tree.text, constants: constants))
      case .actor:
        units.append(try files.unit(actor: tree.text))
        for message in tree.messages { units.append(try files.unit(actor: tree.text, message: message)) }
      default: break
      }
    } catch { try check(error.errors.filter { $0.code != "RK1041" }) }
    return units
  }

  /// Prints everything that can be printed of a unit; false when it does not compile.
  private static func print(_ unit: CompilationUnit) throws(Broken) -> Bool {
    let module: KernelModule
    do throws(CompileFailure) { module = try KernelCompiler.lower(unit) } catch {
      if error.errors.isEmpty { throw Broken(description: "refused without an error") }
      try check(error.errors)
      return false
    }
    let errors = Validator.validate(module)
    if let first = errors.first { throw Broken(description: "an invalid module: \(first)\n\(IRPrinter.text(module))") }
    _ = IRPrinter.text(module)
    try printBodies(unit)
    for dialect in DialectName.allCases {
      do throws(RenderError) { _ = try Renderer.render(module, for: dialect) } catch {
        if !error.code.hasPrefix("RK2") { throw Broken(description: "no code: \(error)") }
      }
    }
    return true
  }

  /// Prints what the CPU runs of a unit: a kernel, the handlers of an actor, the functions and structs beside them.
  private static func printBodies(_ unit: CompilationUnit) throws(Broken) {
    do throws(CompileFailure) {
      if unit.declaration.kind == .actor {
        _ = try CPUBody.members(unit.declaration, checking: unit.checking)
      } else {
        _ = try CPUBody.print(unit.declaration, checking: unit.checking)
      }
      for node in unit.functions + unit.structures { _ = try CPUBody.print(node, checking: unit.checking) }
    } catch {
      // A barrier in a place that the printer has no phase for, say; the macro reports it where it stands.
      let isKnown = error.errors.allSatisfy {
        $0.code == LanguageRule.joinPlace.code && $0.line > 0 && !$0.message.isEmpty
      }
      guard isKnown, !error.errors.isEmpty else { throw Broken(description: "no body: \(error.errors)") }
    }
  }
}
#endif
