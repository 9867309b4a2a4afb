package import RingKernelHost

/// A message whose kernel answers with a value that only a decoded and computed message gives.
package protocol VariedMessage: RingMessage, Equatable {
  /// Another value, in which every field differs or has been computed.
  func varied() -> Self
}

/// Answers every message with its variation.
package struct KitEcho<Message: VariedMessage>: KernelActor {
  package var count: UInt64 = 0
  package static var kernelName: String { "conformance.echo.\(Message.layout.name)" }
  package init() {}
  package static var handlers: [MessageHandler<KitEcho<Message>>] {
    [
      .answering(Message.self) { echo, message, _ -> Message in
        echo.count += 1
        return message.varied()
      }
    ]
  }
}
