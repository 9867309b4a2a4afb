#if Macros
import Foundation
import RingKernelIR
import RingKernelKernelTesting
import RingKernelRender
import RingKernelSyntax
import Testing

extension CorpusCase {
  /// All files of the corpus, which see each other's types.
  static func source() throws -> KernelSource {
    KernelSource(files: try files().map { try String(contentsOf: $0, encoding: .utf8) })
  }
}

@Suite struct CorpusDialectTests {
  /// Kernels that CUDA C++ without a header cannot have, with the reason; nothing else may be refused.
  static let refused = ["halves": "16-bit floats", "halfRounding": "16-bit floats", "halfFields": "16-bit floats"]

  @Test(.timeLimit(.minutes(10))) func `CUDA text on the host gives the interpreter's answers`() async throws {
    let source = try CorpusCase.source()
    let run = DifferentialRun(reference: InterpreterExecutor(), executors: [try EmulatedCUDA()])
    var agreed = 0
    for path in try CorpusCase.files() {
      for test in try CorpusCase.all(in: path) {
        let place: Comment = "\(path.lastPathComponent):\(test.line): \(test)"
        do {
          let module = try KernelCompiler.lower(try source.unit(test.kernel, constants: test.constants))
          let report = try await run.compare(module, test)
          #expect(report.different.isEmpty, "\(place): \(report.different)")
          for reason in report.refused.values {
            #expect(Self.refused[test.kernel].map(reason.contains) == true, "\(place): refused: \(reason)")
          }
          agreed += report.agreed.count
        } catch { Issue.record("\(place): \(error)") }
      }
    }
    #expect(agreed >= 140)
  }

  @Test(.timeLimit(.minutes(10)), .enabled(if: Tool.nvrtc12.isPresent || Tool.nvrtc13.isPresent, "needs NVRTC"))
  func `every NVRTC accepts the CUDA text of the corpus and lays its structs out as the host does`() throws {
    let checks = try CompilerChecks()
    let source = try CorpusCase.source()
    for path in try CorpusCase.files() {
      for test in try CorpusCase.all(in: path) where Self.refused[test.kernel] == nil {
        let module = try KernelCompiler.lower(try source.unit(test.kernel, constants: test.constants))
        guard !module.needs.contains(.gridBarrier) else { continue }
        let text = try Renderer.render(module, for: .cuda).text
        let complaints = checks.complaints(aboutCUDA: text)
        #expect(complaints.isEmpty, "\(path.lastPathComponent):\(test.line): \(complaints.first ?? "")")
      }
    }
  }
}
#endif
