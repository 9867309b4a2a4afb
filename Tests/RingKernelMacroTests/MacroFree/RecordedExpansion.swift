#if Macros
import Foundation
import RingKernelSyntax
import Testing

/// A checked-in expansion beside the file it was generated from.
///
/// With `RK_RECORD=1` in the environment `expectCurrent` writes the file instead of comparing it.
struct RecordedExpansion {
  /// Path of the source, relative to the repository.
  let source: String
  /// Path of the expansion, relative to the repository.
  let expansion: String
  /// Module that both are compiled in.
  let module: String

  /// Names the expansion of `Folder/Name.swift` `Folder/Name+RingKernel.swift`.
  init(of source: String, module: String) {
    self.source = source
    self.module = module
    expansion = source.replacing(/\.swift$/, with: "+RingKernel.swift")
  }

  /// Expects that the checked-in expansion is, byte for byte, what the front end prints now.
  func expectCurrent(location: SourceLocation = #_sourceLocation) throws {
    let text = try String(contentsOf: Self.root.appending(path: source), encoding: .utf8)
    let name = source.split(separator: "/").last.map(String.init) ?? source
    let printed = try MacroFreeExpansion.expand(source: text, moduleName: module, fileName: name)
    let file = Self.root.appending(path: expansion)
    if ProcessInfo.processInfo.environment["RK_RECORD"] == "1" {
      try Data(printed.utf8).write(to: file)
      return
    }
    let recorded = try Data(contentsOf: file)
    #expect(
      recorded == Data(printed.utf8),
      "\(expansion) is out of date: run the tests with RK_RECORD=1",
      sourceLocation: location
    )
  }

  /// The repository: three folders above this file's folder.
  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
}
#endif
