/// The kernel compiler: syntax tree in, checked and optimised module out.
public enum KernelCompiler {
  /// Types `unit`, lowers it, proves checks, and validates the result.
  ///
  /// - Throws: `CompileFailure` with every error found; any tree gives a module or a failure.
  public static func lower(_ unit: CompilationUnit) throws(CompileFailure) -> KernelModule {
    var module = try translate(unit)
    let errors = Validator.validate(module)
    guard errors.isEmpty else { throw CompileFailure(errors.map { located($0, in: unit) }) }
    module = FirstThread.apply(to: module)
    module = Optimizer.optimize(module)
    module = FailureMasking.apply(to: module)
    module.needs = CapabilityScan.needs(of: module)
    return module
  }

  /// The module as the source has it: types checked, nothing proved or folded.
  static func translate(_ unit: CompilationUnit) throws(CompileFailure) -> KernelModule {
    for tree in [unit.declaration] + unit.structures + unit.functions {
      guard tree.isWithinLimits else {
        throw CompileFailure([LanguageRule.tooLarge.error("\(tree.text) is nested too deeply or too large", at: tree)])
      }
    }
    // Which resources hold atomics is known once everything is lowered; plain accesses to them change then.
    var atomics: Set<ResourceID> = []
    while true {
      let lowering = ModuleLowering(unit, atomics: atomics)
      lowering.run()
      guard lowering.errors.isEmpty else { throw CompileFailure(lowering.orderedErrors) }
      guard lowering.touchedByAtomics == atomics else {
        atomics.formUnion(lowering.touchedByAtomics)
        continue
      }
      return TypeErasure.apply(to: lowering.module)
    }
  }
}

extension KernelCompiler {
  /// Statements carry lines only: the column of an error about a call is found again in the source.
  static func located(_ error: CompileError, in unit: CompilationUnit) -> CompileError {
    let name = error.message.prefix { $0 != " " }
    guard error.line != 0, error.column == 0, !name.isEmpty else { return error }
    let calls = ([unit.declaration] + unit.functions + unit.structures).flatMap {
      $0.calls(String(name), from: error.line)
    }
    guard let call = calls.min(by: { ($0.line, $0.column) < ($1.line, $1.column) }) else { return error }
    var located = error
    located.line = call.line
    located.column = call.column
    return located
  }
}

extension SyntaxNode {
  /// The calls of a function on a line or on those right behind it, where a long statement ends.
  fileprivate func calls(_ name: String, from line: Int) -> [SyntaxNode] {
    // A property of the context is called without parentheses.
    let isNamed = kind == .call ? children.first?.text == name : kind == .member && text == name
    let isMeant = isNamed && (line...line + 20).contains(self.line)
    return (isMeant ? [self] : []) + children.flatMap { $0.calls(name, from: line) }
  }

  /// Whether the tree can be walked by recursion and lowered in reasonable time.
  var isWithinLimits: Bool {
    var level = children
    var total = 0
    var depth = 0
    while !level.isEmpty {
      depth += 1
      total += level.count
      guard depth <= 200, total <= 100_000 else { return false }
      level = level.flatMap(\.children)
    }
    return true
  }
}
