/// A language that the kernel compiler prints.
public enum DialectName: String, Sendable, Hashable, CaseIterable {
  /// CUDA C++ for NVRTC.
  case cuda
  /// Metal Shading Language.
  case msl
  /// WebGPU Shading Language.
  case wgsl
}
