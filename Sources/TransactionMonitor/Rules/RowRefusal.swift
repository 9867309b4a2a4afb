internal import RingKernelCompute
internal import RingKernelCore

extension RingKernelError {
  /// What a shard says to a row that it does not book, as the user of the monitor sees it; other errors stay.
  static func refusedRow(_ error: RingKernelError) -> RingKernelError {
    guard let failure = error.failure, failure.code == .explicit, failure.kernel == "\(AccountShard.self)" else {
      return error
    }
    // Only rows behind the horizon are named late; everything else that a shard refuses is too much for it.
    return RingKernelError(failure.text.hasSuffix("late.") ? .lateRow : .residentLimit, failure.text)
  }
}
