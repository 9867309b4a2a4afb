internal import RingKernelCUDA

/// NVIDIA's run-time compiler of a tool, as tests ask it.
public struct NVRTC: Sendable {
  private let compiler: CUDACompiler
  /// Major and minor version.
  public var version: (Int, Int) { compiler.version }

  /// The compiler does not accept a text.
  public struct Refusal: Error, Sendable {
    /// What it was compiled for.
    public let architecture: String
    /// The compiler's words.
    public let log: String
  }

  /// Loads NVRTC.
  ///
  /// - Parameter tool: `.nvrtc12` or `.nvrtc13`.
  /// - Throws: `ToolAbsent`, `CUDAError`.
  public init(_ tool: Tool) throws {
    guard let file = tool.file("library") else { throw ToolAbsent(tool.absence ?? tool.rawValue) }
    compiler = try CUDACompiler(file: file)
  }

  /// Compiles a text to PTX.
  ///
  /// - Parameters:
  ///   - text: CUDA C++.
  ///   - architecture: Compute capability, `90` say.
  ///   - options: Further options.
  /// - Throws: `Refusal` with the log.
  public func ptx(_ text: String, architecture: Int, options: [String] = []) throws(Refusal) -> String {
    try Self.refusing("compute_\(architecture)") { () throws(CUDAError) in
      Self.words(try compiler.ptx(text, for: architecture, options: ["-default-device"] + options))
    }
  }

  /// Compiles a text to a cubin.
  ///
  /// - Parameters:
  ///   - text: CUDA C++.
  ///   - architecture: Compute capability, `90` say.
  ///   - options: Further options.
  /// - Throws: `Refusal` with the log.
  public func cubin(_ text: String, architecture: Int, options: [String] = []) throws(Refusal) -> [UInt8] {
    try Self.refusing("sm_\(architecture)") { () throws(CUDAError) in
      try compiler.cubin(text, for: architecture, options: ["-default-device"] + options).bytes
    }
  }

  /// Compiles a text once, to PTX and a cubin.
  ///
  /// - Parameters:
  ///   - text: CUDA C++.
  ///   - architecture: Compute capability, `90` say.
  ///   - options: Further options.
  /// - Throws: `Refusal` with the log.
  public func both(
    _ text: String,
    architecture: Int,
    options: [String] = []
  ) throws(Refusal) -> (ptx: String, cubin: [UInt8]) {
    try Self.refusing("sm_\(architecture)") { () throws(CUDAError) in
      let made = try compiler.both(text, for: architecture, options: ["-default-device"] + options)
      return (Self.words(made.ptx), made.cubin.bytes)
    }
  }

  private static func words(_ image: CUDACompiler.Image) -> String {
    String(decoding: image.bytes.prefix { $0 != 0 }, as: UTF8.self)
  }

  private static func refusing<Result>(
    _ architecture: String,
    _ body: () throws(CUDAError) -> Result
  ) throws(Refusal) -> Result {
    do throws(CUDAError) { return try body() } catch {
      if case .textRefused(let architecture, let log) = error { throw Refusal(architecture: architecture, log: log) }
      throw Refusal(architecture: architecture, log: "\(error)")
    }
  }
}
