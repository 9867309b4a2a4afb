internal import CoreMetrics
internal import RingKernelCore

/// Counts runtime events through swift-metrics.
enum EventMetrics {
  @Sendable static func record(_ event: RuntimeEvent) {
    switch event {
    case .launched(let kernel, let replicas):
      Counter(label: "ringkernel_launches_total", dimensions: [("kernel", kernel)]).increment()
      Gauge(label: "ringkernel_replicas", dimensions: [("kernel", kernel)]).record(replicas)
    case .handlerFailed(let kernel, _, let error):
      Counter(
        label: "ringkernel_handler_failures_total",
        dimensions: [("kernel", kernel), ("code", "\(error.code)")]
      ).increment()
    case .deadLettered(let letter):
      Counter(label: "ringkernel_dead_letters_total", dimensions: [("kernel", letter.kernel)]).increment()
    case .handlerHung(let kernel, _, _):
      Counter(label: "ringkernel_handlers_hung_total", dimensions: [("kernel", kernel)]).increment()
    case .accounted(let kernel, let account):
      let counts = [
        ("accepted", account.accepted), ("delivered", account.delivered), ("dead_lettered", account.deadLettered),
        ("dropped", account.dropped),
      ]
      for (outcome, count) in counts {
        Counter(label: "ringkernel_messages_total", dimensions: [("kernel", kernel), ("outcome", outcome)])
          .increment(by: count)
      }
    case .backendSelected, .transitioned, .errorReported, .shutDown:
      break
    }
  }
}
