// Where `ringkernel install webgpu` puts the library, and where it is looked for.
extension WebGPULibrary {
  /// Package for Python that carries a wgpu-native of an accepted version.
  public static let package = "wgpu==0.32.0"

  /// Folder into which the package is installed: `ringkernel/webgpu` in the user's data folder; nil when the environment
  /// names none.
  ///
  /// - Parameter environment: Looks up an environment variable.
  public static func installFolder(environment: (String) -> String?) -> String? {
    func value(_ name: String) -> String? { environment(name).flatMap { $0.isEmpty ? nil : $0 } }
    if let data = value("XDG_DATA_HOME") { return data + "/ringkernel/webgpu" }
    #if canImport(Darwin)
    return value("HOME").map { $0 + "/Library/Application Support/ringkernel/webgpu" }
    #else
    return value("HOME").map { $0 + "/.local/share/ringkernel/webgpu" }
    #endif
  }

  /// The library in such a folder.
  ///
  /// - Parameter folder: Where the package was installed.
  public static func installedFile(in folder: String) -> String {
    #if canImport(Darwin)
    return folder + "/wgpu/resources/libwgpu_native-release.dylib"
    #else
    return folder + "/wgpu/resources/libwgpu_native-release.so"
    #endif
  }
}
