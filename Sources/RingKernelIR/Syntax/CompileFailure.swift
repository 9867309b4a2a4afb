/// Everything that is wrong with a unit.
public struct CompileFailure: Error, Hashable, Sendable {
  /// At least one error, in the order of the source.
  public var errors: [CompileError]

  /// Makes a failure.
  public init(_ errors: [CompileError]) { self.errors = errors }
}
