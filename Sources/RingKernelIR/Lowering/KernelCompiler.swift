/// The kernel compiler: syntax tree in, checked and optimised module out.
public enum KernelCompiler {
  /// Types `unit`, lowers it, proves checks, and validates the result.
  ///
  /// - Throws: `CompileFailure` with every error found; any tree gives a module or a failure.
  public static func lower(_ unit: CompilationUnit) throws(CompileFailure) -> KernelModule {
    var module = try translate(unit)
    let errors = Validator.validate(module)
    guard errors.isEmpty else { throw CompileFailure(errors) }
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

  /// The members of Swift's types that a unit uses, for the test that each of the table has a case.
  package static func swiftMembers(of unit: CompilationUnit) -> Set<SwiftMember> {
    let lowering = ModuleLowering(unit, atomics: [])
    lowering.run()
    return lowering.members
  }
}

extension SyntaxNode {
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
