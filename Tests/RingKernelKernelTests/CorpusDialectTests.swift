#if Macros
import Foundation
import RingKernelIR
import RingKernelKernelTesting
import RingKernelRender
import RingKernelSyntax
import Testing

/// A dialect whose text runs on the host, and the kernels that it refuses, with the reason: all of them, and no other.
struct EmulatedDialect: CustomTestStringConvertible, Sendable {
  var executor: any KernelExecutor
  var refused: [String: String]
  var least: Int

  var testDescription: String { executor.name }

  static func all() throws -> [EmulatedDialect] {
    [
      EmulatedDialect(executor: try EmulatedCUDA(), refused: [:], least: 140),
      EmulatedDialect(
        executor: try EmulatedMSL(),
        refused: [
          "wideSignedAtomics": "64-bit atomics", "wideUnsignedAtomics": "64-bit atomics",
          "wideExchanges": "64-bit atomics", "gridWideSums": "64-bit atomics", "doubles": "64-bit floats",
          "doubleMath": "64-bit floats", "clocks": "clock", "systemFences": "threadFenceSystem",
          "gridPhases": "barrier of the grid",
        ],
        least: 140
      ),
    ]
  }
}

@Suite struct CorpusDialectTests {
  @Test(.timeLimit(.minutes(20)), arguments: try EmulatedDialect.all())
  func `text on the host gives the interpreter's answers`(dialect: EmulatedDialect) async throws {
    let run = DifferentialRun(reference: InterpreterExecutor(), executors: [dialect.executor])
    var (agreed, refused): (Int, Set<String>) = (0, [])
    for one in try LoweredCase.all() {
      let place = one.place
      do {
        let report = try await run.compare(one.module, one.test)
        #expect(report.different.isEmpty, "\(place): \(report.different)")
        for reason in report.refused.values {
          refused.insert(one.test.kernel)
          #expect(dialect.refused[one.test.kernel].map(reason.contains) == true, "\(place): refused: \(reason)")
        }
        agreed += report.agreed.count
      } catch { Issue.record("\(place): \(error)") }
    }
    #expect(refused == Set(dialect.refused.keys))
    #expect(agreed >= dialect.least)
  }

  @Test(.timeLimit(.minutes(20)), .enabled(if: Tool.nvrtc12.isPresent, "\(Tool.nvrtc12.absence ?? "")"))
  func `NVRTC 12 accepts the CUDA text of the corpus and lays its structs out as the host does`() throws {
    try accepts(.nvrtc12)
  }

  @Test(.timeLimit(.minutes(20)), .enabled(if: Tool.nvrtc13.isPresent, "\(Tool.nvrtc13.absence ?? "")"))
  func `NVRTC 13 accepts the CUDA text of the corpus and lays its structs out as the host does`() throws {
    try accepts(.nvrtc13)
  }

  private func accepts(_ nvrtc: Tool) throws {
    let checks = try CompilerChecks(nvrtc: [nvrtc])
    #expect(checks.nvrtcVersions == [nvrtc == .nvrtc12 ? "12.9" : "13.0"])
    let source = try CorpusCase.source()
    var laidOut: Set<String> = []
    for one in try LoweredCase.all() {
      let program = try Renderer.render(one.module, for: .cuda)
      let complaints = checks.complaints(aboutCUDA: program.text)
      #expect(complaints.isEmpty, "\(one.place): \(complaints.first ?? "")")
      let structures = Dictionary(program.structures.map { ($0.swiftName, $0) }) { $1 }
      guard !structures.isEmpty else { continue }
      // The offsets are read back from what NVRTC makes of a kernel that stores them.
      let types = TypeTable(structs: one.module.types.structs.filter { structures[$0.key] != nil })
      let differences = checks.layoutDifferences(inCUDA: program.text, types) { structure, field in
        let names = structures[structure]
        let place = field.flatMap { field in types.structs[structure]?.fields.firstIndex { $0.name == field } }
        return (field == nil ? names?.name : place.flatMap { names?.fields[$0] }) ?? ""
      }
      #expect(differences.isEmpty, "\(one.place): \(differences)")
      laidOut.formUnion(types.structs.keys)
    }
    let hints = try Renderer.render(try KernelCompiler.lower(try source.unit("memoryHints")), for: .cuda).text
    let options = Renderer.compilerOptions(for: .cuda)
    let ptx = try NVRTC(nvrtc).ptx(hints, architecture: 90, options: options)
    #expect(ptx.contains("prefetch.global.L1") && ptx.contains("prefetch.global.L2"))
    #expect(laidOut.isSuperset(of: ["CorpusParticle", "CorpusPair", "CorpusInner", "CorpusHalfPair"]))
    #expect(laidOut.count >= 10, "\(laidOut.sorted())")
  }

  @Test func `stated errors are those of the functions that a kernel calls`() throws {
    let source = try CorpusCase.source()
    func allowed(_ kernel: String, on dialect: String) throws -> ResultComparison {
      var test = CorpusCase(kernel: kernel, grid: [1, 1, 1], block: [1, 1, 1])
      test.isStated = true
      return test.comparison(of: try KernelCompiler.lower(try source.unit(kernel)), on: dialect)
    }
    // atan2 is the least exact of them, and each side adds its error.
    #expect(try allowed("trigonometry", on: "msl").ulps == 7)
    #expect(try allowed("trigonometry", on: "cpu").ulps == 3)
    #expect(try allowed("gammas", on: "wgsl").absolute == 2e-6)
    #expect(try allowed("blends", on: "wgsl").ulps == 0)
  }
}
#endif
