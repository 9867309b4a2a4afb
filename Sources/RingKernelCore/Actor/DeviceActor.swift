public import RingKernelCompute

/// An actor whose handlers stay within the kernel language: every backend can run it.
///
/// `@RingKernel` writes the conformance, unless the attribute says `on: .cpu`.
public protocol DeviceActor: KernelActor {
  /// State and handlers, for the kernel compiler.
  static var deviceDefinition: DeviceDefinition { get }
}

/// Where the handlers of an actor can run.
public enum KernelReach: Sendable, Hashable {
  /// On every backend: they stay within the kernel language.
  case everywhere
  /// On the CPU only: they may be any Swift.
  case cpu
}
