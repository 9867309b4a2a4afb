#if Macros
import Foundation
import RingKernelCUDA
import RingKernelIR
import RingKernelKernelTesting
import RingKernelSyntax
import Testing

/// The corpus through the whole host side of CUDA: compiler, modules, memory, launches, failure records.
@Suite struct CorpusCUDATests {
  @Test(.timeLimit(.minutes(20)))
  func `the corpus gives the interpreter's answers through the driver's calls`() async throws {
    let standIn = try StandInCUDA()
    // Blocks of a grid that wait for each other have to be resident.
    standIn.set("processors", 64)
    let library = try CUDALibrary(file: standIn.file)
    do {
      let compiler = try CUDACompiler(file: standIn.file, driverVersion: library.version)
      // The stand-in shares the processors with every other test.
      let device = try CUDADevice(library, ordinal: 0)
      try await Self.compare(try CUDASession(device, compiler: compiler, patience: .seconds(1200)))
    }
    #expect(standIn.calls.contains("cuLaunchCooperativeKernel"))
    #expect(standIn.alive.isEmpty)
    #expect(standIn.misuse.isEmpty, "\(standIn.misuse)")
    #expect(library.failuresOnRelease().isEmpty)
  }

  @Test(.timeLimit(.minutes(20)), .enabled(if: CUDAHardware.absence == nil, "needs a CUDA device"))
  func `the corpus gives the interpreter's answers on a CUDA device`() async throws {
    try await Self.compare(try CUDAHardware.session())
  }

  private static func compare(_ session: CUDASession) async throws {
    let run = DifferentialRun(reference: InterpreterExecutor(), executors: [CUDAExecutor(session)])
    var agreed = 0
    for one in try LoweredCase.all() {
      let place = one.place
      do {
        let report = try await run.compare(one.module, one.test)
        #expect(report.different.isEmpty, "\(place): \(report.different)")
        #expect(report.refused.isEmpty, "\(place): \(report.refused)")
        agreed += report.agreed.count
      } catch { Issue.record("\(place): \(error)") }
    }
    #expect(agreed >= 140)
  }
}
#endif
