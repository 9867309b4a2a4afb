#if Macros
public import RingKernelIR

extension KernelSource {
  /// Everything that is wrong in the files: what stands outside the language, else what the compiler finds in each
  /// kernel and handler; each error once, in the order of the source.
  ///
  /// - Parameter value: What every generic value parameter stands for.
  public func errors(whereValuesAre value: Int64 = 4) -> [CompileError] {
    guard problems.isEmpty else { return problems }
    var errors: [CompileError] = []
    for tree in declarations.map(\.tree) {
      switch tree.kind {
      case .kernel:
        let constants = Dictionary(tree.all(.valueParameter).map { ($0.text, value) }) { $1 }
        errors += failures { () throws(CompileFailure) in try unit(tree.text, constants: constants) }
      case .actor:
        errors += failures { () throws(CompileFailure) in try unit(actor: tree.text) }
      default: break
      }
    }
    return errors.inOrderOfSource
  }

  private func failures(_ unit: () throws(CompileFailure) -> CompilationUnit) -> [CompileError] {
    do throws(CompileFailure) {
      let unit = try unit()
      _ = try KernelCompiler.lower(unit)
      return CPUBody.problems(of: unit)
    } catch { return error.errors }
  }
}

extension [CompileError] {
  /// Each error once, in the order of the source.
  package var inOrderOfSource: [CompileError] {
    var seen: Set<CompileError> = []
    return filter { seen.insert($0).inserted }.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
  }
}

extension SyntaxNode {
  /// Types of the messages that an actor's handlers take.
  package var messages: [String] {
    children.filter { $0.kind == .function && $0.has("handler") }.compactMap {
      $0.first(.parameter)?.first(.type)?.text
    }
  }
}
#endif
