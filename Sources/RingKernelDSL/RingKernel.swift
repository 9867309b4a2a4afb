#if Macros
public import RingKernelCore

/// Makes a struct a kernel: its stored properties are the resident state, its `receive` methods the handlers.
///
/// ```swift
/// @RingKernel struct Ledger {
///   var cents = InlineArray<1024, Int64>(repeating: 0)
///   mutating func receive(_ deposit: Deposit, in context: inout RingContext) throws -> Balance { … }
///   mutating func receive(_ reset: Reset, in context: inout RingContext) { … }
/// }
/// ```
///
/// Every stored property has a default value, unless the struct has an `init()` of its own. Handlers stand in the
/// struct itself, not in an extension. The attribute writes the conformance to `KernelActor` and a nested `Handle`
/// with `send`, `trySend` and, where there is a reply, `call` for each message; a type named `Handle` in the struct
/// takes its place. A method of the handle is as visible as its handler.
///
/// Handlers stay within the kernel language (`Documentation/KernelLanguage.md`), so that every backend can run them and
/// bad values fail the message instead of the process. Those of an actor with `on: .cpu` may be any Swift; it runs on
/// the CPU only, as swiftc compiled it, traps included.
///
/// - Parameters:
///   - name: Name for launches by string; the name of the struct with a lower-case first letter if left out.
///   - block: Threads that run each handler together, 1 to 1024, a literal: `threadIndex`, `barrier()`, `SharedArray` and
///     reductions over the block are then what they are in kernels, and the state is memory of the block. One if left out.
///   - loopLimit: Rounds that a loop of a handler may run when a message chooses how many, 1 to 16,777,216, a literal;
///     65,536 if left out. A longer one fails the message.
///   - on: `.everywhere`, or `.cpu` for handlers outside of the kernel language.
///   - emits: Message types that handlers emit or send besides their replies.
@attached(member, names: named(kernelName), named(handlers), named(emits), named(Handle), named(init()), arbitrary)
@attached(extension, conformances: KernelActor, DeviceActor)
public macro RingKernel(
  _ name: String? = nil,
  block: Int? = nil,
  loopLimit: Int? = nil,
  on: KernelReach = .everywhere,
  emits: [any RingMessage.Type] = []
) =
  #externalMacro(module: "RingKernelMacros", type: "RingKernelMacro")
#endif
