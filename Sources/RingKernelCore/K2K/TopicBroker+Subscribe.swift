internal import RingKernelABI
internal import Synchronization

extension TopicBroker {
  /// Subscribes to messages of one type.
  ///
  /// The retained messages of all matching topics are queued at once, in the order of the topics; when they do not
  /// fit, the overflow policy decides (`.wait` drops: nobody can have read yet).
  ///
  /// - Parameters:
  ///   - pattern: The topics.
  ///   - type: Messages of other types, or of another layout, are passed over and counted as `otherType`.
  ///   - options: Capacity and overflow policy.
  /// - Throws: `RingKernelError` with `.topicLimit`, `.invalidConfiguration`, or `.runtimeShutDown` when the broker is
  ///   closed.
  public func subscribe<Message: RingMessage>(
    _ pattern: TopicPattern,
    as type: Message.Type = Message.self,
    options: SubscriptionOptions = SubscriptionOptions()
  ) throws(RingKernelError) -> Subscription<Message> {
    try options.validate()
    let subscriber = try insert { id in
      QueueSubscriber(
        id: id,
        pattern: pattern,
        layout: Message.layout,
        options: options,
        deadLetters: deadLetters
      )
    }
    return Subscription(subscriber, of: self)
  }

  /// Forwards messages of every type to `sink`, for example into the inbox of a kernel.
  ///
  /// - Parameters:
  ///   - pattern: The topics.
  ///   - sink: Runs on the publisher's thread outside all locks and may be called from several at once. It must not
  ///     block; what it declines goes to the dead letters. May publish, but not so that its own topic comes round.
  /// - Returns: The subscription, which ends when it is released. A call that is under way then still comes through.
  /// - Throws: `RingKernelError` with `.topicLimit`, or `.runtimeShutDown` when the broker is closed.
  public func subscribe(
    _ pattern: TopicPattern,
    deliveringTo sink: @escaping TopicSink
  ) throws(RingKernelError) -> TopicForwarding {
    let subscriber = try insert { id in
      SinkSubscriber(id: id, pattern: pattern, sink: sink, deadLetters: deadLetters)
    }
    return TopicForwarding(subscriber, of: self)
  }

  private func insert<Subscriber: TopicSubscriber>(
    _ make: (SubscriptionID) -> Subscriber
  ) throws(RingKernelError) -> Subscriber {
    let (subscriber, offers) = try state.withLock { state throws(RingKernelError) in
      guard !state.isClosed else { throw RingKernelError(.runtimeShutDown, "The topic broker is closed.") }
      guard state.subscribers.count < limits.maximumSubscriptions else {
        throw RingKernelError(
          .topicLimit,
          "The broker has \(state.subscribers.count) subscriptions, as many as it may."
        )
      }
      let subscriber = make(state.makeID())
      state.insert(subscriber)
      return (subscriber, state.offerRetained(to: subscriber))
    }
    for (message, offer) in offers {
      switch offer {
      case .call(let subscriber): _ = subscriber.call(message)  // counted by the subscriber
      case .deadLetter(let subscriber): subscriber.deadLetter(message, .queueFull)
      case .decided, .rejected, .waits: break  // a new queue has no reader, and nobody waits for it
      }
    }
    return subscriber
  }
}
