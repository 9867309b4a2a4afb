internal import CWebGPU

/// A device that a WebGPU library found, before it is opened.
@safe
public final class WebGPUAdapter: @unchecked Sendable {
  // Safety: the handle is immutable and released once; what the library says about it is copied out.
  let library: WebGPULibrary
  let handle: RKWHandle
  /// The device's name and the driver's description.
  public let name: String
  /// Whether it is a program that runs on the processors of this machine.
  public let isSoftware: Bool
  /// Numbers of the features that it has.
  public let features: Set<UInt32>
  /// Threads of a block at most, and along x, y, z.
  public let blockLimits: (threads: Int, axes: [Int])
  /// Bytes of block memory at most.
  public let sharedBytes: Int
  let limits: RKWLimits

  init(library: WebGPULibrary, handle: RKWHandle) {
    self.library = library
    unsafe self.handle = handle
    let functions = library.functions
    var info = unsafe RKWAdapterInfo()
    _ = unsafe functions.adapterGetInfo(handle, &info)
    name = unsafe "\(text(info.device)) (\(text(info.description)))"
    isSoftware = unsafe info.adapterType == RKWAdapterType_CPU
    unsafe functions.adapterInfoFreeMembers(info)
    var list = unsafe RKWSupportedFeatures()
    unsafe functions.adapterGetFeatures(handle, &list)
    features = unsafe Set((0..<list.featureCount).compactMap { unsafe list.features?[$0] })
    unsafe functions.supportedFeaturesFreeMembers(list)
    var limits = unsafe RKWLimits()
    _ = unsafe functions.adapterGetLimits(handle, &limits)
    blockLimits = unsafe (
      Int(limits.maxComputeInvocationsPerWorkgroup),
      [limits.maxComputeWorkgroupSizeX, limits.maxComputeWorkgroupSizeY, limits.maxComputeWorkgroupSizeZ].map(Int.init)
    )
    sharedBytes = unsafe Int(limits.maxComputeWorkgroupStorageSize)
    unsafe limits.nextInChain = nil
    unsafe self.limits = unsafe limits
  }

  deinit { unsafe library.functions.adapterRelease(handle) }

  /// Whether programs may use 16-bit floats.
  public var hasFloat16: Bool { features.contains(RKWFeatureName_ShaderF16) }
  /// Whether programs may use 64-bit floats.
  public var hasFloat64: Bool { features.contains(RKWNativeFeature_ShaderF64) }
  /// Whether programs may use 64-bit integers.
  public var hasInt64: Bool { features.contains(RKWNativeFeature_ShaderInt64) }
  /// Whether atomics work on 64-bit integers.
  public var hasInt64Atomics: Bool { features.contains(RKWNativeFeature_ShaderInt64AtomicAllOps) }
  /// Whether atomics add 32-bit floats.
  public var hasFloatAtomics: Bool { features.contains(RKWNativeFeature_ShaderFloat32Atomic) }
  /// Whether programs may use subgroup operations.
  public var hasSubgroups: Bool {
    features.contains(RKWNativeFeature_Subgroup) || features.contains(RKWFeatureName_Subgroups)
  }

  /// The features that a device is opened with: those of them that the adapter has.
  var wantedFeatures: [UInt32] {
    [
      RKWFeatureName_ShaderF16, RKWFeatureName_Subgroups, RKWFeatureName_TimestampQuery,
      RKWNativeFeature_MappablePrimaryBuffers, RKWNativeFeature_ShaderF64, RKWNativeFeature_Subgroup,
      RKWNativeFeature_SubgroupBarrier, RKWNativeFeature_ShaderInt64, RKWNativeFeature_ShaderFloat32Atomic,
      RKWNativeFeature_ShaderInt64AtomicMinMax, RKWNativeFeature_ShaderInt64AtomicAllOps,
    ].filter(features.contains)
  }
}
