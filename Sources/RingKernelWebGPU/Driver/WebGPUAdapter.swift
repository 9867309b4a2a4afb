internal import CWebGPU

/// A device that a WebGPU library found, before it is opened.
@safe
public final class WebGPUAdapter: @unchecked Sendable {
  // Safety: the handle is immutable and released once; what the library says about it is copied out.
  let library: WebGPULibrary
  let handle: RKWHandle
  /// The device's name and the driver's description.
  public let name: String
  /// What kind of device it is.
  public let kind: WebGPUAdapterKind
  /// The interface below WebGPU: `Vulkan`, `Metal`, `D3D12`.
  public let interface: String
  /// Number of the vendor and of the device, as on the bus; 0 where there is none.
  public let identity: (vendor: Int, device: Int)
  /// Numbers of the features that it has.
  public let features: Set<UInt32>
  /// What it can do at most.
  public let limits: WebGPULimits
  let rawLimits: RKWLimits

  init(library: WebGPULibrary, handle: RKWHandle) {
    self.library = library
    unsafe self.handle = handle
    let functions = library.functions
    var info = unsafe RKWAdapterInfo()
    _ = unsafe functions.adapterGetInfo(handle, &info)
    let (device, driver) = unsafe (text(info.device), text(info.description))
    name = driver.isEmpty ? device : "\(device) (\(driver))"
    kind = unsafe WebGPUAdapterKind(info.adapterType)
    interface = unsafe interfaceName(info.backendType)
    identity = unsafe (Int(info.vendorID), Int(info.deviceID))
    unsafe functions.adapterInfoFreeMembers(info)
    var list = unsafe RKWSupportedFeatures()
    unsafe functions.adapterGetFeatures(handle, &list)
    features = unsafe Set((0..<list.featureCount).compactMap { unsafe list.features?[$0] })
    unsafe functions.supportedFeaturesFreeMembers(list)
    var limits = unsafe RKWLimits()
    _ = unsafe functions.adapterGetLimits(handle, &limits)
    unsafe limits.nextInChain = nil
    self.limits = unsafe WebGPULimits(limits)
    unsafe rawLimits = unsafe limits
  }

  deinit { unsafe library.functions.adapterRelease(handle) }

  /// Whether it is a program that runs on the processors of this machine.
  public var isSoftware: Bool { kind == .software }
  /// Threads of a block at most, and along x, y, z.
  public var blockLimits: (threads: Int, axes: [Int]) { (limits.threadsPerBlock, limits.blockAxes) }
  /// Bytes of block memory at most.
  public var sharedBytes: Int { limits.sharedBytes }
}

/// Kinds of device.
public enum WebGPUAdapterKind: String, Sendable, CaseIterable {
  /// A GPU with memory of its own.
  case discrete
  /// A GPU that shares the processor's memory.
  case integrated
  /// A program that runs on the processors of this machine.
  case software
  /// The driver does not say.
  case unknown

  init(_ number: UInt32) {
    switch number {
    case RKWAdapterType_DiscreteGPU: self = .discrete
    case RKWAdapterType_IntegratedGPU: self = .integrated
    case RKWAdapterType_CPU: self = .software
    default: self = .unknown
    }
  }
}

private func interfaceName(_ number: UInt32) -> String {
  switch number {
  case RKWBackendType_D3D11: "D3D11"
  case RKWBackendType_D3D12: "D3D12"
  case RKWBackendType_Metal: "Metal"
  case RKWBackendType_Vulkan: "Vulkan"
  case RKWBackendType_OpenGL: "OpenGL"
  case RKWBackendType_OpenGLES: "OpenGL ES"
  default: "interface \(number)"
  }
}
