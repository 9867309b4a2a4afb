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

  @Test(
    arguments: [
      "switch counts.count {\ncase 0: ‸barrier()\ndefault: y[i] = 1\n}",
      "switch ‸barrierCount(i < 4) {\ncase 0: y[i] = 2\ndefault: y[i] = 1\n}",
      "var k = 0\nrepeat { k += 1 } while ‸barrierAny(k < 3)",
      "if counts.count == 0 { y[i] = 1 } else if ‸barrierAny(i < 4) { y[i] = 2 }",
      "for k in 0..<4 where ‸barrierAny(k < 3) { y[i] = 1 }",
    ]
  )
  func `a barrier in a switch, or in a condition that comes late, is refused where it stands`(lines: String) throws {
    let source = kernel(lines)
    let place = try #require(source.firstIndex(of: LanguageRule.mark))
    let before = source[..<place].split(separator: "\n", omittingEmptySubsequences: false)
    let text = source.filter { $0 != LanguageRule.mark }
    for errors in [KernelSource(files: [text]).errors(), KernelFrontend.editorProblems(source: text)] {
      #expect(errors.map(\.code) == ["RK2201"], "\(errors)\n\(text)")
      #expect(errors.first?.line == before.count && errors.first?.column == (before.last?.count ?? 0) + 1, "\(text)")
    }
  }

  @Test(
    arguments: [
      "if barrierAny(i < 4) { y[i] = 2 }", "var k = 0\nwhile barrierAny(k < 3) { k += 1 }",
      "for _ in 0..<barrierCount(i < 4) { y[i] = 1 }",
    ]
  )
  func `a barrier in a condition that comes first is none`(lines: String) {
    let text = kernel(lines)
    #expect(KernelSource(files: [text]).errors() == [], "\(text)")
    #expect(KernelFrontend.editorProblems(source: text) == [])
  }

  @Test func `shared memory of a function is refused where it stands`() {
    let text = """
      @DeviceFunction func keep(_ v: Float) -> Float {
        var tile = SharedArray<64, Float>()
        tile[threadIndex.x] = v
        return tile[0]
      }
      @Kernel func use(y: inout MutableSpan<Float>) {
        let i = globalThreadIndex.x
        let v = keep(1)
        if i < y.count { y[i] = v }
      }
      """
    for errors in [KernelSource(files: [text]).errors(), KernelFrontend.editorProblems(source: text)] {
      #expect(errors.map { "\($0.code) \($0.line):\($0.column)" } == ["RK2201 2:14"], "\(errors)")
    }
  }

  @Test(
    arguments: [
      "x: Span", "x: inout MutableSpan", "x: Field2D", "x: InlineArray", "x: BoundedArray", "x: SIMD4",
    ].flatMap { parameter in
      [
        "@Kernel func example(\(parameter), y: inout MutableSpan<Float>) { y[0] = x[0] }",
        "@StencilKernel(tile: (8, 8), halo: 1) func example(_ p: GridPosition, \(parameter)) { p[x] = 1 }",
        """
        @DeviceFunction func help(_ \(parameter)) -> Float { x[0] }
        @Kernel func example(y: inout MutableSpan<Float>) { y[0] = help(y) }
        """,
      ]
    }
      + ["SharedArray", "SharedTile", "SharedArray<4>", "SharedTile<4, 4>", "InlineArray<4>", "SIMD2"].map { type in
        """
        @Kernel func example(y: inout MutableSpan<Float>) {
          var x = \(type)()
          x[threadIndex.x] = 1
          barrier()
          y[0] = x[0]
        }
        """
      }
  )
  func `a type whose parameters are left out stops neither the compiler nor an editor`(text: String) {
    #expect(KernelSource(files: [text]).errors().first?.code.hasPrefix("RK1") == true, "\(text)")
    #expect(KernelFrontend.editorProblems(source: text).allSatisfy { $0.code.hasPrefix("RK1") }, "\(text)")
  }

  /// A kernel whose threads all come to `lines`.
  private func kernel(_ lines: String) -> String {
    """
    @Kernel func example(y: inout MutableSpan<Float>, counts: Span<Int32>) {
      let i = min(globalThreadIndex.x, y.count - 1)
    \(lines)
    }
    """
  }

  @Test func `codes are unique and the table is long enough`() {
    #expect(Set(LanguageRule.all.map(\.code)).count == LanguageRule.all.count)
    #expect(LanguageRule.all.count >= 30)
    #expect(LanguageRule.all.count { $0.fixIt != nil } >= 15)
    #expect(LanguageRule.all.allSatisfy { $0.sentence.hasSuffix(".") })
  }
}
#endif
