/// The command line that every peer program understands.
public struct Options: Sendable {
  /// Key of the only peer to run; nil for all.
  public var peer: String?
  /// Name of the only benchmark to run; nil for all.
  public var benchmark: String?
  /// Timed rounds; one JSON line each.
  public var rounds = 1
  /// Operations per round.
  public var operations = 1_000_000
  /// Elements that a bounded queue holds.
  public var capacity = 4096
  /// Processors: the consumer's (or caller's) first, then the producers' in turn; empty for not bound.
  public var pins: [Int] = []
  /// Whether a declined push or pop hints to the processor before the next try.
  public var pause = false
  /// Lists what could be run and runs nothing.
  public var list = false

  init(arguments: [String]) {
    var rest = arguments[...]
    while let name = rest.popFirst() {
      if name == "--list" {
        list = true
        continue
      }
      guard let value = rest.popFirst() else { fail("missing value after \(name)") }
      switch name {
      case "--peer": peer = value
      case "--benchmark": benchmark = value
      case "--rounds": rounds = number(value)
      case "--operations": operations = number(value)
      case "--capacity": capacity = number(value)
      case "--spin": pause = value == "pause"
      case "--pin": pins = value.split(separator: ",").map { number(String($0)) }
      default: fail("unknown option \(name)")
      }
    }
  }

  /// Processor of a thread: 0 is the consumer or caller, producers follow.
  public func processor(ofThread thread: Int) -> Int? {
    guard let first = pins.first else { return nil }
    if thread == 0 || pins.count == 1 { return first }
    return pins[1 + (thread - 1) % (pins.count - 1)]
  }
}

private func number(_ text: String) -> Int {
  guard let value = Int(text), value >= 0 else { fail("not a number: \(text)") }
  return value
}
