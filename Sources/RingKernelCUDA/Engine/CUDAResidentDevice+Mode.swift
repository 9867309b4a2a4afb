public import RingKernelCore

// Whether a program stays on a device, or comes in passes.
extension CUDAResidentDevice {
  /// Environment variable that says how actors stay on a device: `resident` or `passes`; without it that is the device's.
  public static let variable = "RINGKERNEL_CUDA_MODE"

  /// The mode that a text asks for; nil where there is none.
  ///
  /// - Throws: `CUDAError.modeUnknown`.
  public static func mode(chosenBy text: String?) throws(CUDAError) -> ExecutionMode? {
    switch text {
    case nil, "": nil
    case "resident": .persistent
    case "passes": .epochs
    case .some(let text): throw .modeUnknown(text)
    }
  }

  /// Why a program runs in passes on a device; nil where it stays.
  ///
  /// - Parameters:
  ///   - device: The device.
  ///   - asked: How actors are to stay on it; nil leaves that to the environment, then to the device.
  /// - Throws: `CUDAError.modeUnknown`; `.refused` for a device that cannot be talked to while it computes, or that does
  ///   not keep the program that is asked for; `.failed`.
  public static func reasonForPasses(
    _ device: CUDADevice,
    _ asked: ExecutionMode? = nil
  ) throws(CUDAError) -> String? {
    if try device.attribute(.mapsHostMemory) == 0 { throw .refused("it does not reach memory of the host") }
    let (named, source) = try (
      mode(chosenBy: environmentValue(variable)), asked == nil ? variable : "the configuration"
    )
    guard let mode = asked ?? named else { return try reasonAgainst(device) }
    if mode == .epochs { return "\(source) asks for them" }
    if let reason = try reasonAgainst(device) {
      throw .refused("no program stays resident, though \(source) asks for it: \(reason)")
    }
    return nil
  }

  /// Why a device ends long programs or keeps none; nil when neither is so.
  private static func reasonAgainst(_ device: CUDADevice) throws(CUDAError) -> String? {
    if try device.attribute(.launchesCooperatively) == 0 { return "it launches no cooperative grids" }
    if try device.attribute(.hasWatchdog) != 0 {
      return "the system ends programs that run long, for it shows a desktop"
    }
    return isUnderWSL ? "under WSL the host and a program that runs see each other's writes late" : nil
  }
}
