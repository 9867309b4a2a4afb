/// A thread as a printed body sees it: one that records failures, or one that throws them.
///
/// Every method of the source is printed as `rkCPU_method` with the thread before its arguments, whoever declares it: the
/// printer knows no types. So Swift's own types have such methods as well, total ones, here.
public protocol BodyThread {
  /// What the thread throws.
  associatedtype Failure: Error
}

extension CPUThread: BodyThread {
  /// Nothing: it records.
  public typealias Failure = Never
}

extension CheckedThread: BodyThread {
  /// What handlers throw.
  public typealias Failure = KernelFailure
}
