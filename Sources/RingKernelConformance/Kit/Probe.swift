package import RingKernelHost

/// Answers with what its context says.
package struct KitProbe: KernelActor {
  package var asked: UInt64 = 0
  package static let kernelName = "conformance.probe"
  package init() {}
  package static var handlers: [MessageHandler<KitProbe>] {
    [
      .answering(AskShape.self) { probe, _, context -> Shape in
        probe.asked += 1
        return Shape(
          gridSize: UInt32(context.gridSize),
          blockSize: UInt32(context.blockSize),
          replica: UInt32(context.replica),
          inboxDepth: UInt32(context.inboxDepth)
        )
      }
    ]
  }
}
