internal import CWebGPU

extension WebGPUAdapter {
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
  /// Whether the device can say how long programs ran.
  public var hasTimestamps: Bool { features.contains(RKWFeatureName_TimestampQuery) }

  /// Features that matter to kernels, and whether they are there.
  public var namedFeatures: [(name: String, isThere: Bool)] {
    [
      ("float16", hasFloat16), ("float64", hasFloat64), ("int64", hasInt64), ("int64Atomics", hasInt64Atomics),
      ("floatAtomics", hasFloatAtomics), ("subgroups", hasSubgroups), ("timestamps", hasTimestamps),
    ]
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
