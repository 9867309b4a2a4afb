internal import RingKernelCore
internal import RingKernelIR

extension EngineLayout.Overflow {
  /// What a device does under a policy of the host.
  init(_ policy: OverflowPolicy) {
    self =
      switch policy {
      case .wait: .wait
      case .reject: .reject
      case .dropNewest, .dropOldest: .dropNewest
      case .deadLetter: .deadLetter
      }
  }
}
