public import RingKernelIR

/// What `Design/0006` says an engine does, in Swift: turns over words, handlers by the interpreter.
///
/// Room in outbound is not its business: it throws where a device would stop for lack of it.
public struct EngineModel: EngineRunner {
  /// Makes a model.
  public init() {}

  /// Runs rounds, actor by actor.
  public func run(_ image: inout EngineImage, _ modules: [KernelModule], blocks: [Int], rounds: Int) throws {
    typealias Inbound = EngineLayout.Inbound
    for _ in 0..<rounds {
      for (program, module) in modules.enumerated() {
        let roster = Int(image.inbound[program * Inbound.programWords + Inbound.roster])
        for block in 0..<blocks[program] {
          var turn = EngineTurn(image, module, entry: roster + block * Inbound.Entry.words)
          try turn.run()
          image = turn.image
        }
      }
      image.epoch[EngineLayout.Epoch.round] += 1
    }
    image.epoch[EngineLayout.Epoch.reserved] = image.epoch[EngineLayout.Epoch.cursor]
  }
}
