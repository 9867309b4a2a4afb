internal import RingKernelABI
public import RingKernelHost

/// Cases that any backend must pass; they use the public interface of the runtime and nothing else.
public enum ConformanceSuite {
  /// All cases, grouped by area.
  public static let cases: [ConformanceCase] =
    lifecycleCases + callCases + streamCases + overflowCases + urgencyCases + deadLetterCases + kernelToKernelCases
    + replicaCases + stateCases + fieldCases + bytesCases + limitCases + blockCases + waveCases

  /// Longest time of one case; a case that takes longer has failed.
  public static let timeLimit = Duration.seconds(60)

  /// Runs the cases one after the other.
  ///
  /// - Parameters:
  ///   - backend: Where to run; a backend that cannot be used skips every case with its reason.
  ///   - filter: Which cases to run, by name.
  ///   - timeLimit: Longest time of one case.
  ///   - progress: Called after each case.
  public static func run(
    on backend: BackendKind,
    filter: @Sendable (String) -> Bool = { _ in true },
    timeLimit: Duration = ConformanceSuite.timeLimit,
    progress: @Sendable (ConformanceReport.Row) -> Void = { _ in }
  ) async -> ConformanceReport {
    var report = ConformanceReport(backend: backend.rawValue)
    let found = Backends.availability(backend)
    for one in cases where filter(one.name) {
      let outcome: ConformanceOutcome =
        found.isUsable ? await run(one, on: .only(backend), timeLimit: timeLimit) : .skipped(found.detail)
      let row = ConformanceReport.Row(name: one.name, outcome: outcome)
      report.rows.append(row)
      progress(row)
    }
    return report
  }

  /// Runs one case; it ends within the time limit, whatever the case does.
  public static func run(
    _ one: ConformanceCase,
    on backend: BackendChoice,
    timeLimit: Duration = ConformanceSuite.timeLimit
  ) async -> ConformanceOutcome {
    let race = Race()
    // A task group would wait for a case that hangs: these tasks are let go instead.
    let work = Task {
      do {
        race.finish(try await one.run(backend))
      } catch {
        race.finish(.failed("\(error)"))
      }
    }
    let clock = Task {
      do { try await Task.sleep(for: timeLimit) } catch { return }
      race.finish(.failed("took longer than \(timeLimit)"))
    }
    let outcome = await race.outcome
    clock.cancel()
    work.cancel()
    return outcome
  }
}

/// The first of several outcomes.
private final class Race: Sendable {
  private struct State {
    var outcome: ConformanceOutcome?
    var continuation: CheckedContinuation<ConformanceOutcome, Never>?
  }
  private let state = Lock(State())

  func finish(_ outcome: ConformanceOutcome) {
    let continuation = state.withLock { state -> CheckedContinuation<ConformanceOutcome, Never>? in
      guard state.outcome == nil else { return nil }
      state.outcome = outcome
      defer { state.continuation = nil }
      return state.continuation
    }
    continuation?.resume(returning: outcome)
  }

  var outcome: ConformanceOutcome {
    get async {
      await withCheckedContinuation { continuation in
        let known = state.withLock { state -> ConformanceOutcome? in
          if state.outcome == nil { state.continuation = continuation }
          return state.outcome
        }
        if let known { continuation.resume(returning: known) }
      }
    }
  }
}
