internal import CCUDA

/// A program that a device has loaded, as long as it or a function of it is referred to.
@safe
public final class CUDAModule: @unchecked Sendable {
  // Safety: the handle is immutable and released once; the driver may be called from any thread.
  /// Where it is loaded.
  public let context: CUDAContext
  private let handle: RKCUmodule
  private static let logBytes = 8192

  /// Loads PTX or a cubin.
  ///
  /// - Parameters:
  ///   - context: Where.
  ///   - image: What a compiler gave; a NUL behind PTX is added here.
  /// - Throws: `CUDAError.failed` with the words of the driver's compiler.
  /// - SeeAlso: `cuModuleLoadDataEx`, CUDA driver API.
  public init(_ context: CUDAContext, image: [UInt8]) throws(CUDAError) {
    self.context = context
    var handle: RKCUmodule?
    // One byte more than the driver is told of ends the text whatever it writes.
    let log = UnsafeMutableRawPointer.allocate(byteCount: Self.logBytes + 1, alignment: 16)
    defer { unsafe log.deallocate() }
    unsafe log.initializeMemory(as: UInt8.self, repeating: 0, count: Self.logBytes + 1)
    var options = [RKCU_JIT_ERROR_LOG_BUFFER, RKCU_JIT_ERROR_LOG_BUFFER_SIZE_BYTES]
    // The second value is a number that the driver takes out of the pointer's bits.
    var values = unsafe [Optional(log), UnsafeMutableRawPointer(bitPattern: Self.logBytes)]
    let text = image + [0]
    do throws(CUDAError) {
      try context.call("cuModuleLoadDataEx") { functions in
        unsafe text.withUnsafeBytes { unsafe functions.moduleLoadDataEx(&handle, $0.baseAddress, 2, &options, &values) }
      }
    } catch {
      let words = unsafe String(cString: log.assumingMemoryBound(to: CChar.self))
      guard let status = error.status, !words.isEmpty else { throw error }
      throw .failed(context.library.status(status.call, status.number, words: words))
    }
    unsafe self.handle = try unsafe present(handle, "cuModuleLoadDataEx")
  }

  deinit {
    let handle = unsafe handle
    context.release("cuModuleUnload") { unsafe $0.moduleUnload(handle) }
  }

  /// An entry of the program.
  ///
  /// - Throws: `CUDAError.failed`, `CUDA_ERROR_NOT_FOUND` for a name that it lacks.
  public func function(_ name: String) throws(CUDAError) -> CUDAFunction {
    var function: RKCUfunction?
    try context.call("cuModuleGetFunction") { unsafe $0.moduleGetFunction(&function, handle, name) }
    return unsafe CUDAFunction(self, try unsafe present(function, "cuModuleGetFunction"), name)
  }

  /// A variable of the program.
  ///
  /// - Returns: Its place and its bytes; it lives as long as the module.
  /// - Throws: `CUDAError.failed`, `CUDA_ERROR_NOT_FOUND` for a name that it lacks.
  public func variable(_ name: String) throws(CUDAError) -> (address: CUDAAddress, byteCount: Int) {
    var address: RKCUdeviceptr = 0
    var count = 0
    try context.call("cuModuleGetGlobal_v2") { unsafe $0.moduleGetGlobal(&address, &count, handle, name) }
    return (CUDAAddress(address), count)
  }
}
