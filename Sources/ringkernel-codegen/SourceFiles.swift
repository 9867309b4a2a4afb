#if Macros
internal import Foundation
internal import RingKernelIR
internal import RingKernelSyntax

/// Files that see each other's declarations, and in which of them an error stands.
struct SourceFiles {
  let paths: [String]
  let contents: [String]

  init(_ paths: [String]) throws {
    self.paths = paths
    contents = try paths.map { try String(contentsOfFile: $0, encoding: .utf8) }
  }

  var source: KernelSource { KernelSource(files: contents) }

  /// Prints every error of a failure with its file.
  ///
  /// Errors have lines and no files, so what failed is done again with files whose lines go on where the last file ends.
  func report(_ failure: CompileFailure, of work: (KernelSource) throws(CompileFailure) -> Void) {
    guard paths.count > 1 else { return print(failure.errors) { (paths[0], $0) } }
    var before = [0]
    for content in contents { before.append(before[before.count - 1] + content.count { $0 == "\n" } + 1) }
    let padded = zip(contents, before).map { String(repeating: "\n", count: $1) + $0 }
    var errors = failure.errors
    do throws(CompileFailure) { try work(KernelSource(files: padded)) } catch { errors = error.errors }
    print(errors) { line in
      let place = max(before.lastIndex { $0 < line } ?? 0, 0)
      return (paths[min(place, paths.count - 1)], line - before[place])
    }
  }

  private func print(_ errors: [CompileError], _ place: (Int) -> (path: String, line: Int)) {
    for error in errors {
      let (path, line) = place(error.line)
      let start = "\(path):\(line):\(error.column)"
      Self.complain("\(start): error: \(error.code): \(error.message)")
      if let fix = error.fix { Self.complain("\(start): note: \(fix.message)") }
    }
  }

  /// Writes a line to standard error.
  static func complain(_ line: String) { FileHandle.standardError.write(Data("\(line)\n".utf8)) }
}
#endif
