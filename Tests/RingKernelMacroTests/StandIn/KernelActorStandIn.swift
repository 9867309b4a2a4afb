// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// Stands in for RingKernelCore/Actor until it is there: the same declarations, with a handle that goes nowhere.
public import RingKernelCore

/// A struct that runs as a persistent actor: its stored properties are the resident state, its handlers the code.
///
/// `@RingKernel` writes the conformance from the `receive(_:in:)` methods; by hand it is a table:
///
/// ```swift
/// struct Ledger: KernelActor {
///   var cents = InlineArray<1024, Int64>(repeating: 0)
///   static let kernelName = "ledger"
///   static var handlers: [MessageHandler<Ledger>] {
///     [.answering(Deposit.self) { ledger, deposit, context in ledger.receive(deposit, in: &context) }]
///   }
///   mutating func receive(_ deposit: Deposit, in context: inout RingContext) -> Balance { … }
/// }
/// ```
public protocol KernelActor: BitwiseCopyable, Sendable {
  /// What `launch` returns: plain `KernelHandle`, or a struct with one method per handler that `@RingKernel` writes.
  associatedtype Handle: TypedKernelHandle = KernelHandle
  /// Name for launches by string; unique in a process.
  static var kernelName: String { get }
  /// One row per message type.
  static var handlers: [MessageHandler<Self>] { get }
  /// Message types that handlers emit or send besides their replies; they size the slots of the outbox.
  static var emits: [any RingMessage.Type] { get }
  /// The initial resident state.
  init()
}

extension KernelActor {
  public static var emits: [any RingMessage.Type] { [] }
}

/// One row of a kernel's dispatch table.
public struct MessageHandler<Kernel: KernelActor>: Sendable {
  public let message: MessageLayout
  public let reply: MessageLayout?

  public static func answering<Message: RingMessage, Reply: RingMessage>(
    _ message: Message.Type,
    with reply: Reply.Type = Reply.self,
    _ body: @escaping @Sendable (inout Kernel, Message, inout RingContext) throws -> Reply
  ) -> Self { Self(message: Message.layout, reply: Reply.layout) }

  public static func consuming<Message: RingMessage>(
    _ message: Message.Type,
    _ body: @escaping @Sendable (inout Kernel, Message, inout RingContext) throws -> Void
  ) -> Self { Self(message: Message.layout, reply: nil) }
}

/// A handle that wraps a `KernelHandle` and adds typed methods.
public protocol TypedKernelHandle: Sendable {
  /// The untyped handle behind it.
  var kernel: KernelHandle { get }
  /// Wraps `kernel`, which must run the matching kernel type.
  init(_ kernel: KernelHandle)
}

public struct RingContext: ~Copyable {
  func reply<M: RingMessage>(_ message: M) {}
}
public enum SendOutcome: Sendable { case accepted, full }
public struct KernelHandle: TypedKernelHandle {
  public var kernel: KernelHandle { self }
  public init(_ kernel: KernelHandle) { self = kernel }
  init() {}
  func send<M: RingMessage>(_ message: M) async throws(RingKernelError) {}
  func trySend<M: RingMessage>(_ message: M) -> SendOutcome { .accepted }
  func call<M: RingMessage, R: RingMessage>(
    _ message: M,
    as: R.Type = R.self,
    timeout: Duration? = nil
  ) async throws(RingKernelError) -> R { throw RingKernelError(.noReply, "stand-in") }
}
#if Macros
@attached(member, names: named(kernelName), named(handlers), named(emits), named(Handle), named(init()))
@attached(extension, conformances: KernelActor)
macro RingKernel(_ name: String? = nil, emits: [any RingMessage.Type] = []) =
  #externalMacro(module: "RingKernelMacros", type: "RingKernelMacro")
#endif
