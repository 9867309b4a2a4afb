/// Which checks a kernel makes; what fails a check ends the launch with a `KernelFailure`.
public enum KernelChecking: Sendable, Hashable {
  /// Indices, divisions, conversions, overflow of arithmetic.
  case checked
  /// Indices, divisions, conversions; arithmetic wraps.
  case indices
  /// None: an index out of range is a broken promise.
  case unchecked
}
