/// One completed call on a queue, as the calling thread saw it.
public struct QueueOperation: Sendable, Equatable {
  /// What was asked, together with the answer.
  public enum Effect: Sendable, Hashable {
    /// A push of the value that was taken.
    case accepted(UInt64)
    /// A push of the value that was declined because the queue was full.
    case full(UInt64)
    /// A pop that returned the value.
    case value(UInt64)
    /// A pop that found nothing.
    case empty
  }

  /// The calling thread; calls of one thread do not overlap.
  public var thread: Int
  /// Call and answer.
  public var effect: Effect
  /// Taken before the call.
  public var invocation: UInt64
  /// Taken after the call; greater than `invocation`.
  public var response: UInt64

  /// Makes a record of one call.
  public init(thread: Int, _ effect: Effect, from invocation: UInt64, to response: UInt64) {
    self.thread = thread
    self.effect = effect
    self.invocation = invocation
    self.response = response
  }

  /// Whether this call had returned before `other` was made.
  func precedes(_ other: QueueOperation) -> Bool { response < other.invocation }
}

extension QueueOperation: CustomStringConvertible {
  /// Interval, thread, call and answer on one line.
  public var description: String {
    let call =
      switch effect {
      case .accepted(let value): "push(\(value)) -> accepted"
      case .full(let value): "push(\(value)) -> full"
      case .value(let value): "pop() -> \(value)"
      case .empty: "pop() -> empty"
      }
    return "[\(invocation), \(response)] thread \(thread): \(call)"
  }
}
