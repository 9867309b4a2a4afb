// Generated from Vault.swift by RingKernelSyntax; do not edit. RK_RECORD=1 swift test writes it anew.
// swift-format-ignore-file

public import RingKernelCore

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

extension Vault.Guard: KernelActor {
  public static let kernelName = "vault"

  public static var handlers: [MessageHandler<Self>] {
    [
      .answering(Vault.Visit.self) { kernel, message, context in
        try kernel.receive(message, in: &context)
      },
      .consuming(Vault.Receipt.self) { kernel, message, context in
        kernel.receive(message, in: &context)
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
}
