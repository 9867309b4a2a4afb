public import RingKernelHost

/// What did not hold under stress.
public struct StressFailure: Error, CustomStringConvertible {
  /// What was found and what was expected.
  public let description: String
  init(_ description: String) { self.description = description }
}

/// One program that drives a part of the runtime as hard as it can and checks what comes out.
public struct StressCase: Sendable {
  /// Name for the command line.
  public let name: String
  /// What is checked, in one sentence.
  public let abstract: String
  /// Runs at a scale, 1 for the full size.
  ///
  /// Returns what was done, in a few words.
  public let run: @Sendable (Double) async throws -> String

  /// Every case of the CPU.
  public static let all: [StressCase] = ringCases + historyCases + launchCases + engineCases(.cpu) + callStressCases

  /// What a backend's engine is put through; actors of the conformance kit.
  public static func on(_ backend: BackendChoice) -> [StressCase] { engineCases(backend) + devices(backend) }

  /// The part of it that no other case of the CPU has.
  public static func devices(_ backend: BackendChoice) -> [StressCase] {
    deviceCases(backend) + hostileCases(backend) + (backend == .cpu ? [] : teamCases(backend))
  }
}

/// Fails unless the two are equal.
func expectEqual<Value: Equatable>(_ found: Value, _ expected: Value, _ what: @autoclosure () -> String) throws {
  if found != expected { throw StressFailure("\(what()): \(found), not \(expected)") }
}

/// `full` at this scale, at least 1.
func sized(_ full: Int, _ scale: Double) -> Int { max(1, Int(Double(full) * scale)) }
