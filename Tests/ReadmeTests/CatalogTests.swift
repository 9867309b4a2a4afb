import Foundation
import RingKernelCore
import RingKernelIR
import Testing

/// Rules of the kernel language in the catalog of errors.
@Suite(.timeLimit(.minutes(5)))
struct CatalogTests {
  static let file = "Sources/RingKernelCore/Errors/ErrorCatalog+Language.swift"
  static let rules = (LanguageRule.all + LanguageRule.beyondSources).sorted { $0.code < $1.code }

  /// `nestingHasALimit`.
  private func name(_ title: String) -> String {
    let words = title.split { !$0.isLetter && !$0.isNumber }.map { $0.prefix(1).uppercased() + $0.dropFirst() }
    let joined = words.joined()
    return joined.prefix(1).lowercased() + joined.dropFirst()
  }

  private func sentence(_ text: some StringProtocol) -> String {
    text.prefix(1).uppercased() + text.dropFirst() + (text.hasSuffix(".") ? "" : ".")
  }

  private func cure(_ rule: LanguageRule) -> String {
    if let fixIt = rule.fixIt { return sentence(fixIt) }
    if rule.right.isEmpty { return sentence(rule.sentence.components(separatedBy: "; ").last ?? "") }
    if !rule.right.contains("\n") { return "Write, for example, '\(rule.right)'." }
    return "Documentation/KernelLanguage.md has a source that breaks the rule, and the same within it."
  }

  /// The core knows nothing of the compiler, so what it has of the rules is written by this test.
  @Test func `the catalog has what the rules of the language say`() throws {
    let source = try Repository.text("Sources/RingKernelCore/Errors/RingKernelError.swift")
    func argument(_ label: String, _ text: String) -> String {
      let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      let line = "      \(label): \"\(escaped)\""
      return line.count < 120 ? line : "      \(label):\n        \"\(escaped)\""
    }
    let entries = rules(without: source).map { rule in
      """
          .init(
            code: ErrorCode(\(rule.code.dropFirst(2))),
      \(argument("name", name(rule.title))),
      \(argument("title", sentence(rule.title))),
      \(argument("explanation", rule.sentence)),
      \(argument("cure", cure(rule)))
          ),
      """
    }
    let text = """
      // Written from `LanguageRule` by `RK_RECORD=1 swift test --filter ReadmeTests`.

      extension ErrorCatalog {
        /// Rules of the kernel language, which its compiler and the macros report.
        static let language: [ErrorEntry] = [
      \(entries.joined(separator: "\n"))
        ]
      }

      """
    if ProcessInfo.processInfo.environment["RK_RECORD"] == "1" {
      try text.write(to: Repository.root.appending(path: Self.file), atomically: true, encoding: .utf8)
    }
    #expect(try Repository.text(Self.file) == text)
    #expect(entries.count >= 50)
  }

  /// Rules whose code has no name in `ErrorCode`.
  private func rules(without source: String) -> [LanguageRule] {
    Self.rules.filter { !source.contains("ErrorCode(\($0.code.dropFirst(2)))") }
  }

  @Test func `every code that the sources or the rules name is explained, with a cure, and on the page`() throws {
    let page = try Repository.text("Documentation/Errors.md")
    let sources = try Repository.all(".swift", in: "Sources")
    let codes = Set(sources.matches(of: /\bRK\d{4}\b/).map { String($0.0) }).union(Self.rules.map(\.code))
    #expect(codes.count >= 60)
    for code in codes.sorted() {
      let entry = ErrorCode(parsing: code).flatMap(ErrorCatalog.entry)
      #expect(entry?.title.isEmpty == false && entry?.explanation.isEmpty == false, "\(code) is not explained")
      #expect(entry?.cure.hasSuffix(".") == true, "\(code) has no cure")
      #expect(page.contains("## \(code) "), "\(code) is not on the page")
    }
  }
}
