#if Macros
public import RingKernelIR

/// Swift files as the kernel compiler sees them.
public struct KernelSource: Sendable {
  /// Every declaration of the kernel language, in the order of the source.
  public let declarations: [KernelFrontend.Declaration]
  private let statics: [String: StaticConstant]

  /// Reads files that see each other's types and device functions.
  ///
  /// In a file without attributes of ours those that stand in comments count, as where there are no macros.
  public init(files: [String]) {
    declarations = files.flatMap { file in
      let found = KernelFrontend.parse(source: file)
      guard found.allSatisfy(\.attribute.isEmpty), found.allSatisfy(\.problems.isEmpty) else { return found }
      return KernelFrontend.parse(source: ExpansionMarkers.uncommented(in: file))
    }
    statics = KernelCompiler.statics(of: files.flatMap(StaticConstants.find))
  }

  /// What stands outside the language anywhere in the files.
  public var problems: [CompileError] { declarations.flatMap(\.problems) }

  /// Names of the kernels.
  public var kernels: [String] { declarations.filter { $0.tree.kind == .kernel }.map(\.tree.text) }

  /// Names of the actors, with the messages that each handles.
  public var actors: [(name: String, messages: [String])] {
    declarations.filter { $0.tree.kind == .actor }.map { ($0.tree.text, $0.tree.messages) }
  }

  /// The unit that compiles one kernel, with layouts computed from the source.
  ///
  /// - Parameters:
  ///   - kernel: Its name.
  ///   - constants: Values of its generic value parameters.
  /// - Throws: `CompileFailure` for problems of the files, an unknown name, or a type without a layout.
  public func unit(_ kernel: String, constants: [String: Int64] = [:]) throws(CompileFailure) -> CompilationUnit {
    try unit(.kernel, kernel, constants: constants)
  }

  /// The unit that compiles an actor.
  ///
  /// - Parameters:
  ///   - actor: Name of the actor.
  ///   - message: Name of the message whose handler alone is compiled; nil for all handlers.
  /// - Throws: As above.
  public func unit(actor: String, message: String? = nil) throws(CompileFailure) -> CompilationUnit {
    var unit = try unit(.actor, actor, constants: [:])
    unit.message = message
    return unit
  }

  private func unit(
    _ kind: NodeKind,
    _ name: String,
    constants: [String: Int64]
  ) throws(CompileFailure) -> CompilationUnit {
    guard problems.isEmpty else { throw CompileFailure(problems) }
    let trees = declarations.map(\.tree)
    guard let tree = trees.first(where: { $0.kind == kind && $0.text == name }) else {
      let known = trees.filter { $0.kind == kind }.map(\.text)
      let message = "there is no \(kind) '\(name)'; the \(kind)s are \(known)"
      throw CompileFailure([CompileError(LanguageRule.unknown.code, message)])
    }
    let types = try KernelCompiler.layouts(of: trees)
    let messages = declarations.filter { $0.attribute == "RingMessage" }.map(\.tree.text)
    return CompilationUnit(
      declaration: tree,
      types: types,
      structures: trees.filter { $0.kind == .structure },
      functions: trees.filter { $0.kind == .function },
      constants: constants,
      checking: Checking.allCases.first { tree.has($0.rawValue) },
      messages: KernelCompiler.messages(named: messages, types),
      statics: statics
    )
  }
}
#endif
