public import RingKernelHost

/// One thing that every backend must do.
public struct ConformanceCase: Sendable, CustomStringConvertible {
  /// Stable name: area, a slash, and what must hold.
  public let name: String
  /// Runs the case on a fresh runtime of that backend.
  public let run: @Sendable (BackendChoice) async throws -> ConformanceOutcome

  /// Makes a case.
  public init(_ name: String, run: @escaping @Sendable (BackendChoice) async throws -> ConformanceOutcome) {
    self.name = name
    self.run = run
  }

  /// The name.
  public var description: String { name }
}

/// How a case ended.
public enum ConformanceOutcome: Sendable, Equatable {
  /// Everything held.
  case passed
  /// The backend cannot run it, for this reason.
  case skipped(String)
  /// What did not hold.
  case failed(String)
}

/// What one run of the suite found.
public struct ConformanceReport: Sendable {
  /// One case and how it ended.
  public struct Row: Sendable {
    /// Name of the case.
    public let name: String
    /// How it ended.
    public let outcome: ConformanceOutcome
  }
  /// The backend.
  public let backend: String
  /// One row per case, in the order of the suite.
  public internal(set) var rows: [Row] = []

  /// Cases that passed.
  public var passed: Int { rows.count { $0.outcome == .passed } }
  /// Cases that failed, with the reason.
  public var failures: [(name: String, reason: String)] {
    rows.compactMap { row in
      guard case .failed(let reason) = row.outcome else { return nil }
      return (row.name, reason)
    }
  }
  /// Cases that were skipped, with the reason.
  public var skipped: [(name: String, reason: String)] {
    rows.compactMap { row in
      guard case .skipped(let reason) = row.outcome else { return nil }
      return (row.name, reason)
    }
  }
}
