public import Foundation

/// The Swift compiler, for what tests print as Swift, with the modules that were built beside the test.
public struct SwiftCompiler: Sendable {
  /// Folder of the modules that the package built.
  public let modules: URL

  /// Finds the modules beside the running program.
  public init() {
    let program = Bundle.main.executableURL ?? URL(filePath: CommandLine.arguments[0])
    modules = program.deletingLastPathComponent().appending(path: "Modules")
  }

  /// What a file needs besides that imports the library and uses its macros.
  public var macros: [String] {
    let products = modules.deletingLastPathComponent().resolvingSymlinksInPath()
    let build = products.deletingLastPathComponent().deletingLastPathComponent()
    let shims = build.appending(path: "checkouts/swift-numerics/Sources/_NumericsShims/include")
    let plugin = products.appending(path: "RingKernelMacros-tool")
    let headers = ["CCUDA", "CWebGPU"].map { Tool.root.appending(path: "Sources/\($0)/include") }
    return ([shims] + headers).flatMap { ["-I", $0.path()] }
      + ["-load-plugin-executable", "\(plugin.path())#RingKernelMacros"]
  }

  /// What the compiler says.
  public struct Refusal: Error, CustomStringConvertible {
    /// Its output.
    public let description: String
  }

  /// Runs `swiftc`.
  ///
  /// - Parameter arguments: Everything but the folders of the modules, ours and those in C.
  /// - Throws: `Refusal`, or what starting the process throws.
  public func run(_ arguments: [String]) throws {
    let headers = Tool.root.appending(path: "Sources/CRingKernel/include")
    let folders = ["-I", modules.path(), "-I", headers.path()]
    let (status, output) = try runTool("swiftc", ["-swift-version", "6"] + folders + arguments)
    guard status == 0 else { throw Refusal(description: output) }
  }

  /// Kernel source without the attributes that macros expand: plain Swift.
  ///
  /// - Parameter source: A file of kernels.
  public static func withoutAttributes(_ source: String) -> String {
    source.replacing(
      #/@(?:Kernel|StencilKernel|DeviceFunction|DeviceStruct|DeviceEnum)\b(?:\((?:[^()]|\([^()]*\))*\))?/#,
      with: ""
    )
    .replacing("import RingKernelDSL", with: "import RingKernelCompute")
  }
}
