/// A handler of an actor.
public struct Handler: Sendable, Hashable {
  /// Its function: the one parameter is the message, the result the reply.
  public var function: FunctionID
  /// Type of the message, in Swift and in `KernelModule.messages`.
  public var message: String
  /// Type of the returned value, which answers the message; nil when nothing is returned.
  public var reply: String?

  /// Makes a handler.
  public init(_ function: FunctionID, message: String, reply: String? = nil) {
    self.function = function
    self.message = message
    self.reply = reply
  }
}

/// What an engine knows of a type of message.
public struct MessageType: Sendable, Hashable {
  /// Identity in slot headers.
  public var typeID: UInt64
  /// Bytes of the payload in a slot, a multiple of 4.
  public var payloadBytes: Int

  /// Makes a type.
  public init(typeID: UInt64, payloadBytes: Int) {
    self.typeID = typeID
    self.payloadBytes = payloadBytes
  }
}
