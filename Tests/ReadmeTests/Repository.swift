import Foundation

/// The files of this checkout.
enum Repository {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: root.appending(path: path).path())
  }

  /// Files of one kind that belong to the project, as paths from the root.
  static func files(_ ending: String, in folder: String = "") -> [String] {
    let start = root.appending(path: folder)
    let walk = FileManager.default.enumerator(atPath: start.path())
    return (walk?.compactMap { $0 as? String } ?? [])
      .filter { path in
        path.hasSuffix(ending) && !path.split(separator: "/").contains { $0.hasPrefix(".") }
      }
      .map { folder.isEmpty ? $0 : folder + "/" + $0 }
  }

  /// Everything of one kind in one folder, as one text.
  static func all(_ ending: String, in folder: String) throws -> String {
    try files(ending, in: folder).map(text).joined(separator: "\n")
  }
}
