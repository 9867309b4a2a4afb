#if Macros
import Foundation
import RingKernelIR
import RingKernelSyntax
import SwiftDiagnostics
import SwiftParser
import SwiftSyntax
import Testing

/// What a macro says, which sees one declaration and no types of others.
@Suite struct `Rules in the editor` {
  /// Rules that swiftc enforces itself, or that need the types of other files.
  static let others: Set = [
    "RK1102", "RK1103", "RK1104", "RK1105", "RK1106", "RK1107", "RK1116", "RK1118", "RK1122", "RK1128",
  ]
  static let rules = LanguageRule.all.filter { !others.contains($0.code) }

  /// The diagnostics of every declaration of a source, cut out as the compiler hands them to a macro.
  static func diagnostics(_ source: String) -> [(Diagnostic, offset: Int)] {
    let file = Parser.parse(source: source)
    let places = SourceLocationConverter(fileName: "", tree: file)
    return file.statements.flatMap { statement -> [(Diagnostic, offset: Int)] in
      guard let declaration = statement.item.as(DeclSyntax.self) else { return [] }
      let place = places.location(for: declaration.positionAfterSkippingLeadingTrivia)
      let reading = KernelFrontend.read(declaration.detached, line: place.line, column: place.column)
      return reading?.diagnostics.map { ($0, declaration.position.utf8Offset) } ?? []
    }
  }

  @Test(arguments: rules) func `the macro says the same at the same place`(rule: LanguageRule) throws {
    let (source, line, column) = rule.broken
    let found = Self.diagnostics(source)
    let (diagnostic, offset) = try #require(found.first, "nothing is said about\n\(source)")
    #expect(found.count == 1)
    #expect(diagnostic.message.hasPrefix(rule.code + ": "), "\(diagnostic.message)")
    let bytes = Array(source.utf8)
    let position = offset + diagnostic.node.positionAfterSkippingLeadingTrivia.utf8Offset
    let before = bytes[..<position]
    let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    // Where text is missing, the compiler shows the next token.
    if rule.code != "RK1019" {
      #expect(before.count { $0 == UInt8(ascii: "\n") } + 1 == line)
      #expect(position - start + 1 == column)
    }
    #expect(diagnostic.fixIts.first?.message.message == rule.fixIt)
  }

  @Test(arguments: rules.filter { $0.fixIt != nil }) func `the fix-it of the macro gives a source that passes`(
    rule: LanguageRule
  ) throws {
    let source = rule.broken.source
    let (diagnostic, offset) = try #require(Self.diagnostics(source).first)
    var bytes = Array(source.utf8)
    let edits = try #require(diagnostic.fixIts.first).edits
    for edit in edits.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
      let range = edit.range.lowerBound.utf8Offset + offset..<edit.range.upperBound.utf8Offset + offset
      bytes.replaceSubrange(range, with: edit.replacement.utf8)
    }
    #expect(String(decoding: bytes, as: UTF8.self) == LanguageRule.source(of: rule.right))
  }

  @Test(arguments: LanguageRule.all) func `the macro has nothing to say about what is right`(rule: LanguageRule) {
    let found = Self.diagnostics(LanguageRule.source(of: rule.right))
    #expect(found.isEmpty, "\(found.map(\.0.message))")
  }

  @Test func `types, functions and constants of other files are taken on trust`() {
    let source = """
      @Kernel func spread<let width: Int>(x: Span<Particle>, y: inout MutableSpan<Float>, mode: Mode, gain: Gain) {
        let i = globalThreadIndex.x
        if i >= y.count { return }
        var tile = SharedArray<width, Float>()
        tile[threadIndex.x] = energy(x[i]) * gain.value
        let moved = Particle(mass: 1)
        switch mode {
        case .fast: y[i] = moved.energy() + tile[0]
        default: y[i] = Mode.slow == mode ? 1 : helper(i, by: 2)
        }
        let n = helper(i, by: 2)
        for k in 0..<n { y[i] += Float(k) }
        for k in 0..<gain.steps {
          if k == n { continue }
          y[i] += gain.factors[k]
        }
        barrier()
      }
      """
    let found = Self.diagnostics(source)
    #expect(found.map(\.0.message).filter { !$0.hasPrefix("RK1110") } == [])
  }

  @Test func `the corpus is right in the editor as well`() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Corpus")
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    #expect(files.count >= 12)
    for file in files {
      let found = Self.diagnostics(try String(contentsOf: file, encoding: .utf8)).map(\.0.message)
      #expect(found == [], "\(file.lastPathComponent)")
    }
  }

  @Test func `device functions take places, shared memory and positions`() {
    let source = """
      @DeviceFunction func swap(_ a: inout Float, _ b: inout Float, with tile: inout SharedArray<16, Float>) {
        let c = a
        a = b + tile[0]
        b = c
        tile[1] = c
      }
      @DeviceFunction func slope(_ p: Field2D<Float>, at pos: GridPosition) -> Float { p.east(pos) - p.west(pos) }
      @DeviceFunction func fail(in context: inout RingContext) throws { throw context.failure("no") }
      """
    #expect(Self.diagnostics(source).map(\.0.message) == [])
  }

  @Test func `an actor whose messages live elsewhere is judged as far as it goes`() {
    let source = """
      @RingKernel struct Till {
        var cents: Int32 = 0
        var last = Stamp()
        mutating func receive(_ take: Take, in context: inout RingContext) throws -> Balance {
          last = take.stamp
          while cents > take.cents { cents /= 2 }
          guard take.cents <= cents else { throw context.failure("only \\(cents)") }
          cents -= take.cents
          return Balance(cents: cents)
        }
      }
      """
    #expect(Self.diagnostics(source).map(\.0.message).map { String($0.prefix(6)) } == ["RK1113"])
  }
}
#endif
