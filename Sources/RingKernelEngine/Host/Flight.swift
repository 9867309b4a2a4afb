internal import RingKernelIR

/// One epoch from loading to landing.
final class Flight {
  /// An actor that takes part.
  struct Passenger {
    let resident: Resident
    /// First word of its messages in inbound, their count, the number of the first.
    let messages: Int
    let count: Int
    let number: UInt32
    /// Whether later messages of the actor came back before and wait until these have landed.
    var precedesLeftover = false
  }

  let slot: Int
  var submission: EpochSubmission
  var passengers: [Passenger] = []
  /// Words of inbound that are used.
  var end = 0
  var startNanoseconds: UInt64 = 0
  /// Whether some actor did something.
  var hasActed = false

  init(slot: Int, capacity: Int) {
    self.slot = slot
    submission = EpochSubmission(slot: slot)
    submission.inbound = [UInt32](repeating: 0, count: capacity)
    submission.header = [UInt32](repeating: 0, count: EngineLayout.Epoch.words)
  }
}
