extension CUDADevice {
  /// Environment variable that chooses a device by its number.
  public static let variable = "RINGKERNEL_CUDA_DEVICE"

  /// The number that a text chooses; the first device's where there is none.
  ///
  /// - Throws: `CUDAError.deviceUnknown` for what is no number.
  public static func ordinal(chosenBy text: String?) throws(CUDAError) -> Int {
    guard let text, !text.isEmpty else { return 0 }
    guard let number = Int(text), number >= 0 else { throw .deviceUnknown(text) }
    return number
  }

  /// The device that this process is to use.
  ///
  /// - Throws: `CUDAError.deviceUnknown`, `.failed` for a number that the driver does not know.
  public static func chosen(of library: CUDALibrary) throws(CUDAError) -> CUDADevice {
    try CUDADevice(library, ordinal: try ordinal(chosenBy: environmentValue(variable)))
  }
}
