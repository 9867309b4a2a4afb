/// A rule of the kernel language; the front end, the compiler, their tests and the page of the language share the table.
///
/// Rules of the syntax alone are `RK10xx`, those that need types or a whole function `RK11xx`. The macro reports every
/// rule that one declaration is enough to judge; the rest is reported when everything that the kernel names is at hand.
public struct LanguageRule: Sendable, Hashable {
  /// Stable code.
  public let code: String
  /// Short name of the rule.
  public let title: String
  /// The rule and its cure.
  public let sentence: String
  /// Swift that breaks the rule; `mark` stands before the place that is named.
  public let wrong: String
  /// The same within the language.
  public let right: String
  /// What the fix-it says that turns `wrong` into `right`.
  public let fixIt: String?

  /// Stands in `wrong` before the place of the error.
  public static let mark: Character = "‸"

  init(
    _ number: Int,
    _ title: String,
    _ sentence: String,
    wrong: String,
    right: String,
    fixIt: String? = nil
  ) {
    code = "RK\(number)"
    self.title = title
    self.sentence = sentence
    self.wrong = wrong
    self.right = right
    self.fixIt = fixIt
  }

  /// An error that this rule explains.
  package func error(_ message: String, at node: SyntaxNode, fix: SourceFix? = nil) -> CompileError {
    CompileError(code, message, line: node.line, column: node.column, fix: fix)
  }
}

extension LanguageRule {
  /// Every rule that a source can break, by code.
  public static let all: [LanguageRule] =
    [layoutUnstable] + syntaxRules + typeRules + controlRules + limitRules + accessRules

  /// Codes that say that a tree or a module, not a source, is wrong: made by hand, damaged, of another version.
  static let malformed = LanguageRule(
    1123,
    "malformed tree",
    "The syntax tree does not have the form that SyntaxKind describes; compile the kernel again with this version.",
    wrong: "",
    right: ""
  )
  static let invalid = LanguageRule(
    1130,
    "invalid program",
    "The typed program breaks an invariant of the IR. Kernels from Swift source never show it; report it.",
    wrong: "",
    right: ""
  )
  /// Somebody asks for a kernel that the files do not have.
  package static let unknown = LanguageRule(
    1041,
    "unknown kernel",
    "The files have no kernel or actor of this name; name one of those that the message lists.",
    wrong: "",
    right: ""
  )

  /// Rules about what is no source.
  public static let beyondSources = [malformed, invalid, unknown]
}

extension LanguageRule {
  /// A whole source of an example: lines without a declaration of their own stand in this kernel.
  public static func source(of example: String) -> String {
    if example.hasPrefix("@") { return example + "\n" }
    let lines = example.split(separator: "\n", omittingEmptySubsequences: false).map { "  " + $0 }
    return """
      @Kernel func example(x: Span<Float>, y: inout MutableSpan<Float>, counts: inout MutableSpan<Int32>, n: Int32) {
        let i = globalThreadIndex.x
        if i >= y.count { return }
      \(lines.joined(separator: "\n"))
      }

      """
  }

  /// The source that breaks the rule, without the mark, and the place that is named.
  public var broken: (source: String, line: Int, column: Int) {
    let marked = Self.source(of: wrong)
    let before = marked.prefix { $0 != Self.mark }
    let last = before.split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
    let line = before.count { $0 == "\n" } + 1
    return (marked.filter { $0 != Self.mark }, line, last.utf8.count + 1)
  }
}
