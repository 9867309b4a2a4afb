extension KernelCompiler {
  /// Hash of the sources of this compiler, part of the key of cached programs.
  ///
  /// A change that does not come with a new hash fails `DocumentTests`, and `RK_RECORD=1` writes it anew: what an earlier
  /// compiler printed is never taken for the work of this one.
  public static let version = "54fbfe671008e440"
}
