/// The times of one message in a resident program, in monotonic nanoseconds of the host.
///
/// Those of the device are brought to the host's clock by `ResidentEngine.deviceClock`, and as wrong as it is.
public struct MessageTiming: Sendable, Equatable {
  /// Id of the actor's kernel.
  public let kernel: String
  /// Its number among the kernel's replicas.
  public let replica: Int
  /// Id of the message.
  public let messageID: UInt64
  /// Number of the handler, in the order of the actor's declaration.
  public let handler: Int
  /// When the host published the message; nil for one that another actor sent.
  public let published: UInt64?
  /// When the device saw it.
  public let seen: UInt64
  /// When its handler was about to begin.
  public let began: UInt64
  /// When its handler was done and the answer written.
  public let answered: UInt64
}
