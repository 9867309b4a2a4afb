/// Version of wgpu-native.
public struct WebGPUVersion: Sendable, Hashable, CustomStringConvertible {
  /// Number of the release that other structs and enumerations come with.
  public let major: Int
  /// Number of the release within that.
  public let minor: Int
  /// Number of the correction.
  public let patch: Int
  /// Number of the build.
  public let build: Int

  /// The versions that this package works with.
  ///
  /// The one that `webgpu_subset.h` was taken from: structs of the standard header, values of wgpu-native's own
  /// features, and what a call does to a lost device change with the major number, and nothing in a library but this
  /// number tells. Within one, releases have kept their interface.
  public static let acceptedMajors = [29]

  /// Takes a version apart as `wgpuGetVersion` packs it: 8 bits per number.
  public init(packed: UInt32) {
    major = Int(packed >> 24)
    minor = Int(packed >> 16 & 255)
    patch = Int(packed >> 8 & 255)
    build = Int(packed & 255)
  }

  /// Whether this package works with it.
  public var isAccepted: Bool { Self.acceptedMajors.contains(major) }

  /// `29.0.1.1`.
  public var description: String { "\(major).\(minor).\(patch).\(build)" }
}
