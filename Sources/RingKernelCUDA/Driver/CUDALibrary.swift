internal import CCUDA
internal import RingKernelCore
internal import Synchronization

/// The CUDA driver, loaded at run time and initialised.
@safe
public final class CUDALibrary: Sendable {
  let functions: CUDAFunctions
  private let unreported = Mutex<[CUDAStatus]>([])
  /// The file that was loaded.
  public let file: String
  /// Version of CUDA that the driver implements, 13000 for 13.0.
  public let version: Int

  /// Environment variable that names the driver's library.
  public static let variable = "RINGKERNEL_CUDA_LIBRARY"

  /// Loads the driver.
  ///
  /// - Parameter file: Path or file name; `RINGKERNEL_CUDA_LIBRARY` if left out, else `libcuda.so.1`.
  /// - Throws: `CUDAError.libraryUnavailable` with the cure, or what `cuInit` answers where there is no device.
  public init(file: String? = nil) throws(CUDAError) {
    let candidates = (file ?? environmentValue(Self.variable)).map { [$0] } ?? ["libcuda.so.1"]
    do throws(DynamicLibraryError) {
      let library = try DynamicLibrary("the CUDA driver", candidates: candidates)
      functions = try CUDAFunctions(library)
      self.file = library.file
    } catch {
      let advice =
        if case .symbolMissing = error {
          "The driver is too old: install release 520 (CUDA 11.8) or later."
        } else {
          "Install NVIDIA's driver; \(Self.variable) names its library where that lies elsewhere."
        }
      throw .libraryUnavailable(RingKernelError(error, advice: advice).detail)
    }
    var version: Int32 = 0
    let asked = unsafe functions.driverGetVersion(&version)
    self.version = Int(version)
    try check("cuDriverGetVersion", asked)
    try check("cuInit", functions.initialize(0))
  }

  /// `13.0`.
  public var versionText: String { "\(version / 1000).\(version % 1000 / 10)" }

  /// The devices that the driver shows to this process.
  ///
  /// - Throws: `CUDAError.failed`.
  public func devices() throws(CUDAError) -> [CUDADevice] {
    var count: Int32 = 0
    try check("cuDeviceGetCount", unsafe functions.deviceGetCount(&count))
    var found: [CUDADevice] = []
    for ordinal in 0..<Int(count) { found.append(try CUDADevice(self, ordinal: ordinal)) }
    return found
  }

  /// What the driver answered when something was freed where nothing can be thrown; asking empties the list.
  public func failuresOnRelease() -> [CUDAStatus] {
    unreported.withLock { list in
      defer { list = [] }
      return list
    }
  }

  /// Judges an answer.
  func check(_ call: String, _ answer: RKCUresult) throws(CUDAError) {
    if answer != RKCUDA_SUCCESS { throw .failed(status(call, answer)) }
  }

  /// Keeps an answer that nobody can be told; the first ones, in a bounded list.
  func note(_ call: String, _ answer: RKCUresult) {
    guard answer != RKCUDA_SUCCESS else { return }
    note(status(call, answer))
  }

  /// The same for what another library has answered.
  func note(_ status: CUDAStatus) {
    unreported.withLock { if $0.count < 64 { $0.append(status) } }
  }

  /// Describes an answer in the driver's words.
  func status(_ call: String, _ answer: RKCUresult, words: String = "") -> CUDAStatus {
    var text: UnsafePointer<CChar>?
    _ = unsafe functions.getErrorName(answer, &text)
    let name = unsafe text.map { unsafe String(cString: $0) } ?? "an unknown status"
    unsafe text = nil
    _ = unsafe functions.getErrorString(answer, &text)
    let explanation = unsafe text.map { unsafe String(cString: $0) } ?? ""
    return CUDAStatus(number: answer, name: name, call: call, words: words.isEmpty ? explanation : words)
  }
}
