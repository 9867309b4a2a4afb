internal import RingKernelABI
internal import RingKernelCore
internal import RingKernelIR

/// How the passes of a program stand that is launched whenever there is something to do, for devices that keep nothing
/// resident: its blocks leave when nothing was done for some rounds, and after 50 ms in any case (`Design/0007`, "Passes").
struct Passes {
  /// Passes that have begun, and those that have ended.
  private(set) var begun = 0
  private(set) var ended = 0
  /// Whether something has happened since the last one began that may be worth another.
  var hasNews = false
  /// When the first block was asked for its time, while it has not answered.
  var asked: UInt64?

  mutating func begin() {
    begun += 1
    hasNews = false
  }

  mutating func end() { ended = begun }
}

extension ResidentCourier {
  /// Begins a pass that is due, or sees that one has ended; whether it did.
  ///
  /// - Parameter hasNews: Whether messages were written or records were read since the last look. A pass may have missed
  ///   the former; the latter made room, or tell of messages to actors whose block had left.
  func pass(hasNews: Bool) -> Bool {
    guard passes != nil, loss == nil else { return false }
    if hasNews { passes?.hasNews = true }
    do throws(RingKernelError) {
      if isRunning { return try hasPassed() }
      guard passes?.hasNews == true else { return false }
      passes?.hasNews = false
      guard hasRoutes || polled.actors.contains(where: \.isWaiting) else { return false }
      try beginPass()
      return true
    } catch {
      lose(error)
      return false
    }
  }

  /// Runs a program for the first time: handlers need the device's time from their first message on.
  func passFirst() throws(RingKernelError) {
    nextCalibration = 0
    try beginPass()
    try wait(until: hearsTime)
    try leave()
  }

  /// Whether those to whom an actor has sent have had a pass since it was done, where something waits for them: until then
  /// a message of the host that comes behind its end would overtake its own.
  func hasHandedOn(_ seat: Seat) -> Bool {
    guard loss == nil, let passes, !seat.routes.allSatisfy(\.isEmpty) else { return true }
    if let last = seat.lastPass { return passes.ended > last }
    do throws(RingKernelError) {
      if !isRunning {
        var isOver = true
        for inbox in seat.routes.joined().map(\.inbox) where isOver { isOver = try messages(of: inbox).isEmpty }
        if isOver { return true }
      }
    } catch { lose(error) }
    seat.lastPass = passes.begun
    self.passes?.hasNews = true
    return false
  }

  private func beginPass() throws(RingKernelError) {
    if let first = blocks.first, Machine.monotonicNanoseconds >= nextCalibration { passes?.asked = ask(first) }
    passes?.begin()
    try start()
  }

  /// Takes the time that the first block tells at its first look; whether none is waited for.
  private func hearsTime() -> Bool {
    guard let asked = passes?.asked, let first = blocks.first else { return true }
    guard let pair = pair(first, since: asked) else { return false }
    passes?.asked = nil
    nextCalibration = Machine.monotonicNanoseconds + Self.pause
    take(pair)
    return true
  }

  private func hasPassed() throws(RingKernelError) -> Bool {
    _ = hearsTime()
    let now = Machine.monotonicNanoseconds
    // The driver is asked when that is worth it, and now and then: a program may have ended by a fault.
    guard blocks.allSatisfy(hasLeft) || now >= nextWatch else { return false }
    nextWatch = now + 20_000_000
    if try device.isRunning() {
      try checkHearts()
      return false
    }
    isRunning = false
    passes?.end()
    // The last records may have come behind the last look.
    if collect() { passes?.hasNews = true }
    return true
  }
}
