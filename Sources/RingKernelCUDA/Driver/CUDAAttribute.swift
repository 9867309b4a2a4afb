internal import CCUDA

/// Numbers that a device can be asked for.
public struct CUDAAttribute: Sendable, Hashable {
  let number: UInt32

  private init(_ number: UInt32) { self.number = number }

  /// Threads of a block at most.
  public static let maximumBlock = CUDAAttribute(RKCU_DEVICE_ATTRIBUTE_MAX_THREADS_PER_BLOCK)
  /// Threads of a block along x, y, z at most.
  public static let maximumBlockAxes = [
    CUDAAttribute(RKCU_DEVICE_ATTRIBUTE_MAX_BLOCK_DIM_X), CUDAAttribute(RKCU_DEVICE_ATTRIBUTE_MAX_BLOCK_DIM_Y),
    CUDAAttribute(RKCU_DEVICE_ATTRIBUTE_MAX_BLOCK_DIM_Z),
  ]
  /// Blocks of a grid along x, y, z at most.
  public static let maximumGridAxes = [
    CUDAAttribute(RKCU_DEVICE_ATTRIBUTE_MAX_GRID_DIM_X), CUDAAttribute(RKCU_DEVICE_ATTRIBUTE_MAX_GRID_DIM_Y),
    CUDAAttribute(RKCU_DEVICE_ATTRIBUTE_MAX_GRID_DIM_Z),
  ]
  /// Bytes of shared memory of a block.
  public static let sharedBytes = CUDAAttribute(RKCU_DEVICE_ATTRIBUTE_MAX_SHARED_MEMORY_PER_BLOCK)
  /// The same for a function that asks for more than usual.
  public static let sharedBytesOnRequest = CUDAAttribute(RKCU_DEVICE_ATTRIBUTE_MAX_SHARED_MEMORY_PER_BLOCK_OPTIN)
  /// Bytes of shared memory of a multiprocessor.
  public static let sharedBytesOfProcessor = CUDAAttribute(RKCU_DEVICE_ATTRIBUTE_MAX_SHARED_MEMORY_PER_MULTIPROCESSOR)
  /// Lanes of a subgroup.
  public static let subgroupSize = CUDAAttribute(RKCU_DEVICE_ATTRIBUTE_WARP_SIZE)
  /// Kilohertz of the clock.
  public static let clockRate = CUDAAttribute(RKCU_DEVICE_ATTRIBUTE_CLOCK_RATE)
  /// Multiprocessors.
  public static let processors = CUDAAttribute(RKCU_DEVICE_ATTRIBUTE_MULTIPROCESSOR_COUNT)
  /// 1 when the system ends kernels that run too long: no grid can stay resident then.
  public static let hasWatchdog = CUDAAttribute(RKCU_DEVICE_ATTRIBUTE_KERNEL_EXEC_TIMEOUT)
  /// 1 when host and device share their memory.
  public static let isIntegrated = CUDAAttribute(RKCU_DEVICE_ATTRIBUTE_INTEGRATED)
  /// 1 when kernels can reach pinned memory of the host.
  public static let mapsHostMemory = CUDAAttribute(RKCU_DEVICE_ATTRIBUTE_CAN_MAP_HOST_MEMORY)
  /// Who may use the device: 0 everybody, 3 one process, 2 nobody.
  public static let computeMode = CUDAAttribute(RKCU_DEVICE_ATTRIBUTE_COMPUTE_MODE)
  /// 1 when kernels of several streams run side by side.
  public static let runsKernelsTogether = CUDAAttribute(RKCU_DEVICE_ATTRIBUTE_CONCURRENT_KERNELS)
  /// 1 when host and devices share one range of addresses.
  public static let hasUnifiedAddresses = CUDAAttribute(RKCU_DEVICE_ATTRIBUTE_UNIFIED_ADDRESSING)
  /// Major compute capability.
  public static let capabilityMajor = CUDAAttribute(RKCU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR)
  /// Minor compute capability.
  public static let capabilityMinor = CUDAAttribute(RKCU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR)
  /// 1 when atomics on memory of the host are the link's own.
  public static let hasHostAtomics = CUDAAttribute(RKCU_DEVICE_ATTRIBUTE_HOST_NATIVE_ATOMIC_SUPPORTED)
  /// 1 when blocks of a grid may wait for each other.
  public static let launchesCooperatively = CUDAAttribute(RKCU_DEVICE_ATTRIBUTE_COOPERATIVE_LAUNCH)
  /// 1 when memory can be allocated in the order of a stream.
  public static let hasMemoryPools = CUDAAttribute(RKCU_DEVICE_ATTRIBUTE_MEMORY_POOLS_SUPPORTED)
  /// 1 when the host reaches managed memory on the device, where it lies.
  public static let hostReachesManagedMemory = CUDAAttribute(RKCU_DEVICE_ATTRIBUTE_DIRECT_MANAGED_MEM_ACCESS_FROM_HOST)
  /// 1 when others may be shown the device's memory.
  public static let showsMemory = CUDAAttribute(RKCU_DEVICE_ATTRIBUTE_GPU_DIRECT_RDMA_SUPPORTED)
  /// Who sees what others write to the device's memory in their order: 0 nobody, 100 the device, 200 every device.
  public static let orderOfWrites = CUDAAttribute(RKCU_DEVICE_ATTRIBUTE_GPU_DIRECT_RDMA_WRITES_ORDERING)
  /// The least of `orderOfWrites` with which a program on the device may rely on an order.
  static let ownerSeesOrder = Int(RKCU_GPU_DIRECT_RDMA_WRITES_ORDERING_OWNER)
  /// 1 when blocks can be launched in clusters.
  public static let launchesClusters = CUDAAttribute(RKCU_DEVICE_ATTRIBUTE_CLUSTER_LAUNCH)
}
