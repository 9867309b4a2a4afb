#if Macros
import RingKernel
import Testing

@Suite struct MessageBehaviourTests {
  static let scalars = Scalars(
    u8: 255,
    i8: -128,
    u16: 65535,
    i16: -32768,
    u32: .max,
    i32: .min,
    u64: .max,
    i64: .min,
    single: -0.5,
    flag: true,
    wide: .pi
  )

  @Test func `scalars survive the wire`() throws {
    #expect(try MessageBytes.decode(Scalars.self, from: MessageBytes.encode(Self.scalars)) == Self.scalars)
  }

  @Test(arguments: [0, 1, 5])
  func `enums, vectors, arrays and nested messages survive the wire`(count: Int) throws {
    var list = BoundedArray<5, UInt32>(filler: 9)
    let accepted = (0..<count).map { list.append(UInt32($0)) }
    #expect(!accepted.contains(false))
    let sent = Aggregates(
      severity: .high,
      position: SIMD3(1, 2, 3),
      pair: SIMD2(4, 5),
      quad: SIMD4(6, 7, 8, 9),
      fixed: [10, 11, 12],
      sugared: [13, -14],
      list: list,
      inner: Self.scalars,
      grid: [[1, 2, 3], [-4, -5, -6]],
      last: true
    )
    let got = try MessageBytes.decode(Aggregates.self, from: MessageBytes.encode(sent))
    #expect(got.severity == .high)
    #expect(got.position == sent.position)
    #expect(got.pair == sent.pair)
    #expect(got.quad == sent.quad)
    #expect((0..<3).allSatisfy { got.fixed[$0] == sent.fixed[$0] })
    #expect((0..<2).allSatisfy { got.sugared[$0] == sent.sugared[$0] })
    #expect(got.list.count == count)
    #expect((0..<count).allSatisfy { got.list[$0] == UInt32($0) })
    #expect(got.inner == Self.scalars)
    #expect((0..<2).allSatisfy { row in (0..<3).allSatisfy { got.grid[row][$0] == sent.grid[row][$0] } })
    #expect(got.last)
  }

  @Test func `fields named like parameters and keywords survive the wire`() throws {
    let sent = Awkward(reader: 1, writer: 2, class: 3)
    #expect(try MessageBytes.decode(Awkward.self, from: MessageBytes.encode(sent)) == sent)
    #expect(Awkward.layout.fields.map(\.name) == ["reader", "writer", "class", "layoutID"])
  }

  @Test func `an unknown enum case is an error, not a value`() throws {
    let payload = [2] + [UInt8](repeating: 0, count: Bank.Entry.layout.payloadBytes - 1)
    #expect(throws: MessageError.invalidEnumValue(type: "Kind", found: "2", offset: 0)) {
      try unsafe payload.withUnsafeBytes { raw in
        let base = try unsafe #require(raw.baseAddress)
        return unsafe try Bank.Entry.decode(from: base, count: raw.count)
      }
    }
  }

  @Test func `the memberwise initializer stays`() {
    #expect(Deposit(account: 1, cents: 2).cents == 2)
    #expect(Alert(account: 1, transaction: 2, currency: .yen).score == 0.5)
  }
}

@Suite struct MessageIdentityTests {
  @Test func `qualified names are module and path, at every depth`() {
    #expect(Scalars.layout.name == "RingKernelMacroTests.Scalars")
    #expect(Bank.Entry.layout.name == "RingKernelMacroTests.Bank.Entry")
    #expect(Bank.Branch.Deposit.layout.name == "RingKernelMacroTests.Bank.Branch.Deposit")
    #expect(Bank.Statement.layout.name == "RingKernelMacroTests.Bank.Statement")
    #expect(Bank.Branch.Report.layout.name == "RingKernelMacroTests.Bank.Branch.Report")
    #expect(Bank.secretName == "RingKernelMacroTests.Bank.Secret")
    #expect(HiddenAccess.name == "RingKernelMacroTests.Hidden")
  }

  @Test func `qualified names are what the runtime calls the type`() {
    #expect(Scalars.layout.name == String(reflecting: Scalars.self))
    #expect(Bank.Branch.Deposit.layout.name == String(reflecting: Bank.Branch.Deposit.self))
    #expect(Bank.Statement.layout.name == String(reflecting: Bank.Statement.self))
  }

  @Test func `ids are hashed, explicit, or of a domain`() {
    #expect(Scalars.layout.typeID == MessageTypeID(hashing: "RingKernelMacroTests.Scalars"))
    #expect(Aggregates.layout.typeID.rawValue == 42)
    #expect(Alert.layout.typeID == MessageTypeID(.fraudDetection, 7))
    #expect(Alert.layout.typeID.domain == .fraudDetection)
  }

  @Test func `static and computed properties are no fields`() {
    #expect(
      Scalars.layout.fields.map(\.name) == [
        "u8", "i8", "u16", "i16", "u32", "i32", "u64", "i64", "single", "flag", "wide",
      ]
    )
  }
}
#endif
