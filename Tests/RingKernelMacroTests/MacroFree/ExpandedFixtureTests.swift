import RingKernel
import Testing

/// The fixture carries no macro: these run with and without the trait.
@Suite(.timeLimit(.minutes(5)))
struct ExpandedFixtureTests {
  @Test func `an expanded message behaves as an attributed one`() throws {
    let visit = Vault.Visit(kind: .close, keys: [1, 2])
    #expect(try MessageBytes.decode(Vault.Visit.self, from: MessageBytes.encode(visit)) == visit)
    #expect(Vault.Visit.layout.name == "RingKernelMacroTests.Vault.Visit")
    #expect(Vault.Visit.layout.typeID == MessageTypeID(.banking, 3))
    #expect(Vault.Receipt.layout.name == String(reflecting: Vault.Receipt.self))
  }

  @Test func `an expanded kernel behaves as an attributed one`() {
    #expect(Vault.Guard.kernelName == "vault")
    #expect(Vault.Guard.handlers.map(\.message.name) == [Vault.Visit.layout.name, Vault.Receipt.layout.name])
    #expect(Vault.Guard.emits.map { $0.layout.name } == [Vault.Receipt.layout.name, Vault.Visit.layout.name])
  }

  @Test func `an expanded kernel answers as an attributed one`() async throws {
    try await withRuntime(backend: .cpu) { runtime in
      let porter = try await runtime.launch(Vault.Guard.self)
      let visit = Vault.Visit(kind: .open, keys: [1, 2])
      #expect(try await porter.call(visit) == Vault.Receipt(number: 1))
      try await porter.send(Vault.Receipt(number: 40))
      #expect(try await porter.call(visit) == Vault.Receipt(number: 41))
    }
  }
}
