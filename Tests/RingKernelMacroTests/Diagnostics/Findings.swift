#if Macros
import RingKernelSyntax
import SwiftDiagnostics
import SwiftParser
import SwiftSyntax
import Testing

/// What the front end says about one attributed declaration in a source text.
struct Findings {
  let source: String
  let problems: [Diagnostic]

  init(_ source: String) throws {
    self.source = source
    let finder = FirstAttribute(viewMode: .sourceAccurate)
    finder.walk(Parser.parse(source: source))
    let attribute = try #require(finder.attribute)
    let declaration = try #require(attribute.parent?.parent)
    let surroundings = sequence(first: declaration, next: \.parent).dropFirst()
      .filter { $0.isProtocol((any DeclGroupSyntax).self) || $0.is(FunctionDeclSyntax.self) }
    let site = ExpansionSite(module: "Bank", surroundings: Array(surroundings))
    let isMessage = attribute.attributeName.trimmedDescription == "RingMessage"
    problems =
      isMessage
      ? MessageDescription.read(declaration, attribute: attribute, site: site).problems
      : KernelDescription.read(declaration, attribute: attribute, site: site, line: 1, column: 1).problems
  }

  /// The source after the fix-it `message` of the only problem that offers it.
  func fixed(_ message: String) throws -> String {
    let fixIt = try #require(problems.flatMap(\.fixIts).first { $0.message.message == message })
    var bytes = Array(source.utf8)
    for edit in fixIt.edits.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
      bytes.replaceSubrange(
        edit.range.lowerBound.utf8Offset..<edit.range.upperBound.utf8Offset,
        with: edit.replacement.utf8
      )
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Expects exactly `expected`, in the order of the `‹` in the text: each stands before the node of its problem.
  static func expect(
    _ marked: String,
    _ expected: RingDiagnostic...,
    sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) throws {
    let parts = marked.split(separator: "‹", omittingEmptySubsequences: false)
    let places = parts.dropLast().indices.map { index in parts[...index].reduce(0) { $0 + $1.utf8.count } }
    let findings = try Findings(parts.joined())
    let found = findings.problems.sorted { $0.position < $1.position }
    #expect(found.map(\.message) == expected.map(\.message), sourceLocation: sourceLocation)
    #expect(found.map(\.position.utf8Offset) == places, sourceLocation: sourceLocation)
  }

  /// Expects that there is nothing to say.
  static func expectNone(_ source: String, sourceLocation: Testing.SourceLocation = #_sourceLocation) throws {
    #expect(try Findings(source).problems.map(\.message) == [], sourceLocation: sourceLocation)
  }
}

private final class FirstAttribute: SyntaxVisitor {
  var attribute: AttributeSyntax?

  override func visit(_ node: AttributeSyntax) -> SyntaxVisitorContinueKind {
    let isOurs = ["RingMessage", "RingKernel"].contains(node.attributeName.trimmedDescription)
    if isOurs, attribute == nil { attribute = node }
    return .skipChildren
  }
}
#endif
