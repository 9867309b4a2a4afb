import RingKernelCUDA
import RingKernelCore
import RingKernelKernelTesting
import Testing

/// Calls that free: what they answer is kept, not thrown.
private let releases: Set = [
  "cuCtxPopCurrent_v2", "cuDevicePrimaryCtxRelease_v2", "cuStreamDestroy_v2", "cuEventDestroy_v2", "cuMemFree_v2",
  "cuMemFreeAsync", "cuMemFreeHost", "cuGraphDestroy", "cuGraphExecDestroy", "cuModuleUnload", "cuCtxDisablePeerAccess",
  "gdr_unmap", "gdr_unpin_buffer", "gdr_close",
]

@Suite struct FailureTests {
  private static func standIn() throws -> StandInCUDA {
    let standIn = try StandInCUDA()
    standIn.set("devices", 2)
    return standIn
  }

  @Test(.timeLimit(.minutes(20)))
  func `a program makes every call, and nothing of it is left or wrong`() async throws {
    let standIn = try Self.standIn()
    let unreported = try await EveryCall.run(standIn)
    #expect(unreported.isEmpty)
    #expect(standIn.alive.isEmpty)
    #expect(standIn.misuse.isEmpty, "\(standIn.misuse)")
    let known = Set(try HeaderText.cuda.calls + HeaderText.nvrtc.calls + HeaderText.gdrCopy.calls)
    // These are made when something failed.
    let onFailure: Set = [
      "cuGetErrorName", "cuGetErrorString", "nvrtcGetErrorString", "nvrtcGetProgramLog", "nvrtcGetProgramLogSize",
    ]
    #expect(Set(standIn.calls) == known.subtracting(onFailure))
  }

  /// 2: out of memory; 719: a kernel broke something; 46: busy; 1: wrong.
  @Test(.timeLimit(.minutes(20)), arguments: [2, 719, 46, 1] as [UInt32])
  func `each call fails in turn: its error says which, nothing is left`(status: UInt32) async throws {
    let standIn = try Self.standIn()
    _ = try await EveryCall.run(standIn)
    let calls = standIn.calls
    for (place, call) in calls.enumerated() {
      standIn.fail((place + 1)...(place + 1), with: status)
      let outcome: Result<[CUDAStatus], any Error>
      do { outcome = .success(try await EveryCall.run(standIn)) } catch { outcome = .failure(error) }
      standIn.failNothing()
      let comment: Comment = "call \(place), \(call), answers \(status): \(outcome)"
      // How often an event is asked depends on the time; what was asked instead answers for it.
      let failed = standIn.calls[place]
      Self.judge(failed, status, outcome, comment)
      #expect(standIn.alive.isEmpty, "\(comment)")
      #expect(standIn.misuse.isEmpty, "\(comment)")
    }
    #expect(calls.count > 150)
  }

  private static func judge(
    _ call: String,
    _ status: UInt32,
    _ outcome: Result<[CUDAStatus], any Error>,
    _ comment: Comment
  ) {
    switch outcome {
    case .success(let unreported):
      if call == "nvrtcDestroyProgram" { return }
      let frees = releases.contains(call) || call == "cuCtxPushCurrent_v2"
      #expect(frees && unreported.map(\.call) == [call] && unreported[0].number == status, comment)
    case .failure(let error):
      guard let error = error as? CUDAError else {
        Issue.record("no error of CUDA: \(comment)")
        return
      }
      switch error {
      case .failed(let found):
        #expect(found.call == call && found.number == status && found.name.hasPrefix("CUDA_ERROR_"), comment)
        #expect(found.errorClass == CUDAErrorClass(status: status), comment)
      case .compilerFailed(let found): #expect(found.call == call && found.number == status, comment)
      case .mappingFailed(let found):
        #expect(found.call == call && found.number == status && !found.words.isEmpty, comment)
      case .libraryUnavailable(let words): #expect(call == "gdr_open" && words.contains("/dev/gdrdrv"), comment)
      default: Issue.record("another error: \(comment)")
      }
      let code = RingKernelError(error).code
      let right: ErrorCode =
        call.hasPrefix("nvrtc")
        ? .programRefused
        : call == "gdr_open"
          ? .libraryUnavailable
          : call.hasPrefix("gdr_")
            ? .deviceResources
            : [2: .deviceMemory, 719: .deviceLost, 46: .deviceBusy, 1: .deviceCallRefused][status] ?? .definition
      #expect(code == right, comment)
    }
  }

  @Test(.timeLimit(.minutes(20)))
  func `a device that is lost fails every later call, and nothing is left`() async throws {
    let standIn = try Self.standIn()
    _ = try await EveryCall.run(standIn)
    let count = standIn.calls.count
    for place in 1...count {
      standIn.fail(place...Int.max, with: 700)
      await #expect(throws: CUDAError.self, "from call \(place) on") {
        // Where all that is left frees, nothing is thrown; the list says it.
        if let status = try await EveryCall.run(standIn).first { throw CUDAError.failed(status) }
      }
      standIn.failNothing()
      #expect(standIn.alive.isEmpty, "from call \(place) on")
      #expect(standIn.misuse.isEmpty, "from call \(place) on: \(standIn.misuse)")
    }
  }
}
