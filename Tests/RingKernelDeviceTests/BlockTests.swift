#if Macros
import RingKernel
import RingKernelCore
import RingKernelDevice
import RingKernelIR
import RingKernelInterpreter
import Testing

/// Handlers with a block of threads on the CPU: what they emit, and what a launch may say of the block.
@Suite(.timeLimit(.minutes(20))) struct BlockTests {
  @Test func `what thread 0 emits, and which failure counts, is what the interpreter says`() async throws {
    let module = try KernelCompiler.lower(try DeviceUnit.make(actor: Clumsy.self))
    #expect(module.isMasked && module.handlerThreads == 64 && Clumsy.threadsPerMessage == 64)
    let interpreter = Interpreter(module)
    var state = [UInt8](repeating: 0, count: MemoryLayout<Clumsy>.size)
    var failures = 0
    try await withRuntime { runtime in
      let kernel = try await runtime.launch(Clumsy.self).kernel
      for number in 0..<24 as Range<UInt32> {
        let poke = Poke(number: number, amount: 0)
        var context = HandlerContext(message: .init(correlation: 1))
        let failure = try interpreter.run(0, message: Envelope(poke).payload, state: &state, context: &context)
        do {
          let told: Told = try await kernel.call(poke)
          #expect(failure == nil && context.operations.last == .reply(.init("Told", Envelope(told).payload)))
        } catch let error as RingKernelError {
          let right = try #require(failure)
          #expect(error.failure?.thread == right.thread && error.failure?.line == module.sites[right.site].line)
          failures += 1
        }
        for case .emit(let emitted) in context.operations {
          let stamp: Stamp? = try kernel.tryReceive()
          #expect(stamp.map { Envelope($0).payload } == emitted.payload, "message \(number)")
        }
        let more: Stamp? = try kernel.tryReceive()
        #expect(more == nil, "message \(number)")
      }
      let found = try await kernel.readState(Clumsy.self)
      #expect(unsafe withUnsafeBytes(of: found) { unsafe Array($0) } == state)
    }
    #expect(failures == 16)
  }

  @Test func `a handler reads the block that its actor asks for, and a launch with another one is refused`()
    async throws
  {
    try await withRuntime { runtime in
      let kernel = try await runtime.launch(Histogram.self).kernel
      let told: Told = try await kernel.call(Batch(count: 3, first: 0))
      #expect(told.replica == 32 && told.amount == 96)
      var options = LaunchOptions()
      options.blockSize = 32
      _ = try await runtime.launch(Histogram.self, id: "the same", options: options)
      options.blockSize = 64
      let error = await #expect(throws: RingKernelError.self) {
        _ = try await runtime.launch(Histogram.self, id: "another", options: options)
      }
      #expect(
        error?.code == .invalidConfiguration && "\(error ?? .init(.noReply, ""))".contains("written for 32 threads")
      )
    }
  }
}
#endif
