internal import Foundation
public import RingKernelCUDA
internal import RingKernelRender

/// The CUDA device of this machine, if it has one.
public enum CUDAHardware {
  private static let opened: Result<CUDASession, any Error> = Result {
    ProgramCache.spareTheUsersFolder()
    let library = try CUDALibrary()
    let device = try CUDADevice(library, ordinal: 0)
    return try CUDASession(device, compiler: try compiler(for: library))
  }

  /// What tests compile with: NVRTC as the environment or the loader has it, else the one among the tools that the
  /// driver is new enough for.
  private static func compiler(for library: CUDALibrary) throws -> CUDACompiler {
    do { return try CUDACompiler(driverVersion: library.version) } catch {
      let tools: [Tool] = library.version >= 13000 ? [.nvrtc13, .nvrtc12] : [.nvrtc12]
      guard let file = tools.lazy.compactMap({ $0.file("library") }).first else { throw error }
      return try CUDACompiler(file: file)
    }
  }

  /// Why there is none; nil when there is one.
  public static var absence: String? {
    switch opened {
    case .success: nil
    case .failure(let error): "no CUDA device: \(error)"
    }
  }

  /// The open device.
  ///
  /// - Throws: Why there is none.
  public static func session() throws -> CUDASession { try opened.get() }
}
