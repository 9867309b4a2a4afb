internal import CCUDA
public import RingKernelCompute

/// An entry of a loaded program.
@safe
public final class CUDAFunction: @unchecked Sendable {
  // Safety: the handle is immutable and lives as long as the module, which this keeps.
  /// The program.
  public let module: CUDAModule
  /// Its name.
  public let name: String
  let handle: RKCUfunction

  init(_ module: CUDAModule, _ handle: RKCUfunction, _ name: String) {
    self.module = module
    unsafe self.handle = handle
    self.name = name
  }

  /// What a function takes of a multiprocessor.
  public struct Usage: Sendable, Hashable {
    /// Registers of a thread.
    public let registers: Int
    /// Bytes of shared memory of a block, as the program fixes them.
    public let sharedBytes: Int
    /// Bytes of a thread's stack and spilled registers.
    public let localBytes: Int
    /// Threads of a block at most, by its registers.
    public let maximumBlock: Int
  }

  /// Asks what it takes.
  ///
  /// - Throws: `CUDAError.failed`.
  public func usage() throws(CUDAError) -> Usage {
    func ask(_ attribute: RKCUfunction_attribute) throws(CUDAError) -> Int {
      var value: Int32 = 0
      try module.context.call("cuFuncGetAttribute") { unsafe $0.funcGetAttribute(&value, attribute, handle) }
      return Int(value)
    }
    return Usage(
      registers: try ask(RKCU_FUNC_ATTRIBUTE_NUM_REGS),
      sharedBytes: try ask(RKCU_FUNC_ATTRIBUTE_SHARED_SIZE_BYTES),
      localBytes: try ask(RKCU_FUNC_ATTRIBUTE_LOCAL_SIZE_BYTES),
      maximumBlock: try ask(RKCU_FUNC_ATTRIBUTE_MAX_THREADS_PER_BLOCK)
    )
  }

  /// Lets launches have more shared memory than usual.
  ///
  /// - Parameter bytes: What a launch may ask for; `CUDAAttribute.sharedBytesOnRequest` at most.
  /// - Throws: `CUDAError.failed`.
  public func allowSharedBytes(_ bytes: Int) throws(CUDAError) {
    try module.context.call("cuFuncSetAttribute") {
      unsafe $0.funcSetAttribute(handle, RKCU_FUNC_ATTRIBUTE_MAX_DYNAMIC_SHARED_SIZE_BYTES, Int32(clamping: bytes))
    }
  }

  /// Blocks that can be on the device at once.
  ///
  /// - Parameters:
  ///   - block: Threads of a block.
  ///   - sharedBytes: Shared memory that the launch adds.
  /// - Throws: `CUDAError.failed`.
  /// - SeeAlso: `cuOccupancyMaxActiveBlocksPerMultiprocessor`, CUDA driver API.
  public func residentBlocks(of block: Axes, sharedBytes: Int = 0) throws(CUDAError) -> Int {
    let threads = Int32(clamping: block.x * block.y * block.z)
    var blocks: Int32 = 0
    try module.context.call("cuOccupancyMaxActiveBlocksPerMultiprocessor") {
      unsafe $0.occupancyMaxActiveBlocksPerMultiprocessor(&blocks, handle, threads, sharedBytes)
    }
    return try Int(blocks) * module.context.device.attribute(.processors)
  }

  /// Clusters of a launch that can be on the device at once.
  ///
  /// - Throws: `CUDAError.failed`, `.refused` for a launch without clusters.
  /// - SeeAlso: `cuOccupancyMaxActiveClusters`, CUDA driver API.
  public func residentClusters(of launch: CUDALaunch) throws(CUDAError) -> Int {
    guard launch.cluster != nil else { throw .refused("a launch without clusters") }
    var clusters: Int32 = 0
    try unsafe launch.withConfiguration(nil) { (configuration) throws(CUDAError) in
      try module.context.call("cuOccupancyMaxActiveClusters") {
        unsafe $0.occupancyMaxActiveClusters(&clusters, handle, configuration)
      }
    }
    return Int(clusters)
  }
}
