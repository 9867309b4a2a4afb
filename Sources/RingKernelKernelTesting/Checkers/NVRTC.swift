internal import Foundation
internal import RingKernelCore
internal import Synchronization

/// NVIDIA's run-time compiler, which needs no device.
@safe
public final class NVRTC: @unchecked Sendable {
  // Safety: functions are immutable, NVRTC's calls on different programs may run at the same time.
  private typealias Program = OpaquePointer
  private typealias Size = @convention(c) (Program, UnsafeMutablePointer<Int>) -> Int32
  private typealias Fill = @convention(c) (Program, UnsafeMutablePointer<CChar>) -> Int32
  private typealias Create =
    @convention(c) (
      UnsafeMutablePointer<Program?>, UnsafePointer<CChar>, UnsafePointer<CChar>, Int32, UnsafeRawPointer?,
      UnsafeRawPointer?
    ) -> Int32
  private typealias Compile = @convention(c) (Program, Int32, UnsafePointer<UnsafePointer<CChar>?>?) -> Int32
  private typealias Destroy = @convention(c) (UnsafeMutablePointer<Program?>) -> Int32

  private let create: Create
  private let compileProgram: Compile
  private let destroy: Destroy
  private let logSize: Size
  private let fillLog: Fill
  private let ptxSize: Size
  private let fillPTX: Fill
  private let cubinSize: Size
  private let fillCubin: Fill
  /// Major and minor version.
  public let version: (Int, Int)

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
  /// - Throws: `ToolAbsent`, `DynamicLibraryError`.
  public init(_ tool: Tool) throws {
    guard let file = tool.file("library") else { throw ToolAbsent(tool.absence ?? tool.rawValue) }
    // The builtins are looked up by the loader's path; the same folder holds them.
    let folder = URL(filePath: file).deletingLastPathComponent()
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted()
    where name.hasPrefix("libnvrtc-builtins") {
      _ = try DynamicLibrary("NVRTC's builtins", candidates: [folder.appending(path: name).path()])
    }
    let library = try DynamicLibrary("NVRTC", candidates: [file])
    typealias Version = @convention(c) (UnsafeMutablePointer<Int32>, UnsafeMutablePointer<Int32>) -> Int32
    let askVersion = unsafe try library.symbol("nvrtcVersion", as: Version.self)
    unsafe create = unsafe try library.symbol("nvrtcCreateProgram", as: Create.self)
    unsafe compileProgram = unsafe try library.symbol("nvrtcCompileProgram", as: Compile.self)
    unsafe destroy = unsafe try library.symbol("nvrtcDestroyProgram", as: Destroy.self)
    unsafe logSize = unsafe try library.symbol("nvrtcGetProgramLogSize", as: Size.self)
    unsafe fillLog = unsafe try library.symbol("nvrtcGetProgramLog", as: Fill.self)
    unsafe ptxSize = unsafe try library.symbol("nvrtcGetPTXSize", as: Size.self)
    unsafe fillPTX = unsafe try library.symbol("nvrtcGetPTX", as: Fill.self)
    unsafe cubinSize = unsafe try library.symbol("nvrtcGetCUBINSize", as: Size.self)
    unsafe fillCubin = unsafe try library.symbol("nvrtcGetCUBIN", as: Fill.self)
    var (major, minor): (Int32, Int32) = (0, 0)
    _ = unsafe askVersion(&major, &minor)
    version = (Int(major), Int(minor))
  }

  /// Compiles a text to PTX.
  ///
  /// - Parameters:
  ///   - text: CUDA C++.
  ///   - architecture: Compute capability, `90` say.
  ///   - options: Further options.
  /// - Throws: `Refusal` with the log.
  public func ptx(_ text: String, architecture: Int, options: [String] = []) throws(Refusal) -> String {
    let bytes = unsafe try compile(text, "compute_\(architecture)", options, unsafe ptxSize, unsafe fillPTX)
    return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
  }

  /// Compiles a text to a cubin.
  ///
  /// - Parameters:
  ///   - text: CUDA C++.
  ///   - architecture: Compute capability, `90` say.
  ///   - options: Further options.
  /// - Throws: `Refusal` with the log.
  public func cubin(_ text: String, architecture: Int, options: [String] = []) throws(Refusal) -> [UInt8] {
    unsafe try compile(text, "sm_\(architecture)", options, unsafe cubinSize, unsafe fillCubin)
  }

  private func compile(
    _ text: String,
    _ architecture: String,
    _ options: [String],
    _ size: Size,
    _ fill: Fill
  ) throws(Refusal) -> [UInt8] {
    var program: Program?
    guard unsafe create(&program, text, "kernel.cu", 0, nil, nil) == 0, let made = unsafe program else {
      throw Refusal(architecture: architecture, log: "no program")
    }
    defer { _ = unsafe destroy(&program) }
    let all = ["--gpu-architecture=\(architecture)", "--std=c++17", "-default-device"] + options
    let words = unsafe all.map { unsafe strdup($0) }
    defer { unsafe words.forEach { unsafe free($0) } }
    let pointers = unsafe words.map { unsafe UnsafePointer<CChar>($0) }
    let status = unsafe pointers.withUnsafeBufferPointer { list in
      unsafe compileProgram(made, Int32(list.count), list.baseAddress)
    }
    guard status == 0 else { throw unsafe Refusal(architecture: architecture, log: Self.text(made, logSize, fillLog)) }
    var count = 0
    _ = unsafe size(made, &count)
    var bytes = [CChar](repeating: 0, count: count)
    _ = unsafe fill(made, &bytes)
    return bytes.map { UInt8(bitPattern: $0) }
  }

  private static func text(_ program: Program, _ size: Size, _ fill: Fill) -> String {
    var count = 0
    _ = unsafe size(program, &count)
    var bytes = [CChar](repeating: 0, count: max(count, 1))
    _ = unsafe fill(program, &bytes)
    return String(decoding: bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
