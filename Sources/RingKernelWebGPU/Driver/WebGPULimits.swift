internal import CWebGPU

/// What an adapter can do at most, or what a device is opened with.
public struct WebGPULimits: Sendable, Hashable {
  /// Bytes of a buffer.
  public var bufferSize: Int
  /// Bytes of a buffer that a program can reach through one binding.
  public var storageBindingSize: Int
  /// Buffers that a program can reach.
  public var storageBuffers: Int
  /// Bytes of block memory.
  public var sharedBytes: Int
  /// Threads of a block.
  public var threadsPerBlock: Int
  /// Threads of a block along x, y and z.
  public var blockAxes: [Int]
  /// Blocks of a launch along each axis.
  public var blocksPerAxis: Int

  @unsafe init(_ raw: RKWLimits) {
    unsafe bufferSize = Int(clamping: raw.maxBufferSize)
    unsafe storageBindingSize = Int(clamping: raw.maxStorageBufferBindingSize)
    unsafe storageBuffers = Int(raw.maxStorageBuffersPerShaderStage)
    unsafe sharedBytes = Int(raw.maxComputeWorkgroupStorageSize)
    unsafe threadsPerBlock = Int(raw.maxComputeInvocationsPerWorkgroup)
    unsafe blockAxes = [raw.maxComputeWorkgroupSizeX, raw.maxComputeWorkgroupSizeY, raw.maxComputeWorkgroupSizeZ].map(
      Int.init
    )
    unsafe blocksPerAxis = Int(raw.maxComputeWorkgroupsPerDimension)
  }

  /// Every limit with its name in WebGPU.
  public var named: [(name: String, value: Int)] {
    [
      ("maxBufferSize", bufferSize), ("maxStorageBufferBindingSize", storageBindingSize),
      ("maxStorageBuffersPerShaderStage", storageBuffers), ("maxComputeWorkgroupStorageSize", sharedBytes),
      ("maxComputeInvocationsPerWorkgroup", threadsPerBlock), ("maxComputeWorkgroupSizeX", axis(0)),
      ("maxComputeWorkgroupSizeY", axis(1)), ("maxComputeWorkgroupSizeZ", axis(2)),
      ("maxComputeWorkgroupsPerDimension", blocksPerAxis),
    ]
  }

  private func axis(_ number: Int) -> Int { blockAxes.indices.contains(number) ? blockAxes[number] : 1 }

  /// Puts these in the place of an adapter's.
  @unsafe func replace(in raw: inout RKWLimits) {
    unsafe raw.maxBufferSize = UInt64(clamping: bufferSize)
    unsafe raw.maxStorageBufferBindingSize = UInt64(clamping: storageBindingSize)
    unsafe raw.maxStorageBuffersPerShaderStage = UInt32(clamping: storageBuffers)
    unsafe raw.maxComputeWorkgroupStorageSize = UInt32(clamping: sharedBytes)
    unsafe raw.maxComputeInvocationsPerWorkgroup = UInt32(clamping: threadsPerBlock)
    unsafe raw.maxComputeWorkgroupSizeX = UInt32(clamping: axis(0))
    unsafe raw.maxComputeWorkgroupSizeY = UInt32(clamping: axis(1))
    unsafe raw.maxComputeWorkgroupSizeZ = UInt32(clamping: axis(2))
    unsafe raw.maxComputeWorkgroupsPerDimension = UInt32(clamping: blocksPerAxis)
  }
}
