// Operations of a handler: members of its context. Their meaning is `HandlerContext`.
extension IntrinsicTable {
  /// Every operation of an engine, those included that device code has no use for.
  static let context: [Intrinsic] =
    messages
    + (actor + time).map { row in
      var row = row
      row.engineOnly = "it needs an actor in an engine"
      return row
    }

  private static let messages: [Intrinsic] = [
    ring(.contextReply, "reply", [.generic], .bool, "Answers the message; false when that is one answer too many."),
    ring(.emit, "emit", [.generic], .bool, "Puts a message into the outbox; false when that is one too many."),
    ring(
      .k2kSend,
      "send",
      [.generic, .i32, .i32, .bool],
      .i32,
      labels: ["", "to", "replica", "forwardingCall"],
      "Sends a message to a replica behind a route; gives a `SendCode`."
    ),
    ring(
      .k2kTurn,
      "turn",
      [.i32],
      .i32,
      labels: ["of"],
      "The next replica behind a route; goes round. Part of a send."
    ),
    ring(
      .k2kReplicas,
      "gridSize",
      [.i32],
      .i32,
      labels: ["of"],
      "Replicas behind a route; -1 where there is no route."
    ),
    refused(.k2kTryReceive, [.place], .bool, arrival), refused(.k2kHasMessage, [], .bool, arrival),
    refused(.k2kPeek, [.place], .bool, arrival), refused(.k2kPendingCount, [], .i32, arrival),
  ]

  private static let arrival = "messages of other actors arrive as calls of handlers"

  private static let actor: [Intrinsic] = [
    read(.contextReplica, "replica", .i32, "Place among the replicas of the actor."),
    read(.contextGridSize, "gridSize", .i32, "Replicas of the actor."),
    read(.contextBlockSize, "blockSize", .i32, "Threads that the launch asked for per message."),
    read(
      .contextGoesOn,
      "goesOn",
      .bool,
      "Whether no thread of the block had failed by the last barrier. Stands in front of what thread 0 does for all."
    ),
    read(.inputQueueSize, "inboxDepth", .i32, "Messages in the inbox, the current one included."),
    read(.outputQueueSize, "outboxDepth", .i32, "Messages in the outbox; 0 on a device, which keeps none."),
    read(.contextMessageID, "messageID", .u64, "Id of the message."),
    read(.contextCorrelationID, "correlationID", .u64, "Correlation of the call that waits for an answer; 0: nobody."),
    read(.contextSource, "source", .u32, "Index of the actor that sent the message; 0 for the host."),
    read(.shouldTerminate, "shouldTerminate", .bool, "Whether the host wants the actor to stop."),
    Intrinsic(
      .markTerminated,
      .context,
      [],
      .none,
      .memory,
      swiftName: "requestTermination",
      summary: "Ends the actor behind what is queued."
    ),
    Intrinsic(
      .fail,
      .context,
      [],
      .none,
      .memory,
      swiftName: "failure",
      summary: "Fails the message: `throw context.failure(…)`, a statement of its own."
    ),
    refused(.isActive, [], .bool, "a handler runs only while its actor is active"),
    refused(.messagesProcessed, [], .u64, "an actor counts in its state; the host knows the messages handled"),
    refused(.inputQueueIsEmpty, [], .bool, "compare context.inboxDepth"),
    refused(.outputQueueIsEmpty, [], .bool, "compare context.outboxDepth"),
  ]

  private static let time: [Intrinsic] = [
    read(.contextMessageTime, "messageTime", .u64, "Time of the message as its sender stamped it; 0 for none."),
    read(.hlcNow, "now", .u64, "The actor's clock: the last time that it gave or took over."),
    read(.hlcTick, "tick", .u64, "Advances the actor's clock; gives the time, 0 when there is no later one."),
    Intrinsic(
      .hlcUpdate,
      .context,
      [.u64],
      .u64,
      .memory,
      swiftName: "merge",
      summary: "Advances the actor's clock behind a time; gives the time, 0 when that is too far ahead or the last."
    ),
  ]

  private static func read(
    _ id: IntrinsicID,
    _ swiftName: String,
    _ result: Intrinsic.TypePattern,
    _ summary: String
  ) -> Intrinsic {
    Intrinsic(id, .context, [], result, .memory, swiftName: swiftName, summary: summary)
  }

  private static func ring(
    _ id: IntrinsicID,
    _ swiftName: String,
    _ parameters: [Intrinsic.TypePattern],
    _ result: Intrinsic.TypePattern,
    labels: [String] = [],
    _ summary: String
  ) -> Intrinsic {
    let generic = parameters.first == .generic ? Intrinsic.TypeClass.any : .none
    return Intrinsic(
      id,
      .ring,
      parameters,
      result,
      of: generic,
      .memory,
      labels: labels,
      engineOnly: "it needs the rings of an engine",
      swiftName: swiftName,
      summary: summary
    )
  }

  private static func refused(
    _ id: IntrinsicID,
    _ parameters: [Intrinsic.TypePattern],
    _ result: Intrinsic.TypePattern,
    _ reason: String
  ) -> Intrinsic {
    var row = Intrinsic(
      id,
      id.rawValue.hasPrefix("k2k") ? .ring : .context,
      parameters,
      result,
      of: parameters.isEmpty ? .none : .any,
      .memory,
      engineOnly: "it needs the rings of an engine",
      summary: "Not in the language: \(reason)."
    )
    row.refusal = reason
    return row
  }
}
