internal import RingKernelIR

extension HandlerContext {
  /// Answers; false when that is one record too many.
  mutating func reply(_ type: String, _ payload: [UInt8]) -> Bool {
    guard takeRecord() else { return false }
    operations.append(.reply(.init(type, payload, time: clock.stamp())))
    isAnswered = true
    return true
  }

  /// Emits; false when that is one record too many.
  mutating func emit(_ type: String, _ payload: [UInt8]) -> Bool {
    guard takeRecord() else { return false }
    operations.append(.emit(.init(type, payload, time: clock.stamp())))
    return true
  }

  /// Replicas behind a route; -1 where there is none.
  func replicas(_ route: Int) -> Int32 {
    guard routes.indices.contains(route), !routes[route].room.isEmpty else { return -1 }
    return Int32(routes[route].room.count)
  }

  /// The next replica behind a route; 0 where there is none.
  mutating func turn(_ route: Int) -> Int32 {
    let count = replicas(route)
    guard count > 0 else { return 0 }
    routes[route].turn &+= 1
    return Int32(routes[route].turn % UInt32(count))
  }

  /// Sends: first the route, then the replica, then the type, then the room are looked at.
  ///
  /// While something waits in the spill ring, everything else queues up behind it, whatever the policy.
  mutating func send(
    _ type: String,
    _ payload: [UInt8],
    route: Int,
    replica: Int,
    forwardingCall: Bool
  ) -> SendCode {
    let count = replicas(route)
    guard count > 0 else { return .routeUnknown }
    guard (0..<Int(count)).contains(replica) else { return .replicaUnknown }
    let time = clock.stamp()
    guard routes[route].handled.contains(type) else { return .notHandled }
    let code = place(route, replica)
    guard code.rawValue >= 0 else { return code }
    let message = EngineOperation.Outgoing(type, payload, time: time)
    operations.append(.send(message, route: route, replica: replica, forwardingCall: forwardingCall, code))
    if forwardingCall { isAnswered = true }
    return code
  }

  /// Finds room for a message.
  private mutating func place(_ route: Int, _ replica: Int) -> SendCode {
    if !isHeldBack, routes[route].room[replica] > 0 {
      routes[route].room[replica] -= 1
      return .accepted
    }
    switch routes[route].overflow {
    case _ where isHeldBack, .wait:
      guard spillRoom > 0 else { return .full }
      spillRoom -= 1
      isHeldBack = true
      return .accepted
    case .reject: return .full
    case .dropNewest: return takeRecord() ? .dropped : .tooMany
    case .deadLetter: return takeRecord() ? .deadLettered : .tooMany
    }
  }

  private mutating func takeRecord() -> Bool {
    guard recordRoom > 0 else { return false }
    recordRoom -= 1
    return true
  }
}
