package import RingKernelHost

/// An error that RingKernel does not know.
package struct ForeignError: Error {}

/// Does what only an actor on the CPU can do: throws errors of any type, reports error objects.
package struct KitFaults: KernelActor {
  package var count: UInt64 = 0
  package var sum: Int64 = 0
  package static let kernelName = "conformance.faults"
  package init() {}

  package static var handlers: [MessageHandler<KitFaults>] {
    [
      .answering(Add.self) { actor, add, context -> Total in
        actor.sum &+= add.amount
        return Total(sum: actor.sum, count: actor.count, replica: UInt32(context.replica), amount: add.amount)
      },
      .consuming(Trouble.self) { actor, trouble, context in
        actor.count += 1
        if trouble.kind == .throwsForeignError { throw ForeignError() }
        if trouble.kind == .throwsFailure { throw context.failure("on request") }
        context.report(RingKernelError(.handlerFailed, "reported on request"))
        context.reply(Total(sum: actor.sum, count: actor.count, replica: UInt32(context.replica), amount: 0))
      },
    ]
  }
}

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
