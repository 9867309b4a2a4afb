internal import Foundation
internal import RingKernelRender

extension ProgramCache {
  /// Keeps what tests compile in memory unless the environment names a folder: programs with planted faults, and images
  /// of the stand-in, which are paths, must never be found by what does real work.
  static func spareTheUsersFolder() { _ = unsafe setenv(variable, "off", 0) }
}
