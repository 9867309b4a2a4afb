#if Macros
import RingKernelIR
import Testing

@testable import RingKernelSyntax

@Suite struct `Brackets that are not closed` {
  private static func problems(open: Int, closed: Int) -> [(message: String, line: Int, column: Int)] {
    let text = String(repeating: "(1 &+ ", count: open) + "1" + String(repeating: ")", count: closed)
    let source = "@Kernel func f(x: Span<Int32>, p: Int32) {\n  let a = \(text)\n}\n"
    return KernelFrontend.parse(source: source).flatMap(\.problems).map { ($0.message, $0.line, $0.column) }
  }

  @Test func `are refused before a parser looks for their ends`() throws {
    let found = try #require(Self.problems(open: 200, closed: 0).first)
    #expect(found.message == "this bracket and 16 behind it are never closed")
    #expect(found.line == 2)
  }

  @Test func `do not hide those that are`() {
    #expect(Self.problems(open: 12, closed: 12).isEmpty)
    #expect(Self.problems(open: 12, closed: 11).allSatisfy { !$0.message.contains("never closed") })
  }
}
#endif
