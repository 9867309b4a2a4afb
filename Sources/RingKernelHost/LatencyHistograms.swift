internal import RingKernelABI
internal import Histogram
internal import CoreMetrics
internal import RingKernelCore

/// HDR histograms of sampled latencies, one pair per kernel, exported through swift-metrics as timers.
final class LatencyHistograms: LatencySink {
  private struct Series {
    var histogram = Histogram<UInt64>(highestTrackableValue: 60_000_000_000, numberOfSignificantValueDigits: .three)
    let timer: CoreMetrics.Timer
  }
  private struct State {
    var handlers: [String: Series] = [:]
    var calls: [String: Series] = [:]
  }
  private let state = Lock(State())
  private let backend: String

  init(_ backend: BackendKind) { self.backend = backend.rawValue }

  func handled(kernel: String, nanoseconds: UInt64) {
    record(\.handlers, "ringkernel_handler_latency", kernel, nanoseconds)
  }
  func called(kernel: String, nanoseconds: UInt64) {
    record(\.calls, "ringkernel_call_latency", kernel, nanoseconds)
  }
  func handlerLatency(of kernel: String) -> LatencySummary? {
    state.withLock { $0.handlers[kernel]?.histogram.summary }
  }
  func callLatency(of kernel: String) -> LatencySummary? { state.withLock { $0.calls[kernel]?.histogram.summary } }
  func forget(kernel: String) {
    state.withLock { state in
      state.handlers[kernel] = nil
      state.calls[kernel] = nil
    }
  }

  private func record(
    _ path: any WritableKeyPath<State, [String: Series]> & Sendable,
    _ label: String,
    _ kernel: String,
    _ nanoseconds: UInt64
  ) {
    let backend = backend
    let timer = state.withLock { state -> CoreMetrics.Timer in
      let timer: CoreMetrics.Timer
      if let known = state[keyPath: path][kernel] {
        timer = known.timer
      } else {
        timer = CoreMetrics.Timer(label: label, dimensions: [("kernel", kernel), ("backend", backend)])
        state[keyPath: path][kernel] = Series(timer: timer)
      }
      _ = state[keyPath: path][kernel]?.histogram.record(min(nanoseconds, 60_000_000_000))
      return timer
    }
    timer.recordNanoseconds(Int64(clamping: nanoseconds))
  }
}

extension Histogram<UInt64> {
  fileprivate var summary: LatencySummary? {
    guard totalCount > 0 else { return nil }
    return LatencySummary(
      samples: UInt64(totalCount),
      p50: valueAtPercentile(50),
      p99: valueAtPercentile(99),
      p999: valueAtPercentile(99.9),
      maximum: max
    )
  }
}
