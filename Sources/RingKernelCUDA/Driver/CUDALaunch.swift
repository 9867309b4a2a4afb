internal import CCUDA
public import RingKernelCompute

/// Shape of a launch.
public struct CUDALaunch: Sendable, Hashable {
  /// Blocks along the axes.
  public var grid: Axes
  /// Threads of a block along the axes.
  public var block: Axes
  /// Shared memory that the launch adds to what the program fixes, in bytes.
  public var sharedBytes: Int
  /// Whether blocks wait for each other; then all of them must be on the device at once.
  public var isCooperative: Bool
  /// Blocks of a cluster along the axes, which share their memory; compute capability 9.0.
  public var cluster: Axes?

  /// Makes a shape.
  public init(grid: Axes, block: Axes, sharedBytes: Int = 0, isCooperative: Bool = false, cluster: Axes? = nil) {
    self.grid = grid
    self.block = block
    self.sharedBytes = sharedBytes
    self.isCooperative = isCooperative
    self.cluster = cluster
  }

  /// Lends the launch as the driver takes it.
  func withConfiguration(
    _ stream: RKCUstream?,
    _ body: (UnsafePointer<RKCUlaunchConfig>) throws(CUDAError) -> Void
  ) throws(CUDAError) {
    var attributes: [RKCUlaunchAttribute] = []
    if let cluster {
      var attribute = RKCUlaunchAttribute()
      attribute.id = RKCU_LAUNCH_ATTRIBUTE_CLUSTER_DIMENSION
      unsafe attribute.value.clusterDim.x = UInt32(clamping: cluster.x)
      unsafe attribute.value.clusterDim.y = UInt32(clamping: cluster.y)
      unsafe attribute.value.clusterDim.z = UInt32(clamping: cluster.z)
      attributes.append(attribute)
    }
    if isCooperative {
      var attribute = RKCUlaunchAttribute()
      attribute.id = RKCU_LAUNCH_ATTRIBUTE_COOPERATIVE
      unsafe attribute.value.cooperative = 1
      attributes.append(attribute)
    }
    try unsafe attributes.withUnsafeMutableBufferPointer { (list) throws(CUDAError) in
      var configuration = unsafe RKCUlaunchConfig(
        gridDimX: UInt32(clamping: grid.x),
        gridDimY: UInt32(clamping: grid.y),
        gridDimZ: UInt32(clamping: grid.z),
        blockDimX: UInt32(clamping: block.x),
        blockDimY: UInt32(clamping: block.y),
        blockDimZ: UInt32(clamping: block.z),
        sharedMemBytes: UInt32(clamping: sharedBytes),
        hStream: stream,
        attrs: list.baseAddress,
        numAttrs: UInt32(list.count)
      )
      try unsafe body(&configuration)
    }
  }
}

/// An argument of an entry.
public enum CUDAArgument: Sendable, Hashable {
  /// A place on the device.
  case address(CUDAAddress)
  /// A value at its C layout.
  case bytes([UInt8])

  var content: [UInt8] {
    switch self {
    case .address(let address): (0..<8).map { UInt8(truncatingIfNeeded: address.number >> (8 * $0)) }
    case .bytes(let bytes): bytes
    }
  }
}
