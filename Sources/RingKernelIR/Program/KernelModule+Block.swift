extension KernelModule {
  /// Threads that run each handler of an actor together; 1 for kernels, and for actors that ask for no block.
  public var handlerThreads: Int {
    resources.first?.kind == .state ? blockSize?.reduce(1, *) ?? 1 : 1
  }
}

extension IntrinsicID {
  /// Whether it is done once a message: by thread 0, where the other threads come by as well or leave it alone.
  var isOfFirstThread: Bool { [.contextReply, .emit, .k2kSend, .k2kTurn, .markTerminated].contains(self) }

  /// Whether only thread 0 can do it: it changes or reads what that thread alone keeps, and gives it a value.
  var isFirstThreadsOwn: Bool { [.hlcTick, .hlcUpdate, .hlcNow, .inputQueueSize].contains(self) }

  /// Whether all threads of a block come together for it, which ends a phase of a handler.
  public var meetsBlock: Bool {
    let reductions: [IntrinsicID] = [
      .blockReduceAdd, .blockReduceMin, .blockReduceMax, .blockReduceAnd, .blockReduceOr, .reduceAndBroadcast,
    ]
    return reductions.contains(self) || [.barrier, .barrierCount, .barrierAll, .barrierAny].contains(self)
  }
}
