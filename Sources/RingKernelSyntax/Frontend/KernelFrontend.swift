#if Macros
public import RingKernelIR
package import SwiftDiagnostics
internal import SwiftOperators
internal import SwiftParser
package import SwiftSyntax

/// Swift source to kernel syntax trees: the only way into the kernel language, for macros and for files alike.
public enum KernelFrontend {
  /// A declaration that carries one of the attributes of the kernel language.
  public struct Declaration: Sendable {
    /// The attribute: `Kernel`, `StencilKernel`, `DeviceFunction`, `DeviceStruct`, `RingKernel`, `RingMessage`; empty
    /// for an enum with an integer raw value.
    public let attribute: String
    /// The tree; usable only when there is no problem.
    public let tree: SyntaxNode
    /// What stands outside the language, in the order of the source.
    public let problems: [CompileError]
  }

  /// Reads every attributed declaration of a file.
  ///
  /// Any text gives declarations or problems, however deep it is nested.
  public static func parse(source: String) -> [Declaration] {
    if source.utf8.count > DeepStack.maximumText { return [refused("a file has at most 1 MiB", 1, 1)] }
    if let excess = BracketDepth.excess(in: source) {
      return [refused(excess.reason, excess.line, excess.column)]
    }
    return DeepStack.run { declarations(of: source) }
  }

  private static func refused(_ message: String, _ line: Int, _ column: Int) -> Declaration {
    let problem = CompileError(LanguageRule.tooDeep.code, message, line: line, column: column)
    return Declaration(attribute: "", tree: SyntaxNode(.block), problems: [problem])
  }

  private static func declarations(of source: String) -> [Declaration] {
    let file = Parser.parse(source: source)
    let places = SourcePlaces(file)
    return file.statements.compactMap { statement in
      guard let declaration = statement.item.as(DeclSyntax.self) else { return nil }
      return read(declaration, places)
    }
  }

  /// Reads one declaration that a macro was given; rules that need no other file are judged at once.
  ///
  /// - Parameters:
  ///   - node: The declaration, cut out of its file.
  ///   - line: Line of its first token in the file, from 1.
  ///   - column: Column of its first token, from 1.
  package static func read(_ node: DeclSyntax, line: Int, column: Int) -> Reading? {
    // Places count from the root, which a declaration in a file is not.
    let cut = node.detached
    let places = SourcePlaces(cut, line: line, column: column)
    guard var declaration = read(cut, places) else { return nil }
    if declaration.problems.isEmpty {
      let problems = editorProblems(of: declaration.tree)
      declaration = Declaration(attribute: declaration.attribute, tree: declaration.tree, problems: problems)
    }
    return Reading(declaration: declaration, node: node, places: places)
  }

  /// What the macros would say about a file, which see one declaration at a time.
  public static func editorProblems(source: String) -> [CompileError] {
    parse(source: source).flatMap { $0.problems.isEmpty ? editorProblems(of: $0.tree) : $0.problems }
  }

  private static func editorProblems(of tree: SyntaxNode) -> [CompileError] {
    let problems = KernelCompiler.problems(of: tree)
    return problems.isEmpty ? CPUBody.problems(of: tree) : problems
  }

  /// A declaration, and the node that was handed over, whose tokens its problems are shown at.
  package struct Reading {
    package let declaration: Declaration
    fileprivate let node: DeclSyntax
    fileprivate let places: SourcePlaces

    /// The problems of the declaration.
    package var diagnostics: [Diagnostic] { declaration.problems.map(diagnostic) }

    /// An error of a later stage, at its own place.
    package func diagnostic(_ error: CompileError) -> Diagnostic { places.diagnostic(error, in: node) }
  }

  private static func read(_ node: DeclSyntax, _ places: SourcePlaces) -> Declaration? {
    guard TreeBuilder.isDeclaration(node) else { return nil }
    var problems = SourceShape.problems(of: node, places)
    // What is no Swift, or too deep to be walked, is not walked.
    guard problems.isEmpty, let folded = folded(node) else {
      return Declaration(attribute: "", tree: SyntaxNode(.block), problems: problems)
    }
    var builder = TreeBuilder(places: places)
    guard let (attribute, tree) = builder.declaration(folded) else { return nil }
    problems = builder.problems
    if problems.isEmpty { problems = AccessRules.problems(of: tree, node, places) }
    return Declaration(attribute: attribute, tree: tree, problems: problems)
  }

  /// The declaration with its operators in order; text and positions stay.
  private static func folded(_ node: DeclSyntax) -> DeclSyntax? {
    OperatorTable.standardOperators.foldAll(node) { _ in }.as(DeclSyntax.self)
  }
}
#endif
