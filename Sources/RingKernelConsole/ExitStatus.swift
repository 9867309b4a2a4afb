package import RingKernelHost

/// What the process tells its caller; thrown by a command that has said everything already.
package enum ExitStatus: Int32, Error {
  case success = 0
  case failure = 1
  case usage = 2
  case environment = 3
  case interrupted = 130

  /// Tells what the machine lacks from what is wrong with the input.
  package init(_ error: RingKernelError) {
    switch error.code {
    case .backendUnavailable, .backendUnknown, .threadRefused, .libraryUnavailable, .libraryVersion,
      .inboundUnavailable:
      self = .environment
    default: self = .failure
    }
  }
}
