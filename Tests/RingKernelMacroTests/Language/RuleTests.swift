#if Macros
import RingKernelIR
import RingKernelSyntax
import SwiftParser
import SwiftSyntax
import Testing

@Suite struct `Rules of the kernel language` {
  @Test(arguments: LanguageRule.all) func `a source that breaks the rule is refused at its place`(
    rule: LanguageRule
  ) throws {
    let (source, line, column) = rule.broken
    let errors = KernelSource(files: [source]).errors()
    let error = try #require(errors.first, "nothing is wrong with\n\(source)")
    #expect(errors.count == 1, "\(errors)")
    #expect(error.code == rule.code, "\(error)")
    #expect("\(error.line):\(error.column)" == "\(line):\(column)", "\(error)\n\(source)")
    #expect(!error.message.isEmpty && !error.message.hasSuffix("."))
  }

  @Test(arguments: LanguageRule.all) func `the same within the language passes`(rule: LanguageRule) {
    let source = LanguageRule.source(of: rule.right)
    #expect(KernelSource(files: [source]).errors() == [], "\(source)")
  }

  @Test(arguments: LanguageRule.all) func `the fix-it gives a source that passes`(rule: LanguageRule) throws {
    let (source, _, _) = rule.broken
    let fix = KernelSource(files: [source]).errors().first?.fix
    #expect(fix?.message == rule.fixIt)
    guard let fix else { return }
    #expect(fix.applied(to: source) == LanguageRule.source(of: rule.right))
  }

  @Test func `codes are unique and the table is long enough`() {
    #expect(Set(LanguageRule.all.map(\.code)).count == LanguageRule.all.count)
    #expect(LanguageRule.all.count >= 30)
    #expect(LanguageRule.all.count { $0.fixIt != nil } >= 15)
    #expect(LanguageRule.all.allSatisfy { $0.sentence.hasSuffix(".") })
  }
}
#endif
