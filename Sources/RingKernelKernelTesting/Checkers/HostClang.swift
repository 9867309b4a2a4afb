import Foundation

/// The compiler of C and C++ that comes with the Swift toolchain.
///
/// Another one may come first on the path of a shell, and an older one rounds halves elsewhere.
enum HostClang {
  /// The `clang++` beside `swift`; the one on the path where there is none.
  static let path = path(of: "clang++")

  /// A program beside `swift`; the one on the path where there is none.
  static func path(of name: String) -> String {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map {
      URL(filePath: String($0))
    }
    let swift = folders.map { $0.appending(path: "swift") }.first {
      FileManager.default.isExecutableFile(atPath: $0.path())
    }
    let beside = swift?.resolvingSymlinksInPath().deletingLastPathComponent().appending(path: name).path()
    return beside.flatMap { FileManager.default.isExecutableFile(atPath: $0) ? $0 : nil } ?? name
  }
}
