/// What a name stands for.
enum Entity {
  /// A value that has no place: a constant, a bound pattern.
  case value(Expression)
  /// A local, a parameter, or a field of `self`.
  case place(Place, isMutable: Bool)
  /// A buffer.
  case buffer(ResourceID)
  /// Shared memory of one or two axes: the count, or rows and columns.
  case shared(ResourceID, [Int])
  /// The grid position of a stencil kernel, per axis.
  case position([Expression])
  /// The context of a handler.
  case context
  /// A name whose declaration failed; using it is not a second error.
  case invalid
}

/// Where `break` and `continue` go.
struct JumpTarget {
  var label: String
  /// Whether `continue` means it.
  var isLoop: Bool
  /// Whether a plain `break` means it.
  var takesBreak: Bool
  /// Set when a jump out of a loop inside is under way.
  var breakFlag: LocalID?
  var continueFlag: LocalID?
}

extension CompileError {
  /// Says that something failed whose error is recorded already.
  static let silent = CompileError("", "")
}
