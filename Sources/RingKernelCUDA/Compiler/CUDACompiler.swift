internal import CCUDA
internal import RingKernelCore

/// NVIDIA's run-time compiler, loaded at run time; it needs no device.
@safe
public final class CUDACompiler: Sendable {
  private let functions: NVRTCFunctions
  /// The file that was loaded.
  public let file: String
  /// Major and minor version of CUDA that it belongs to.
  public let version: (major: Int, minor: Int)
  /// Compute capabilities that it compiles for, 90 for 9.0, ascending.
  public let capabilities: [Int]

  /// Which compiler it is, to the file: updates of one version of CUDA give other programs.
  let identity: String

  /// Environment variable that names the compiler's library.
  public static let variable = "RINGKERNEL_NVRTC_LIBRARY"

  /// What the compiler made of a text.
  public struct Image: Sendable, Hashable {
    /// PTX, or a cubin.
    public let bytes: [UInt8]
    /// `sm_90` for a cubin, `compute_90` for PTX, which the driver compiles on.
    public let architecture: String
  }

  /// Loads the compiler.
  ///
  /// A driver runs what compilers of its own major version and of earlier ones made, so later ones are not looked for.
  ///
  /// - Parameters:
  ///   - file: Path or file name; `RINGKERNEL_NVRTC_LIBRARY` if left out, else the loader's search path.
  ///   - driverVersion: Version of CUDA that the driver implements, 13000 for 13.0; nil where none will run the result.
  /// - Throws: `CUDAError.libraryUnavailable` with the cure.
  public init(file: String? = nil, driverVersion: Int? = nil) throws(CUDAError) {
    let majors = [13, 12].filter { $0 <= (driverVersion ?? .max) / 1000 }
    let usual = majors.map { "libnvrtc.so.\($0)" } + ["libnvrtc.so.11.2"]
    do throws(DynamicLibraryError) {
      let named = file ?? environmentValue(Self.variable)
      let library = try DynamicLibrary("NVRTC", candidates: named.map { [$0] } ?? usual)
      functions = try NVRTCFunctions(library)
      self.file = library.file
    } catch {
      let major = majors.first ?? 11
      let advice =
        "Install NVRTC of CUDA \(major) (it comes with the CUDA toolkit, and alone as the Python package "
        + "nvidia-cuda-nvrtc); \(Self.variable) names its library where that lies elsewhere."
      throw .libraryUnavailable(RingKernelError(error, advice: advice).detail)
    }
    var (major, minor): (Int32, Int32) = (0, 0)
    try Self.check(functions, "nvrtcVersion", unsafe functions.version(&major, &minor))
    version = (Int(major), Int(minor))
    unsafe identity =
      "NVRTC \(major).\(minor) "
      + fileIdentity(of: unsafeBitCast(functions.version, to: UnsafeRawPointer.self))
    var count: Int32 = 0
    try Self.check(
      functions,
      "nvrtcGetNumSupportedArchs",
      unsafe functions.getNumSupportedArchs(&count)
    )
    var list = [Int32](repeating: 0, count: max(Int(count), 1))
    try Self.check(functions, "nvrtcGetSupportedArchs", unsafe functions.getSupportedArchs(&list))
    capabilities = list.prefix(Int(count)).map(Int.init).sorted()
    // It looks for its built-in functions by name alone; beside it they are found when they are loaded already. Where
    // they are missing, its log says so when it compiles.
    if let slash = self.file.lastIndex(of: "/") {
      let builtins = "\(self.file[...slash])libnvrtc-builtins.so.\(major).\(minor)"
      _ = try? DynamicLibrary("NVRTC's built-in functions", candidates: [builtins])
    }
  }

  /// Compiles a text for a device: to a cubin where the compiler knows its kind, else to PTX of the nearest one before.
  ///
  /// - Parameters:
  ///   - text: CUDA C++.
  ///   - capability: Compute capability, 90 for 9.0.
  ///   - options: Further options.
  /// - Throws: `CUDAError.textRefused` with the log, `.failed`.
  public func compile(_ text: String, for capability: Int, options: [String] = []) throws(CUDAError) -> Image {
    if capabilities.contains(capability) { return try cubin(text, for: capability, options: options) }
    guard let nearest = capabilities.last(where: { $0 < capability }) else {
      let known = capabilities.first.map { "begins at \($0)" } ?? "knows none"
      throw .textRefused(
        architecture: "sm_\(capability)",
        log: "NVRTC \(version.major).\(version.minor) \(known): install one of an earlier CUDA"
      )
    }
    return try ptx(text, for: nearest, options: options)
  }

  /// Compiles a text to PTX.
  ///
  /// - Throws: As above.
  public func ptx(_ text: String, for capability: Int, options: [String] = []) throws(CUDAError) -> Image {
    let architecture = "compute_\(capability)"
    return try unsafe compiled(text, architecture, options) { program throws(CUDAError) in
      Image(bytes: try unsafe ptx(of: program), architecture: architecture)
    }
  }

  /// Compiles a text to a cubin.
  ///
  /// - Throws: As above.
  public func cubin(_ text: String, for capability: Int, options: [String] = []) throws(CUDAError) -> Image {
    let architecture = "sm_\(capability)"
    return try unsafe compiled(text, architecture, options) { program throws(CUDAError) in
      Image(bytes: try unsafe cubin(of: program), architecture: architecture)
    }
  }

  /// Compiles a text once, to a cubin and the PTX that this was assembled of, which is what `ptx(_:for:options:)` gives.
  ///
  /// - Throws: As above.
  public func both(
    _ text: String,
    for capability: Int,
    options: [String] = []
  ) throws(CUDAError) -> (ptx: Image, cubin: Image) {
    try unsafe compiled(text, "sm_\(capability)", options) { program throws(CUDAError) in
      (
        Image(bytes: try unsafe ptx(of: program), architecture: "compute_\(capability)"),
        Image(bytes: try unsafe cubin(of: program), architecture: "sm_\(capability)")
      )
    }
  }

  private func ptx(of program: RKnvrtcProgram) throws(CUDAError) -> [UInt8] {
    try unsafe fetched("PTX", program) { functions, program, count, room in
      if let room = unsafe room { return unsafe functions.getPTX(program, room) }
      return unsafe functions.getPTXSize(program, count)
    }
  }

  private func cubin(of program: RKnvrtcProgram) throws(CUDAError) -> [UInt8] {
    try unsafe fetched("CUBIN", program) { functions, program, count, room in
      if let room = unsafe room { return unsafe functions.getCUBIN(program, room) }
      return unsafe functions.getCUBINSize(program, count)
    }
  }

  /// Gives the size when there is no room, else fills it.
  private typealias Fetch = (
    NVRTCFunctions, RKnvrtcProgram, UnsafeMutablePointer<Int>, UnsafeMutablePointer<CChar>?
  ) -> RKnvrtcResult

  /// Compiles a text and hands over the compiler's program.
  private func compiled<Result>(
    _ text: String,
    _ architecture: String,
    _ options: [String],
    _ body: (RKnvrtcProgram) throws(CUDAError) -> Result
  ) throws(CUDAError) -> Result {
    var made: RKnvrtcProgram?
    let answer = unsafe functions.createProgram(&made, text, "kernel.cu", 0, nil, nil)
    try Self.check(functions, "nvrtcCreateProgram", answer)
    let program = try unsafe present(made, "nvrtcCreateProgram")
    defer { _ = unsafe functions.destroyProgram(&made) }
    let strings = ["--gpu-architecture=\(architecture)", "--std=c++17"] + options
    let compiled = unsafe withCStrings(strings) { unsafe functions.compileProgram(program, Int32(strings.count), $0) }
    if compiled == RKNVRTC_ERROR_COMPILATION || compiled == RKNVRTC_ERROR_INVALID_OPTION {
      let log = try unsafe fetched("ProgramLog", program) { functions, program, count, room in
        if let room = unsafe room { return unsafe functions.getProgramLog(program, room) }
        return unsafe functions.getProgramLogSize(program, count)
      }
      throw .textRefused(architecture: architecture, log: String(decoding: log.prefix { $0 != 0 }, as: UTF8.self))
    }
    try Self.check(functions, "nvrtcCompileProgram", compiled)
    return try unsafe body(program)
  }

  private func fetched(_ kind: String, _ program: RKnvrtcProgram, _ fetch: Fetch) throws(CUDAError) -> [UInt8] {
    var count = 0
    let asked = unsafe fetch(functions, program, &count, nil)
    try Self.check(functions, "nvrtcGet\(kind)Size", asked)
    var bytes = [CChar](repeating: 0, count: max(count, 1))
    var unused = 0
    let filled = unsafe bytes.withUnsafeMutableBufferPointer {
      unsafe fetch(functions, program, &unused, $0.baseAddress)
    }
    try Self.check(functions, "nvrtcGet\(kind)", filled)
    return bytes.prefix(count).map { UInt8(bitPattern: $0) }
  }

  private static func check(
    _ functions: NVRTCFunctions,
    _ call: String,
    _ answer: RKnvrtcResult
  ) throws(CUDAError) {
    guard answer != RKNVRTC_SUCCESS else { return }
    let name = unsafe functions.getErrorString(answer).map { unsafe String(cString: $0) } ?? "an unknown status"
    throw .compilerFailed(CUDAStatus(number: answer, name: name, call: call))
  }
}

/// Lends strings as an array of C strings.
private func withCStrings<Result>(
  _ strings: [String],
  _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Result
) -> Result {
  var bytes: [CChar] = []
  var places: [Int] = []
  for string in strings {
    places.append(bytes.count)
    bytes += string.utf8.map { CChar(bitPattern: $0) } + [0]
  }
  return unsafe bytes.withUnsafeBufferPointer { all in
    let pointers = unsafe places.map { place in unsafe all.baseAddress.map { unsafe $0 + place } }
    return unsafe pointers.withUnsafeBufferPointer { unsafe body($0.baseAddress) }
  }
}
