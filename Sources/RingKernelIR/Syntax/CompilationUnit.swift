/// What the kernel compiler compiles: one declaration and everything it names.
public struct CompilationUnit: Sendable, Hashable {
  /// A `kernel`, `actor`, or, for tests, a `function` node.
  public var declaration: SyntaxNode
  /// Named types with the layouts that the host measured.
  public var types: TypeTable
  /// `structure` nodes of the named types that have methods, initialisers or default values.
  public var structures: [SyntaxNode]
  /// `function` nodes of the device functions that may be called, of every file.
  public var functions: [SyntaxNode]
  /// Values of generic value parameters and launch constants, by name.
  public var constants: [String: Int64]
  /// Which checks are made.
  public var checking: Checking
  /// Type name of a message, for actors: its handler alone is compiled; nil compiles all of them.
  public var message: String?
  /// The types that are messages, by name, for actors.
  public var messages: [String: MessageType]
  /// Static constants of types, by their names with the type: `PipelineRoute.shards`.
  public var statics: [String: StaticConstant]

  /// Makes a unit.
  public init(
    declaration: SyntaxNode,
    types: TypeTable = TypeTable(),
    structures: [SyntaxNode] = [],
    functions: [SyntaxNode] = [],
    constants: [String: Int64] = [:],
    checking: Checking? = nil,
    message: String? = nil,
    messages: [String: MessageType] = [:],
    statics: [String: StaticConstant] = [:]
  ) {
    self.declaration = declaration
    self.types = types
    self.structures = structures
    self.functions = functions
    self.constants = constants
    self.checking = checking ?? (declaration.kind == .actor ? .checked : .indices)
    self.message = message
    self.messages = messages
    self.statics = statics
  }
}

/// Which checks a kernel makes.
public enum Checking: String, Sendable, Hashable, CaseIterable {
  /// Indices, divisions, conversions, overflow of arithmetic: the default of handlers.
  case checked
  /// Indices, divisions, conversions; arithmetic wraps: the default of kernels.
  case indices
  /// None.
  case unchecked
}

/// An error of the kernel compiler, at a place in the source.
public struct CompileError: Error, Hashable, Sendable {
  /// Stable code, `RK1xxx` for the language, `RK2xxx` for code generation.
  public var code: String
  /// What is wrong, with the values involved, and the cure.
  public var message: String
  /// Line in the Swift file; 0 when unknown.
  public var line: Int
  /// Column in UTF-8 bytes; 0 when unknown.
  public var column: Int
  /// What cures it, where one change does.
  public var fix: SourceFix?

  /// Makes an error.
  public init(_ code: String, _ message: String, line: Int = 0, column: Int = 0, fix: SourceFix? = nil) {
    self.code = code
    self.message = message
    self.line = line
    self.column = column
    self.fix = fix
  }
}
