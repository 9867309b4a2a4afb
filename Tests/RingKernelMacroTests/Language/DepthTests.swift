#if Macros
import RingKernelIR
import RingKernelSyntax
import Testing

@Suite(.timeLimit(.minutes(5))) struct `Nesting without end` {
  /// What stands before, what is repeated, what stands in the middle, what closes each.
  static let bodies: [(String, String, String, String)] = [
    ("y[0] = ", "(", "1", ")"), ("y[0] = ", "-(", "1", ")"), ("y[0] = ", "x[", "0", "]"), ("y[0] = ", "f(", "", ")"),
    ("y[0] = ", "[", "", "]"), ("", "{ ", "", "}"), ("", "if a {\n", "", "}"), ("y[0] = ", "a.", "b", ""),
    ("y[0] = a", "!", "", ""), ("y[0] = 1", " + 1", "", ""), ("y[0] = ", "a ? 1 : ", "1", ""), ("", "try ", "a()", ""),
    ("", "await ", "a", ""), ("if a { }", " else if a { }", "", ""), ("let a: ", "A<", "B", ">"),
    ("let a: Int", "?", "", ""),
    ("let a: ", "A -> ", "B", ""), ("let a = ", "\"\\(", "1", ")\""), ("let a = n", " as Int", "", ""),
    ("", "#if A\n", "", "#endif\n"),
  ]

  @Test(arguments: bodies.indices) func `ten thousand levels are an error at once`(index: Int) {
    let (before, opening, middle, closing) = Self.bodies[index]
    let body =
      before + String(repeating: opening, count: 10_000) + middle + String(repeating: closing, count: 10_000)
    let errors = KernelSource(files: ["@Kernel func f(y: inout MutableSpan<Float>) {\n  \(body)\n}\n"]).errors()
    #expect(errors.first?.code == "RK1040", "\(errors.first.map { "\($0)" } ?? "nothing")")
  }

  @Test(arguments: ["[", "A<[", "[A<", "([", "inout [", "\\(", "\"\\("])
  func `brackets that make the parser look ahead twice are an error at once`(opening: String) {
    for text in ["let a = ", "let a: ", "y[0"] {
      let body = text + String(repeating: opening, count: 100)
      let errors = KernelSource(files: ["@Kernel func f(y: inout MutableSpan<Float>) {\n  \(body)\n}\n"]).errors()
      #expect(errors.first?.code == "RK1040")
    }
  }

  @Test func `arrays of arrays and indices of indices are no nesting without end`() {
    let indices = String(repeating: "n[", count: 40) + "0" + String(repeating: "]", count: 40)
    let text = "func f() {\n  let a = [[[1]]]\n  let b = \(indices)\n}\n"
    #expect(KernelSource(files: [text]).errors().isEmpty)
  }

  @Test func `a file of more than a mebibyte is not read`() {
    let text = String(repeating: "// filler\n", count: 110_000)
    #expect(KernelSource(files: [text]).errors().map(\.code) == ["RK1040"])
  }

  @Test func `brackets in texts and comments do not count`() {
    let comment = "// " + String(repeating: "(", count: 1000) + "\n"
    let text = "let s = \"" + String(repeating: "(", count: 1000) + "\"\n"
    #expect(KernelSource(files: [comment + text + "func f() {}\n"]).errors().isEmpty)
  }
}
#endif
