internal import CCUDA

/// The primary context of a device, held as long as something refers to this object.
///
/// The calls that need it run with it as the thread's current context and give the thread back as they found it, so
/// they may come from any thread and beside other users of CUDA in the process.
@safe
public final class CUDAContext: @unchecked Sendable {
  // Safety: the handle is immutable and released once; the driver may be called from any thread.
  /// The device.
  public let device: CUDADevice
  let handle: RKCUcontext

  /// The driver.
  public var library: CUDALibrary { device.library }

  /// Retains the primary context of a device.
  ///
  /// - Throws: `CUDAError.failed`.
  /// - SeeAlso: `cuDevicePrimaryCtxRetain`, CUDA driver API.
  public init(_ device: CUDADevice) throws(CUDAError) {
    self.device = device
    var handle: RKCUcontext?
    let answer = unsafe device.library.functions.devicePrimaryCtxRetain(&handle, device.handle)
    try device.library.check("cuDevicePrimaryCtxRetain", answer)
    unsafe self.handle = try unsafe present(handle, "cuDevicePrimaryCtxRetain")
  }

  deinit {
    library.note("cuDevicePrimaryCtxRelease_v2", library.functions.devicePrimaryCtxRelease(device.handle))
  }

  /// Makes a call with this context and judges its answer.
  func call(_ name: String, _ body: (CUDAFunctions) -> RKCUresult) throws(CUDAError) {
    let functions = library.functions
    try library.check("cuCtxPushCurrent_v2", unsafe functions.ctxPushCurrent(handle))
    let answer = body(functions)
    var previous: RKCUcontext?
    let popped = unsafe functions.ctxPopCurrent(&previous)
    // What the call made must not be lost because of this, so it is not thrown.
    library.note("cuCtxPopCurrent_v2", popped)
    try library.check(name, answer)
  }

  /// Makes a call that frees, where nothing can be thrown: what goes wrong is in `CUDALibrary.failuresOnRelease`.
  ///
  /// It is made even where the context cannot be made current: a driver that has lost one still forgets what it held.
  func release(_ name: String, _ body: (CUDAFunctions) -> RKCUresult) {
    let functions = library.functions
    let pushed = unsafe functions.ctxPushCurrent(handle)
    library.note("cuCtxPushCurrent_v2", pushed)
    library.note(name, body(functions))
    guard pushed == RKCUDA_SUCCESS else { return }
    var previous: RKCUcontext?
    library.note("cuCtxPopCurrent_v2", unsafe functions.ctxPopCurrent(&previous))
  }

  /// Bytes of memory that are free, and all of them.
  ///
  /// - Throws: `CUDAError.failed`.
  public func memory() throws(CUDAError) -> (free: Int, total: Int) {
    var (free, total) = (0, 0)
    try call("cuMemGetInfo_v2") { unsafe $0.memGetInfo(&free, &total) }
    return (free, total)
  }

  /// Keeps up to `bytes` of freed memory of the device's pool for later allocations.
  ///
  /// - Throws: `CUDAError.failed`.
  /// - SeeAlso: `cuMemPoolSetAttribute`, CUDA driver API.
  public func keepPooledMemory(_ bytes: UInt64) throws(CUDAError) {
    var pool: RKCUmemoryPool?
    let device = device.handle
    try call("cuDeviceGetDefaultMemPool") { unsafe $0.deviceGetDefaultMemPool(&pool, device) }
    var bytes = bytes
    try call("cuMemPoolSetAttribute") {
      unsafe $0.memPoolSetAttribute(pool, RKCU_MEMPOOL_ATTR_RELEASE_THRESHOLD, &bytes)
    }
  }

  /// Lets kernels of this context reach the memory of another device.
  ///
  /// - Returns: What to hold as long as they do.
  /// - Throws: `CUDAError.failed`, also where the two have no link.
  public func reach(_ other: CUDAContext) throws(CUDAError) -> CUDAPeerReach { try CUDAPeerReach(self, other) }
}

/// A handle that a call gave; one that says success and gives none is a defect of the driver.
@unsafe
func present<Handle>(_ handle: Handle?, _ call: String) throws(CUDAError) -> Handle {
  guard let handle = handle else { throw .refused("\(call) succeeded and gave nothing") }
  return handle
}

/// Access of one context to the memory of another, ended when this is freed.
public struct CUDAPeerReach: ~Copyable, Sendable {
  private let from: CUDAContext
  private let to: CUDAContext

  init(_ from: CUDAContext, _ to: CUDAContext) throws(CUDAError) {
    // Before the fields are set: once they are, an error here would run `deinit`.
    try from.call("cuCtxEnablePeerAccess") { unsafe $0.ctxEnablePeerAccess(to.handle, 0) }
    self.from = from
    self.to = to
  }

  deinit {
    let handle = unsafe to.handle
    from.release("cuCtxDisablePeerAccess") { unsafe $0.ctxDisablePeerAccess(handle) }
  }
}
