internal import RingKernelABI

/// Something that happened on the control path; nothing on the message path makes one unless it fails.
public enum RuntimeEvent: Sendable {
  /// A backend was chosen; the reasons say why others were passed over.
  case backendSelected(BackendKind, reasons: [String])
  /// A kernel was launched with this many replicas.
  case launched(kernel: String, replicas: Int)
  /// A kernel changed its lifecycle state.
  case transitioned(kernel: String, to: KernelStatus)
  /// A handler threw; the message was dead-lettered and the kernel goes on.
  case handlerFailed(kernel: String, replica: Int, RingKernelError)
  /// A handler reported an error without failing.
  case errorReported(kernel: String, replica: Int, RingKernelError)
  /// A message became a dead letter.
  case deadLettered(DeadLetter)
  /// A handler has been running longer than the watchdog allows.
  case handlerHung(kernel: String, replica: Int, nanoseconds: UInt64)
  /// A kernel terminated; the account says what became of its messages.
  case accounted(kernel: String, MessageAccount)
  /// The runtime has shut down.
  case shutDown
}

/// Fans events out to any number of listeners; a slow listener loses the oldest events, never delays anybody.
public final class EventHub: Sendable {
  private struct State {
    var sinks: [UInt64: AsyncStream<RuntimeEvent>.Continuation] = [:]
    var observers: [@Sendable (RuntimeEvent) -> Void] = []
    var nextID: UInt64 = 0
    var isFinished = false
  }
  private let state = Lock(State())
  /// Events that a listener may fall behind before it loses the oldest.
  public static let bufferedEvents = 1024

  /// Makes a hub without listeners.
  public init() {}

  /// A stream of the events from now on; it ends when the runtime has shut down.
  public func stream() -> AsyncStream<RuntimeEvent> {
    let (stream, continuation) = AsyncStream<RuntimeEvent>.makeStream(
      bufferingPolicy: .bufferingNewest(Self.bufferedEvents)
    )
    let id = state.withLock { state -> UInt64? in
      guard !state.isFinished else { return nil }
      state.nextID += 1
      state.sinks[state.nextID] = continuation
      return state.nextID
    }
    guard let id else {
      continuation.finish()
      return stream
    }
    continuation.onTermination = { [weak self] _ in _ = self?.state.withLock { $0.sinks.removeValue(forKey: id) } }
    return stream
  }

  /// Calls `observer` with every event, on the thread where it happens; it must not block.
  public func observe(_ observer: @escaping @Sendable (RuntimeEvent) -> Void) {
    state.withLock { $0.observers.append(observer) }
  }

  func publish(_ event: RuntimeEvent) {
    let (sinks, observers) = state.withLock { (Array($0.sinks.values), $0.observers) }
    for observer in observers { observer(event) }
    for sink in sinks { sink.yield(event) }
  }

  func finish() {
    publish(.shutDown)
    let sinks = state.withLock { state in
      state.isFinished = true
      defer { state.sinks = [:] }
      return state.sinks.values
    }
    for sink in sinks { sink.finish() }
  }
}

extension EventHub {
  /// Reports a handler that does not return.
  package func report(hung cell: ActorCell, nanoseconds: UInt64) {
    publish(.handlerHung(kernel: cell.kernel, replica: cell.replica, nanoseconds: nanoseconds))
  }
}
