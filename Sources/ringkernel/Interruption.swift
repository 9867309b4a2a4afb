import Synchronization

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Turns the first Ctrl-C into a flag, so that a command ends in order; the second one ends the process.
enum Interruption {
  /// Whether SIGINT has arrived.
  @Sendable static func hasHappened() -> Bool { hasArrived.load(ordering: .relaxed) }

  /// Watches for SIGINT from now on.
  static func watch() {
    _ = hasHappened()  // makes the flag now: a signal handler must not
    var action = sigaction()
    #if canImport(Darwin)
    unsafe action.__sigaction_u.__sa_handler = noteArrival
    #elseif canImport(Musl)
    unsafe action.__sa_handler.sa_handler = noteArrival
    #else
    unsafe action.__sigaction_handler.sa_handler = noteArrival
    #endif
    // SA_RESETHAND brings the default back after the first signal.
    action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND)) | SA_RESTART
    // Without the handler Ctrl-C ends the process at once, which is no worse than not watching.
    _ = unsafe sigaction(SIGINT, &action, nil)
  }
}

private let hasArrived = Atomic<Bool>(false)

// A global function, as every callback from C: it may run on any thread. An atomic store is all that a signal
// handler may do.
private func noteArrival(_ signal: Int32) { hasArrived.store(true, ordering: .relaxed) }
