#if Macros
import RingKernel
import Testing

@Suite struct KernelBehaviourTests {
  @Test func `kernels have the given name or their own in lower case`() {
    #expect(Ledger.kernelName == "ledger")
    #expect(AuditLog.kernelName == "audit/log")
    #expect(HiddenKernelAccess.name == "hiddenKernel")
    #expect(Plant.Sensor.kernelName == "sensor")
  }

  @Test func `every handler is a row with its message and its reply`() {
    #expect(Ledger.handlers.map(\.message.name) == [Deposit.layout.name, Reset.layout.name])
    #expect(Ledger.handlers.map(\.reply?.name) == [Balance.layout.name, nil])
    #expect(Plant.Sensor.handlers.map(\.reply?.name) == [Plant.Reading.layout.name, nil])
  }

  @Test func `emitted types are those of the attribute, or none`() {
    #expect(AuditLog.emits.map { $0.layout.typeID } == [Alert.layout.typeID, Balance.layout.typeID])
    #expect(Ledger.emits.isEmpty)
  }

  @Test func `the initial state is that of the default values or of the written init`() {
    #expect(AuditLog().seen == 0)
    #expect(WithInitializers().value == 5)
    #expect(OtherInitializer().value == 3)
    #expect(OtherInitializer(doubling: 4).value == 8)
  }

  @Test func `kernels of every access level can be copied bit by bit`() {
    #expect(isTrivial(Ledger.self) && isTrivial(AuditLog.self) && isTrivial(WithInitializers.self))
  }

  private func isTrivial<Kernel: KernelActor>(_ kernel: Kernel.Type) -> Bool { size(of: kernel) >= 0 }
  private func size<State: BitwiseCopyable & Sendable>(of state: State.Type) -> Int { MemoryLayout<State>.size }
}
#endif
