internal import CWebGPU
internal import RingKernelCore

#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

/// A WebGPU library (wgpu-native) that was loaded at run time, and its instance.
///
/// Which Vulkan drivers it sees is decided by the loader's environment (`VK_DRIVER_FILES`) when the library is opened:
/// set it before, it cannot be changed later in the same process.
@safe
public final class WebGPULibrary: @unchecked Sendable {
  // Safety: handles are immutable and the library's functions may be called from any thread.
  let functions: WebGPUFunctions
  private let instance: RKWHandle
  /// What it says that it is.
  public let version: WebGPUVersion
  /// The file that was loaded.
  public let file: String

  /// Environment variable that names the library.
  public static let variable = "RINGKERNEL_WGPU_LIBRARY"

  /// How to get wgpu-native, for people.
  public static let cure = """
    'ringkernel install webgpu' gets wgpu-native \
    \(WebGPUVersion.acceptedMajors.map(String.init).joined(separator: " or ")) out of the Python package that carries it \
    (\(package)); or get it from your package manager and set \(variable) to the path of the library.
    """

  /// Loads a library.
  ///
  /// - Parameter file: Path or file name; `RINGKERNEL_WGPU_LIBRARY` if left out, else the loader's search path, else what
  ///   `ringkernel install webgpu` has installed.
  /// - Throws: `.libraryUnavailable` with the loader's reason and the cure, `.versionRefused`.
  public init(file: String? = nil) throws(WebGPUError) {
    let named = (file ?? environment(Self.variable)).flatMap { $0.isEmpty ? nil : $0 }
    let installed = Self.installFolder(environment: environment).map { Self.installedFile(in: $0) }
    let candidates =
      named.map { [$0] } ?? ["libwgpu_native.so", "libwgpu_native.dylib"] + [installed].compactMap(\.self)
    let library: DynamicLibrary
    do throws(DynamicLibraryError) {
      library = try DynamicLibrary("wgpu-native", candidates: candidates)
      let getVersion = try unsafe library.symbol("wgpuGetVersion", as: RKWProcGetVersion.self)
      version = WebGPUVersion(packed: getVersion())
    } catch { throw .libraryUnavailable(RingKernelError(error, advice: Self.cure).detail) }
    // First of all: what else the library has, and what calls mean, depends on it.
    guard version.isAccepted else { throw .versionRefused(version, file: library.file) }
    do throws(DynamicLibraryError) { functions = try WebGPUFunctions(library) } catch {
      throw .libraryUnavailable(RingKernelError(error, advice: Self.cure).detail)
    }
    self.file = library.file
    var descriptor = unsafe RKWInstanceDescriptor()
    guard let instance = unsafe functions.createInstance(&descriptor) else {
      throw .libraryUnavailable("wgpu-native gave no instance.")
    }
    unsafe self.instance = instance
  }

  deinit { unsafe functions.instanceRelease(instance) }

  /// Every adapter that the library sees.
  public func adapters() -> [WebGPUAdapter] {
    let count = unsafe functions.instanceEnumerateAdapters(instance, nil, nil)
    var handles = unsafe [RKWHandle?](repeating: nil, count: count)
    let filled = unsafe handles.withUnsafeMutableBufferPointer { buffer in
      // An array of optional handles is an array of handles that may be null.
      unsafe buffer.baseAddress.map { unsafe functions.instanceEnumerateAdapters(instance, nil, $0) } ?? 0
    }
    return unsafe handles.prefix(filled).compactMap { handle in
      unsafe handle.map { unsafe WebGPUAdapter(library: self, handle: $0) }
    }
  }

  /// The first adapter whose description contains `name`, in any case of letters.
  ///
  /// - Parameter name: Part of the device's name, `swiftshader` say; any adapter if left out.
  /// - Throws: `WebGPUError.adapterUnavailable` naming the adapters that are there.
  public func adapter(named name: String? = nil) throws(WebGPUError) -> WebGPUAdapter {
    let all = adapters()
    let wanted = name?.lowercased()
    if let match = all.first(where: { adapter in wanted.map { adapter.name.lowercased().contains($0) } ?? true }) {
      return match
    }
    let there = all.isEmpty ? "there is none" : "there are " + all.map(\.name).joined(separator: ", ")
    throw .adapterUnavailable("No WebGPU adapter\(name.map { " called \($0)" } ?? ""); \(there).")
  }

  /// Lets callbacks run that wait for it.
  func processEvents() { unsafe functions.instanceProcessEvents(instance) }
}

private func environment(_ variable: String) -> String? {
  guard let value = unsafe getenv(variable) else { return nil }
  return unsafe String(cString: value)
}
