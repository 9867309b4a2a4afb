/// A statement of a kernel: effects, checks and control flow.
///
/// There is no `switch` and there are no labels: lowering
/// has turned them into `if` and flags, because WGSL has neither labelled jumps nor `goto`.
public indirect enum Statement: Sendable, Hashable {
  /// What follows comes from this place of the source; for comments, line tables and errors. Column 0: from the line.
  case mark(line: Int, column: Int)
  /// The local comes to life with this value.
  case define(LocalID, Expression)
  /// Stores a value.
  case assign(Place, Expression)
  /// Ends the thread's work with a failure unless the condition holds.
  case check(Expression, SiteID, values: [Expression])
  /// Ends the thread's work with a failure.
  case fail(SiteID, values: [Expression])
  /// An intrinsic with an effect: atomics, barriers, subgroup operations, context operations.
  case perform(IntrinsicID, [Operand], result: LocalID?)
  /// Calls a function of the module; when it fails, the caller ends too.
  case call(FunctionID, [Operand], result: LocalID?)
  /// Branches.
  case branch(Expression, then: [Statement], else: [Statement])
  /// Repeats while the condition holds (always, if nil); `step` runs after the body and after `continue`.
  case loop(while: Expression?, body: [Statement], step: [Statement])
  /// Ends the innermost loop.
  case exit
  /// Goes on with the step of the innermost loop.
  case next
  /// Ends the function.
  case give(Expression?)
}

/// What is handed to an intrinsic with an effect or to a function.
public enum Operand: Sendable, Hashable {
  /// A value.
  case value(Expression)
  /// A place that is changed: atomics, `inout` parameters (always a whole local).
  case place(Place)
}
