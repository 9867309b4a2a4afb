package import RingKernelHost

/// An error that RingKernel does not know.
package struct ForeignError: Error {}

/// Does what only Swift can: throws errors of its own, and reports some.
///
/// No device runs it, so no case of the suite does.
package struct KitWild: KernelActor {
  package var sum: Int64 = 0
  package var count: UInt64 = 0
  package static let kernelName = "conformance.wild"
  package init() {}

  package static var handlers: [MessageHandler<KitWild>] {
    [
      .answering(Add.self) { actor, add, context -> Total in
        actor.sum &+= add.amount
        actor.count += 1
        return Total(sum: actor.sum, count: actor.count, replica: UInt32(context.replica), amount: add.amount)
      },
      .consuming(Trouble.self) { actor, trouble, context in
        actor.count += 1
        switch Trouble.Kind(rawValue: trouble.kind) {
        case .throwsFailure: throw context.failure("on request")
        case .throwsForeignError: throw ForeignError()
        case .reportsError:
          context.report(RingKernelError(.handlerFailed, "reported on request"))
          context.reply(Total(sum: actor.sum, count: actor.count, replica: UInt32(context.replica), amount: 0))
        default: break
        }
      },
    ]
  }
}
