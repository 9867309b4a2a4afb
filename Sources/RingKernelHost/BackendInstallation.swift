public import RingKernelCore
internal import RingKernelWebGPU

/// A library that a backend lacks, and how the user's package manager gets it.
public struct BackendInstallation: Sendable, Hashable {
  /// Package, with its version.
  public let package: String
  /// Folder that the package is installed into.
  public let folder: String
  /// The library, when that has been done; backends look for it there.
  public let library: String
  /// Program and arguments that do it.
  public let command: [String]
}

extension Backends {
  /// How to install the library that a backend needs.
  ///
  /// - Parameter backend: `.webgpu`; the others need no library or one that comes with the device's driver.
  /// - Throws: `invalidConfiguration` for another backend, or where the environment names no folder of the user.
  public static func installation(_ backend: BackendKind) throws(RingKernelError) -> BackendInstallation {
    guard backend == .webgpu else {
      throw RingKernelError(.invalidConfiguration, "There is nothing to install for '\(backend.rawValue)'.")
    }
    guard let folder = WebGPULibrary.installFolder(environment: environment) else {
      throw RingKernelError(
        .invalidConfiguration,
        "Neither XDG_DATA_HOME nor HOME is set: there is no folder to install into."
      )
    }
    return BackendInstallation(
      package: WebGPULibrary.package,
      folder: folder,
      library: WebGPULibrary.installedFile(in: folder),
      command: [
        "python3", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--upgrade",
        "--target",
        folder, WebGPULibrary.package,
      ]
    )
  }
}
