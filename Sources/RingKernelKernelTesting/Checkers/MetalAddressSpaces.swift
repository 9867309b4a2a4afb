internal import Foundation

/// What clang says about the address spaces of a Metal text, which it reads as C++ for OpenCL.
///
/// Types, overloads and address spaces are checked as Metal's own compiler checks them; the declarations of Metal's
/// library are ours (`Tests/AddressSpaces`).
public enum MetalAddressSpaces {
  /// The first complaint about a text; nil when there is none.
  ///
  /// - Parameter text: Metal as the renderer prints it.
  /// - Throws: When there is no clang.
  public static func complaint(about text: String) throws -> String? {
    let file = FileManager.default.temporaryDirectory.appending(path: "rk-\(UUID().uuidString).clcpp")
    defer { try? FileManager.default.removeItem(at: file) }
    try translated(text).write(to: file, atomically: true, encoding: .utf8)
    let headers = Tool.root.appending(path: "Tests/AddressSpaces").path()
    let options = ["-x", "clcpp", "-cl-std=clc++2021", "-cl-no-stdinc", "-fsyntax-only", "-w", "-I", headers]
    let found = try runTool(HostClang.path, options + [file.path()])
    guard found.status != 0 else { return nil }
    return found.output.split(separator: "\n").first { $0.contains("error") }.map(String.init) ?? found.output
  }

  /// An entry of OpenCL takes no references and no vectors that are classes.
  private static func translated(_ text: String) -> String {
    text.replacing(#/constant (\w+)& (rk_words|rk_count) \[\[/#) { "constant \($0.output.1)* \($0.output.2)_at [[" }
      .replacing(
        "struct rk_arguments {",
        with: "#define rk_words (*rk_words_at)\nstruct rk_arguments {",
        maxReplacements: 1
      )
      .replacing(
        "struct rk_context {",
        with: "#define rk_count (*rk_count_at)\nstruct rk_context {",
        maxReplacements: 1
      )
      .replacing(#/uint3 (rk_\w+) \[\[/#) { "g_uint3 \($0.output.1) [[" }
  }
}
