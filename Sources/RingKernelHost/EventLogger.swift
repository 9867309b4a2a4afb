internal import Logging
internal import RingKernelCore

/// Turns runtime events into log lines with metadata; payloads are never logged.
struct EventLogger: Sendable {
  private let logger: Logger

  init(_ logger: Logger) { self.logger = logger }

  func log(_ event: RuntimeEvent) {
    switch event {
    case .backendSelected(let kind, let reasons):
      logger.info("backend selected", metadata: ["backend": "\(kind.rawValue)", "reasons": "\(reasons)"])
    case .launched(let kernel, let replicas):
      logger.info("kernel launched", metadata: ["kernel": "\(kernel)", "replicas": "\(replicas)"])
    case .transitioned(let kernel, let status):
      logger.debug("kernel state", metadata: ["kernel": "\(kernel)", "state": "\(status.rawValue)"])
    case .handlerFailed(let kernel, let replica, let error):
      logger.warning(
        "handler failed",
        metadata: ["kernel": "\(kernel)", "replica": "\(replica)", "error": "\(error)"]
      )
    case .errorReported(let kernel, let replica, let error):
      logger.warning(
        "error reported",
        metadata: ["kernel": "\(kernel)", "replica": "\(replica)", "error": "\(error)"]
      )
    case .deadLettered(let letter):
      logger.debug(
        "dead letter",
        metadata: [
          "kernel": "\(letter.kernel)", "number": "\(letter.number)", "type": "\(letter.envelope.typeID)",
          "reason": "\(letter.reason)",
        ]
      )
    case .handlerHung(let kernel, let replica, let nanoseconds):
      logger.error(
        "handler hung",
        metadata: ["kernel": "\(kernel)", "replica": "\(replica)", "milliseconds": "\(nanoseconds / 1_000_000)"]
      )
    case .accounted(let kernel, let account):
      logger.log(
        level: account.isBalanced ? .debug : .critical,
        "message account",
        metadata: ["kernel": "\(kernel)", "account": "\(account)"]
      )
    case .shutDown:
      logger.info("runtime shut down")
    }
  }
}
