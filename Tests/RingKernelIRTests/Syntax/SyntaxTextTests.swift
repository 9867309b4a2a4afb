import RingKernelIR
import Testing

@Suite struct SyntaxTextTests {
  static let tree = SyntaxNode(
    .kernel,
    "saxpy",
    line: 3,
    column: 1,
    [
      SyntaxNode(
        .parameter,
        "x",
        line: 3,
        column: 13,
        [
          SyntaxNode(.type, "Span", line: 3, column: 16, [SyntaxNode(.type, "Float")])
        ]
      ),
      SyntaxNode(
        .block,
        line: 3,
        column: 40,
        [
          SyntaxNode(.string, "say \"no\" \\ ü", line: 5, column: 2), SyntaxNode(.break, line: 4, column: 9),
        ]
      ),
    ]
  )

  @Test func `a tree survives the text form`() throws {
    #expect(try SyntaxText.decode(SyntaxText.encode(Self.tree)) == Self.tree)
  }

  @Test func `every prefix of a text is refused`() {
    let text = SyntaxText.encode(Self.tree)
    for end in text.indices {
      #expect(throws: SyntaxText.Failure.self) { try SyntaxText.decode(String(text[..<end])) }
    }
  }

  @Test(arguments: ["RK2(break)", "(break)", ""]) func `another version is refused by name`(text: String) {
    #expect(throws: SyntaxText.Failure.version(String(text.prefix(3)))) { try SyntaxText.decode(text) }
  }

  @Test func `nesting has a limit`() {
    let text = "RK1" + String(repeating: "(block", count: 100_000)
    #expect(throws: SyntaxText.Failure.tooDeep) { try SyntaxText.decode(text) }
  }

  @Test(arguments: ["RK1(nonsense)", "RK1(break@9223372036854775807:1(break@1:1))", "RK1(break) ", "RK1(break@x:1)"])
  func `malformed text is refused`(text: String) {
    #expect(throws: SyntaxText.Failure.self) { try SyntaxText.decode(text) }
  }
}
