internal import CCUDA
internal import RingKernelCompute

extension CUDAStream {
  /// Puts a launch into the stream.
  ///
  /// - Parameters:
  ///   - function: What runs; of this context.
  ///   - launch: Its shape. A cooperative one that does not fit on the device at once is refused, it would never end.
  ///   - arguments: One for each parameter; values are copied.
  /// - Throws: `CUDAError.notResident`, `.refused`, `.failed`.
  /// - SeeAlso: `cuLaunchKernel`, `cuLaunchCooperativeKernel`, `cuLaunchKernelEx`, CUDA driver API.
  public func launch(
    _ function: CUDAFunction,
    _ launch: CUDALaunch,
    _ arguments: [CUDAArgument]
  ) throws(CUDAError) {
    try requireRoom(for: function, launch)
    // Safety: the driver copies the values before it returns; they are aligned for any of them.
    let contents = arguments.map(\.content)
    let places = contents.reduce(into: [0]) { $0.append(($0.last ?? 0) + ($1.count + 15) / 16 * 16) }
    let room = UnsafeMutableRawPointer.allocate(byteCount: max(places.last ?? 0, 16), alignment: 16)
    defer { unsafe room.deallocate() }
    unsafe room.initializeMemory(as: UInt8.self, repeating: 0, count: max(places.last ?? 0, 16))
    var pointers: [UnsafeMutableRawPointer?] = unsafe []
    for (place, content) in zip(places, contents) {
      unsafe UnsafeMutableRawBufferPointer(start: room + place, count: content.count).copyBytes(from: content)
      unsafe pointers.append(room + place)
    }
    let (grid, block) = (Self.words(launch.grid), Self.words(launch.block))
    let shared = UInt32(clamping: launch.sharedBytes)
    if launch.cluster != nil {
      try unsafe launch.withConfiguration(unsafe handle) { (configuration) throws(CUDAError) in
        try context.call("cuLaunchKernelEx") {
          unsafe $0.launchKernelEx(configuration, function.handle, &pointers, nil)
        }
      }
    } else if launch.isCooperative {
      try context.call("cuLaunchCooperativeKernel") {
        unsafe $0.launchCooperativeKernel(
          function.handle,
          grid.0,
          grid.1,
          grid.2,
          block.0,
          block.1,
          block.2,
          shared,
          handle,
          &pointers
        )
      }
    } else {
      try context.call("cuLaunchKernel") {
        unsafe $0.launchKernel(
          function.handle,
          grid.0,
          grid.1,
          grid.2,
          block.0,
          block.1,
          block.2,
          shared,
          handle,
          &pointers,
          nil
        )
      }
    }
  }

  private func requireRoom(for function: CUDAFunction, _ launch: CUDALaunch) throws(CUDAError) {
    if let cluster = launch.cluster {
      guard try context.device.attribute(.launchesClusters) != 0 else {
        throw .refused("\(context.device.name) has no clusters: compute capability 9.0 is needed")
      }
      let axes = [(launch.grid.x, cluster.x), (launch.grid.y, cluster.y), (launch.grid.z, cluster.z)]
      guard axes.allSatisfy({ $1 > 0 && $0 % $1 == 0 }) else {
        throw .refused("clusters of \(cluster) blocks do not cut a grid of \(launch.grid)")
      }
    }
    guard launch.isCooperative else { return }
    guard try context.device.attribute(.launchesCooperatively) != 0 else {
      throw .refused("\(context.device.name) lets no blocks wait for each other")
    }
    let blocks = launch.grid.x * launch.grid.y * launch.grid.z
    var most = try function.residentBlocks(of: launch.block, sharedBytes: launch.sharedBytes)
    if let cluster = launch.cluster {
      most = min(most, try function.residentClusters(of: launch) * cluster.x * cluster.y * cluster.z)
    }
    guard blocks <= most else { throw .notResident(blocks: blocks, most: most) }
  }

  private static func words(_ axes: Axes) -> (UInt32, UInt32, UInt32) {
    (UInt32(clamping: axes.x), UInt32(clamping: axes.y), UInt32(clamping: axes.z))
  }
}
