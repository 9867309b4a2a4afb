#if Macros
import Foundation
import RingKernelIR
import RingKernelKernelTesting
import RingKernelSyntax
import Testing

extension CorpusCase {
  private static let read = Result {
    KernelSource(files: try files().map { try String(contentsOf: $0, encoding: .utf8) })
  }

  /// All files of the corpus, which see each other's types.
  static func source() throws -> KernelSource { try read.get() }
}

/// A launch of the corpus with its kernel as the compiler gives it: made once for all tests.
struct LoweredCase: Sendable {
  var file: URL
  var test: CorpusCase
  var unit: CompilationUnit
  var module: KernelModule
  /// For what a test says of it.
  var place: Comment { "\(file.lastPathComponent):\(test.line): \(test)" }

  private static let made = Result {
    let source = try CorpusCase.source()
    return try CorpusCase.files().flatMap { file in
      try CorpusCase.all(in: file).map { test in
        let unit = try source.unit(test.kernel, constants: test.constants)
        do throws(CompileFailure) {
          return LoweredCase(file: file, test: test, unit: unit, module: try KernelCompiler.lower(unit))
        } catch {
          let words = error.errors.map { "\($0.line):\($0.column): \($0.code) \($0.message)" }
          throw ToolAbsent("\(file.lastPathComponent): \(test): \(words.joined(separator: "; "))")
        }
      }
    }
  }

  /// Every launch of every file.
  ///
  /// - Throws: What the compiler says of a kernel that it does not take.
  static func all() throws -> [LoweredCase] { try made.get() }
}
#endif
