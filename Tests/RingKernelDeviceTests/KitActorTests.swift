#if Macros
import RingKernelConformance
import RingKernelCore
import RingKernelDevice
import RingKernelIR
import Testing

@Suite struct KitActorTests {
  static let actors: [any DeviceActor.Type] = [KitActor.self, KitRelay.self]

  @Test(arguments: [0, 1]) func `an actor of the conformance kit lowers with all its handlers`(number: Int) throws {
    let module = try KernelCompiler.lower(try DeviceUnit.make(actor: Self.actors[number]))
    #expect(module.handlers.count == 5)
    #expect(Validator.validate(module).isEmpty)
    for handler in module.handlers {
      let need = module.need(of: handler)
      #expect(need.words > 20 && need.isCounted == ["Burst", "Produce"].contains(handler.message))
    }
  }
}
#endif
