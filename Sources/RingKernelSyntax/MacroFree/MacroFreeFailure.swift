#if Macros
import SwiftDiagnostics
import SwiftSyntax

/// Every problem that kept a file from being expanded.
public struct MacroFreeFailure: Error, Equatable, Sendable, CustomStringConvertible {
  /// One line per problem: `Ledger.swift:12:7: error: RK1002: …`.
  public let problems: [String]

  /// All problems, a line each.
  public var description: String { problems.joined(separator: "\n") }

  /// Makes a failure of lines that are ready to print.
  public init(problems: [String]) { self.problems = problems }

  init(_ diagnostics: [Diagnostic], in tree: SourceFileSyntax, fileName: String) {
    let places = SourceLocationConverter(fileName: fileName, tree: tree)
    problems = diagnostics.map { diagnostic in
      let place = diagnostic.location(converter: places)
      return "\(fileName):\(place.line):\(place.column): error: \(diagnostic.message)"
    }
  }
}
#endif
