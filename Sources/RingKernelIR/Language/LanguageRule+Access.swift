// Rules about who touches which element.
extension LanguageRule {
  package static let missingGuard = LanguageRule(
    1134,
    "Missing bounds guard",
    "A launch is rounded up to whole blocks: threads past the end of a buffer leave, or skip the access.",
    wrong: #"""
      @Kernel func fill(y: inout MutableSpan<Float>) {
        let i = globalThreadIndex.x
        ‸y[i] = 1
      }
      """#,
    right: #"""
      @Kernel func fill(y: inout MutableSpan<Float>) {
        let i = globalThreadIndex.x
        if i >= y.count { return }
        y[i] = 1
      }
      """#,
    fixIt: "insert 'if i >= y.count { return }'"
  )
  package static let unindexedWrite = LanguageRule(
    1135,
    "Write that is not indexed by the thread",
    "Every thread stores to the same element and the order is unknown: index it by the thread, use an atomic, or let one thread store.",
    wrong: "‸y[0] = x[i]",
    right: "if globalThreadIndex.x == 0 { y[0] = x[i] }",
    fixIt: "let one thread store"
  )

  static let accessRules = [
    missingGuard, unindexedWrite,
  ]
}
