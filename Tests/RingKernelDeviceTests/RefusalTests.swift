#if Macros
import RingKernel
import RingKernelCore
import RingKernelDevice
import Testing

/// What the compiler refuses no device runs, the CPU among them: there it would end the process.
@Suite struct RefusalTests {
  static let devices: [any ComputeDevice] = [CPUDevice(), InterpreterDevice()]

  @Test(arguments: devices)
  func `recursion through two functions, or a method and a function, is refused`(device: any ComputeDevice) async throws
  {
    let y = try device.buffer(of: Int32.self, count: 4)
    for call in [recursion(y: y), recursionOfMethods(y: y)] {
      for _ in 0..<2 {
        let error = await #expect(throws: RingKernelError.self) { try await device.launch(call, threads: 4) }
        #expect(error?.code == ErrorCode(1109))
      }
    }
  }

  @Test(arguments: devices)
  func `an index that the size of the launch puts out of range is refused`(device: any ComputeDevice) async throws {
    let y = try device.buffer(of: Int32.self, count: 4)
    let eight: InlineArray<8, Int32> = [0, 1, 2, 3, 4, 5, 6, 7]
    try await device.launch(seventh(y: y, values: eight), threads: 4)
    #expect(try await y.read() == [7, 7, 7, 7])
    let three: InlineArray<3, Int32> = [0, 1, 2]
    let error = await #expect(throws: RingKernelError.self) {
      try await device.launch(seventh(y: y, values: three), threads: 4)
    }
    #expect(error?.code == ErrorCode(1120), "\(error.map { "\($0)" } ?? "")")
  }

  @Test func `an actor whose handler reaches recursion is not launched`() async throws {
    try await withRuntime { runtime in
      let error = await #expect(throws: RingKernelError.self) { try await runtime.launch(Spiral.self) }
      #expect(error?.code == ErrorCode(1109))
    }
  }
}
#endif
