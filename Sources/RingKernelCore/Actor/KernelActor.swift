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
  /// Threads that run each handler together, `1...1024`; nil for one.
  static var threadsPerMessage: Int? { get }
  /// The initial resident state.
  init()
}

extension KernelActor {
  /// Nothing besides the replies.
  public static var emits: [any RingMessage.Type] { [] }
  /// One thread.
  public static var threadsPerMessage: Int? { nil }
}

/// One row of a kernel's dispatch table: a message type and the code for it.
@safe
public struct MessageHandler<Kernel: KernelActor>: Sendable {
  /// The message that is handled.
  public let message: MessageLayout
  /// The message that answers it; nil when the handler returns nothing.
  public let reply: MessageLayout?
  @usableFromInline let body: HandlerBody
  /// Decodes a payload and throws it away: the check for bytes that come from outside.
  @usableFromInline let probe: PayloadProbe

  @usableFromInline
  init(message: MessageLayout, reply: MessageLayout?, probe: @escaping PayloadProbe, body: @escaping HandlerBody) {
    self.message = message
    self.reply = reply
    unsafe self.probe = probe
    unsafe self.body = body
  }

  @inlinable static func probe<Message: RingMessage>(_ message: Message.Type) -> PayloadProbe {
    { payload, count throws(MessageError) in _ = unsafe try Message.decode(from: payload, count: count) }
  }

  /// A handler whose return value is the reply.
  @inlinable public static func answering<Message: RingMessage, Reply: RingMessage>(
    _ message: Message.Type,
    with reply: Reply.Type = Reply.self,
    _ body: @escaping @Sendable (inout Kernel, Message, inout RingContext) throws -> Reply
  ) -> Self {
    unsafe Self(message: Message.layout, reply: Reply.layout, probe: probe(message)) { state, payload, count, context in
      let message = unsafe try Message.decode(from: payload, count: count)
      // Safety: the engine passes the state block that it initialised as `Kernel`, to one worker at a time.
      let actor = unsafe state.assumingMemoryBound(to: Kernel.self)
      let reply = unsafe try body(&actor.pointee, message, &context)
      context.reply(reply)
    }
  }

  /// A handler that returns nothing; it may still reply through its context.
  @inlinable public static func consuming<Message: RingMessage>(
    _ message: Message.Type,
    _ body: @escaping @Sendable (inout Kernel, Message, inout RingContext) throws -> Void
  ) -> Self {
    unsafe Self(message: Message.layout, reply: nil, probe: probe(message)) { state, payload, count, context in
      let message = unsafe try Message.decode(from: payload, count: count)
      // Safety: as above.
      let actor = unsafe state.assumingMemoryBound(to: Kernel.self)
      unsafe try body(&actor.pointee, message, &context)
    }
  }
}

/// Code of one handler with its types erased: state block, payload, payload bytes, context.
@usableFromInline
typealias HandlerBody =
  @Sendable (UnsafeMutableRawPointer, UnsafeRawPointer, Int, inout RingContext) throws -> Void

@usableFromInline
typealias PayloadProbe = @Sendable (UnsafeRawPointer, Int) throws(MessageError) -> Void

/// A handle that wraps a `KernelHandle` and adds typed methods.
public protocol TypedKernelHandle: Sendable {
  /// The untyped handle behind it.
  var kernel: KernelHandle { get }
  /// Wraps `kernel`, which must run the matching kernel type.
  init(_ kernel: KernelHandle)
}
