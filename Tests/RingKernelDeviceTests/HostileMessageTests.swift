#if Macros
import RingKernel
import RingKernelCore
import RingKernelDevice
import RingKernelIR
import RingKernelInterpreter
import RingKernelKernelTesting
import Testing

@Suite struct HostileMessageTests {
  /// Messages whose fields are usual values or anything at all.
  static func requests(_ count: Int, seed: UInt64) -> [Request] {
    var state = seed
    func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 17 ^ state << 11
    }
    func field(_ limit: UInt64) -> UInt64 {
      let extremes: [UInt64] = [0, 1, .max, 1 << 31, 1 << 63, 0x7fff_ffff, 0x7f80_0000, 0x7fc0_0000, 64]
      switch next() % 16 {
      case 0: return next()
      case 1: return extremes[Int(next() % UInt64(extremes.count))]
      default: return next() % limit
      }
    }
    return (0..<count).map { _ in
      Request(
        place: Int64(bitPattern: field(64)),
        amount: Int32(truncatingIfNeeded: field(1000)),
        divisor: Int32(truncatingIfNeeded: field(1000)),
        scale: next() % 8 == 0 ? Float(bitPattern: UInt32(truncatingIfNeeded: field(1 << 31))) : Float(field(100)),
        kind: UInt32(truncatingIfNeeded: field(1000)),
        side: next() % 2 == 0 ? .buy : .sell,
        note: Note(weights: [Int16(truncatingIfNeeded: field(9)), 0], point: SIMD2(1, 2))
      )
    }
  }

  /// What one actor answers to messages one after the other, and how it fails; another one is as it was.
  private static func outcomes(
    _ requests: [Request],
    _ backend: BackendChoice
  ) async throws -> (outcomes: [Result<Answer, RingKernelError>], state: [UInt8], other: [UInt8]) {
    try await withRuntime(backend: backend) { runtime in
      let book = try await runtime.launch(Book.self)
      let other = try await runtime.launch(Book.self, id: "other")
      var outcomes: [Result<Answer, RingKernelError>] = []
      for request in requests {
        do throws(RingKernelError) { outcomes.append(.success(try await book.call(request))) } catch {
          outcomes.append(.failure(error))
        }
      }
      let states = (try await book.kernel.readState(Book.self), try await other.kernel.readState(Book.self))
      return unsafe (
        outcomes, withUnsafeBytes(of: states.0) { unsafe Array($0) }, withUnsafeBytes(of: states.1) { unsafe Array($0) }
      )
    }
  }

  @Test(
    .timeLimit(.minutes(20)),
    .enabled(if: SoftwareVulkan.swiftshader.absence == nil, "needs SwiftShader: Scripts/get-tools")
  )
  func `a live actor on WebGPU fails where, with what and in the words in which one on the CPU does`() async {
    await #expect(processExitsWith: .success) {
      try SoftwareVulkan.swiftshader.choose()
      let requests = Self.requests(2000, seed: 11)
      let right = try await Self.outcomes(requests, .cpu)
      let found = try await Self.outcomes(requests, .webgpu)
      for (number, pair) in zip(found.outcomes, right.outcomes).enumerated() {
        switch pair {
        case (.success(let a), .success(let b)): #expect(a == b, "\(requests[number])")
        case (.failure(let a), .failure(let b)):
          #expect(a.code == b.code && a.failure == b.failure && a.failure != nil, "\(requests[number])")
          #expect(a.detail == b.detail)
        default: Issue.record("\(requests[number]): \(pair)")
        }
      }
      #expect(found.state == right.state)
      #expect(found.other.allSatisfy { $0 == 0 })
      let codes = Set(
        right.outcomes.compactMap { if case .failure(let error) = $0 { error.failure?.code } else { nil } }
      )
      #expect(codes.count == 5)
    }
  }

  @Test(.timeLimit(.minutes(20)))
  func `an actor on the CPU answers and fails as the interpreter says, message by message`() async throws {
    let requests = Self.requests(100_000, seed: 7)
    let module = try KernelCompiler.lower(try DeviceUnit.make(actor: Book.self, message: "Request"))
    let stride = try #require(module.types.layout(of: .structure("Request"))?.stride)
    var bytes: [UInt8] = []
    for request in requests {
      bytes += Envelope(request).payload.prefix(stride)
    }
    let size = MemoryLayout<Book>.size
    let batch = HandlerBatch(state: [UInt8](repeating: 0, count: size), messages: bytes, count: requests.count)
    let right = try Interpreter(module).run(batch)
    let answer = try #require(module.types.layout(of: .structure("Answer"))?.stride)

    var found = 0
    let state = try await withRuntime { runtime in
      let book = try await runtime.launch(Book.self)
      for (number, request) in requests.enumerated() {
        let failure = right.failures[number]
        do {
          let reply = try await book.call(request)
          let place = number * answer..<number * answer + Answer.layout.size
          #expect(failure == nil && Envelope(reply).payload.prefix(place.count) == right.replies[place])
        } catch let error as RingKernelError {
          let reported = try #require(error.failure, "\(error)")
          let site = module.sites[try #require(failure).site]
          #expect(error.code == .handlerFailed)
          #expect(reported.code.rawValue == site.code.rawValue && reported.line == site.line)
          #expect(reported.values == failure?.values)
          found += 1
        }
      }
      return try await book.kernel.readState(Book.self)
    }
    #expect(right.failures.count { $0 != nil } == found && found > 1000 && found < 50_000)
    #expect(unsafe withUnsafeBytes(of: state) { unsafe Array($0) } == right.state)
    // Every kind of failure has happened.
    let codes = Set(right.failures.compactMap { $0.map { module.sites[$0.site].code } })
    #expect(codes == [.indexOutOfRange, .overflow, .divisionByZero, .conversion, .explicit])
  }
}
#endif
