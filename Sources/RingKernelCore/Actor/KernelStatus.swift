/// Where a kernel is in its life.
public enum KernelStatus: String, Sendable, CaseIterable {
  /// Described, not on a device yet.
  case created
  /// On the device, not processing: its inbox accepts messages.
  case launched
  /// Processing messages.
  case active
  /// Suspended at a message boundary: its inbox accepts messages.
  case deactivated
  /// Draining or dead-lettering what is queued.
  case terminating
  /// Gone; its memory is free.
  case terminated

  /// The states that may follow this one.
  public var successors: Set<KernelStatus> {
    switch self {
    case .created: [.launched]
    case .launched: [.active, .terminating]
    case .active: [.deactivated, .terminating]
    case .deactivated: [.active, .terminating]
    case .terminating: [.terminated]
    case .terminated: []
    }
  }
}
