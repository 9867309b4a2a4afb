// Generated from Vault.swift by RingKernelSyntax; do not edit. RK_RECORD=1 swift test writes it anew.
// swift-format-ignore-file

public import RingKernelCore
public import RingKernelCompute

extension Vault.Visit: RingMessage {
  static let layout = MessageLayout(
    "RingKernelMacroTests.Vault.Visit", id: MessageTypeID(.banking, 3),
    [
      .init("kind", Vault.Kind.self),
      .init("keys", InlineArray<2, UInt32>.self),
    ])

  init(from reader: inout WireReader) throws(MessageError) {
    kind = try reader.read()
    keys = try reader.read()
  }

  func write(to writer: inout WireWriter) {
    writer.write(kind)
    writer.write(keys)
  }
}

extension Vault.Receipt: RingMessage {
  public static let layout = MessageLayout(
    "RingKernelMacroTests.Vault.Receipt",
    [
      .init("number", UInt64.self),
    ])

  public init(from reader: inout WireReader) throws(MessageError) {
    number = try reader.read()
  }

  public func write(to writer: inout WireWriter) {
    writer.write(number)
  }
}

extension Vault.Guard: KernelActor, DeviceActor {
  public static let kernelName = "vault"

  public static var handlers: [MessageHandler<Self>] {
    [
      .answering(Vault.Visit.self) { kernel, message, context in
        try kernel.rkCPU_receive(CheckedThread("Guard", "RingKernelMacroTests/Vault.swift", rounds: 65536), message, in: &context)
      },
      .consuming(Vault.Receipt.self) { kernel, message, context in
        try kernel.rkCPU_receive(CheckedThread("Guard", "RingKernelMacroTests/Vault.swift", rounds: 65536), message, in: &context)
      },
    ]
  }

  public static var emits: [any RingMessage.Type] { [Vault.Receipt.self, Vault.Visit.self] }

  public struct Handle: TypedKernelHandle {
    public let kernel: KernelHandle

    public init(_ kernel: KernelHandle) { self.kernel = kernel }

    func send(_ message: Vault.Visit) async throws(RingKernelError) {
      try await kernel.send(message)
    }

    func trySend(_ message: Vault.Visit) -> SendOutcome {
      kernel.trySend(message)
    }

    func call(
      _ message: Vault.Visit, timeout: Duration? = nil
    ) async throws(RingKernelError) -> Vault.Receipt {
      try await kernel.call(message, as: Vault.Receipt.self, timeout: timeout)
    }

    func send(_ message: Vault.Receipt) async throws(RingKernelError) {
      try await kernel.send(message)
    }

    func trySend(_ message: Vault.Receipt) -> SendOutcome {
      kernel.trySend(message)
    }
  }

  public static var deviceDefinition: DeviceDefinition { DeviceDefinition("Guard", file: "RingKernelMacroTests/Vault.swift", syntax: #"RK1(actor"Guard"@27:10(field"visits"@1:9(type"UInt64"@0:17)(integer"0"@0:26))(function"init"@2:12(block@0:19))(function"receive"@2:14(attribute"handler"@0:5)(attribute"mutating"@0:5)(parameter"visit"@0:27(label"_"@0:27)(type"Visit"@0:36))(parameter"context"@0:43(label"in"@0:43)(attribute"inout"@0:55)(type"RingContext"@0:61))(result@0:84(type"Receipt"@0:84))(block@0:92(assign"+="@1:14(name"visits"@0:7)(integer"1"@0:17))(return@1:7(call@0:14(name"Receipt"@0:14)(argument"number"@0:22(name"visits"@0:30))))))(function"receive"@2:14(attribute"handler"@0:5)(attribute"mutating"@0:5)(parameter"receipt"@0:27(label"_"@0:27)(type"Receipt"@0:38))(parameter"context"@0:47(label"in"@0:47)(attribute"inout"@0:59)(type"RingContext"@0:65))(block@0:78(assign"="@0:87(name"visits"@0:80)(member"number"@0:97(name"receipt"@0:89))))))"#, layout: .measured(Self.self, [\Self.visits]), uses: { [.of(Vault.Receipt.self), .of(Vault.Visit.self)] }) }

  @inline(__always) mutating func rkCPU_receive(_ rkT: CheckedThread, _ visit: Vault.Visit, `in` context: inout RingContext) throws -> Vault.Receipt{
  try visits = rkT.add(visits, 1, 562949955584014)
  return Vault.Receipt(number: visits)
  }

  @inline(__always) mutating func rkCPU_receive(_ rkT: CheckedThread, _ receipt: Vault.Receipt, `in` context: inout RingContext) throws {
  visits = receipt.number
  }
}
