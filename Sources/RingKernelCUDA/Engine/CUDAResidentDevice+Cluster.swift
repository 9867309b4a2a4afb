internal import RingKernelCompute
public import RingKernelCore
internal import RingKernelIR

// Whether the grid is launched in clusters, whose blocks reach each other's shared memory.
extension CUDAResidentDevice {
  /// Environment variable with the most blocks that a cluster may have: 1, for none, 2, 4 or 8, which it is without it.
  public static let clusterVariable = "RINGKERNEL_CUDA_CLUSTER"

  /// The number that a text asks for; nil where there is none.
  ///
  /// - Throws: `CUDAError.clusterUnknown`.
  public static func clusterSize(chosenBy text: String?) throws(CUDAError) -> Int? {
    guard let text, !text.isEmpty else { return nil }
    guard let number = Int(text), [1, 2, 4, 8].contains(number) else { throw .clusterUnknown(text) }
    return number
  }

  /// The largest clusters that a device has and that cut its blocks evenly, 1 where it has none.
  ///
  /// Eight blocks are what every device with clusters takes; whether all of them are there at once, the program decides.
  ///
  /// - Parameters:
  ///   - device: The device.
  ///   - blocks: Blocks of the grid; one per multiprocessor if left out.
  /// - Throws: `CUDAError.clusterUnknown`, `.failed`.
  public static func clusterSize(_ device: CUDADevice, blocks: Int? = nil) throws(CUDAError) -> Int {
    let most = try clusterSize(chosenBy: environmentValue(clusterVariable)) ?? 8
    guard try device.attribute(.launchesClusters) != 0, device.capability >= 90 else { return 1 }
    let processors = try device.attribute(.processors)
    return [8, 4, 2].first { $0 <= most && (blocks ?? processors) % $0 == 0 } ?? 1
  }

  /// The shape of a program's launch.
  func launch(_ threads: Int, _ sizes: [UInt32], in cluster: Int) -> CUDALaunch {
    CUDALaunch(
      grid: Axes(blocks, 1, 1),
      block: Axes(threads, 1, 1),
      sharedBytes: cluster > 1 ? Int(sizes[EngineLayout.Resident.areaWords]) * 4 : 0,
      isCooperative: reasonForPasses == nil,
      cluster: cluster > 1 ? Axes(cluster, 1, 1) : nil
    )
  }

  /// The largest clusters with which all blocks are on the device at once: a grid that is not would never begin.
  ///
  /// - Throws: `programRefused`, `deviceLost`.
  public func clusterSize(
    of text: String,
    entry: String,
    threads: Int,
    _ sizes: [UInt32],
    atMost most: Int
  ) throws(RingKernelError) -> (size: Int, reason: String?) {
    guard most > 1 else { return (1, nil) }
    return try reporting { () throws(CUDAError) in
      let function = try session.function(CUDAProgram(text: text, entry: entry))
      let whole = launch(threads, sizes, in: most)
      let (asked, room) = try (
        whole.sharedBytes + function.usage().sharedBytes, session.device.attribute(.sharedBytesOnRequest)
      )
      guard asked <= room else { return (1, "a block needs \(asked) bytes of shared memory and has \(room)") }
      try function.allowSharedBytes(whole.sharedBytes)
      var size = most
      var reason: String?
      while size > 1 {
        let held: Int
        do throws(CUDAError) {
          held = try function.residentClusters(of: launch(threads, sizes, in: size)) * size
        } catch {
          // A driver that takes the question for a mistake holds none.
          guard error.errorClass == .programmer else { throw error }
          return (1, "\(error)")
        }
        if held >= blocks { return (size, reason) }
        reason = "\(held) blocks in clusters of \(size) are on the device at once, the grid has \(blocks)"
        size /= 2
      }
      return (1, reason)
    }
  }
}
