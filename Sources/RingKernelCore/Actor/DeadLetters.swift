internal import RingKernelABI

/// Why a message could not be delivered.
public enum DeadLetterReason: Sendable, Equatable {
  /// The handler threw; the text is its error.
  case handlerFailed(RingKernelError)
  /// The deadline passed while the message was queued.
  case deadlineExpired
  /// The ring was full and the overflow policy says so, or the wait for room ended.
  case queueFull
  /// The kernel terminated with the message still queued, or before it arrived.
  case kernelTerminated
  /// A reader asked for another type.
  case unexpectedType
}

/// One undeliverable message.
public struct DeadLetter: Sendable {
  /// Number in this runtime, ascending.
  public let number: UInt64
  /// Why it could not be delivered.
  public let reason: DeadLetterReason
  /// Id of the kernel whose inbox or outbox it was for.
  public let kernel: String
  /// Replica of that kernel.
  public let replica: Int
  /// Whether it was on its way to the host.
  public let wasOutgoing: Bool
  /// The message.
  public let envelope: Envelope
}

/// Bounded store of undeliverable messages; the oldest are forgotten first, and counted.
public final class DeadLetters: Sendable {
  private struct State {
    var letters: [DeadLetter] = []
    var first = 0
    var nextNumber: UInt64 = 1
    var forgotten: UInt64 = 0
  }
  private let state = Lock(State())
  /// Letters that are kept at most.
  public let capacity: Int
  private let onArrival: @Sendable (DeadLetter) -> Void

  init(capacity: Int, onArrival: @escaping @Sendable (DeadLetter) -> Void) {
    self.capacity = capacity
    self.onArrival = onArrival
  }

  /// Letters that are kept now.
  public var count: Int { state.withLock { $0.letters.count - $0.first } }
  /// Letters that ever arrived.
  public var total: UInt64 { state.withLock { $0.nextNumber - 1 } }
  /// Letters that had to make room for later ones.
  public var forgotten: UInt64 { state.withLock { $0.forgotten } }

  /// The kept letters that match, oldest first.
  public func browse(where matches: (DeadLetter) -> Bool = { _ in true }) -> [DeadLetter] {
    state.withLock { $0.letters[$0.first...].filter(matches) }
  }

  /// Takes a letter out, for replay or for good.
  public func remove(_ number: UInt64) -> DeadLetter? {
    state.withLock { state in
      guard let place = state.letters[state.first...].firstIndex(where: { $0.number == number }) else { return nil }
      return state.letters.remove(at: place)
    }
  }

  func add(_ envelope: Envelope, _ reason: DeadLetterReason, kernel: String, replica: Int, wasOutgoing: Bool) {
    let letter = state.withLock { state in
      let letter = DeadLetter(
        number: state.nextNumber,
        reason: reason,
        kernel: kernel,
        replica: replica,
        wasOutgoing: wasOutgoing,
        envelope: envelope
      )
      state.nextNumber += 1
      state.letters.append(letter)
      if state.letters.count - state.first > capacity {
        state.first += 1
        state.forgotten += 1
      }
      if state.first > 1024, state.first * 2 > state.letters.count {
        state.letters.removeFirst(state.first)
        state.first = 0
      }
      return letter
    }
    onArrival(letter)
  }

  /// Puts a letter back that could not be replayed.
  func restore(_ letter: DeadLetter) {
    state.withLock { state in
      let place = state.letters[state.first...].firstIndex { $0.number > letter.number } ?? state.letters.count
      state.letters.insert(letter, at: place)
    }
  }
}
