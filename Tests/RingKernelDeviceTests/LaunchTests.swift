#if Macros
import RingKernel
import RingKernelCore
import RingKernelDevice
import Testing

@Suite struct LaunchTests {
  static let devices: [any ComputeDevice] = [CPUDevice(), InterpreterDevice()]

  @Test(arguments: devices)
  func `a kernel reads and writes buffers of the device`(device: any ComputeDevice) async throws {
    let x = try device.buffer((0..<1000).map(Float.init))
    let y = try device.buffer([Float](repeating: 1, count: 1000))
    try await device.launch(saxpy(x: x, y: y, a: 2), threads: 1000)
    #expect(try await y.read() == (0..<1000).map { Float($0) * 2 + 1 })
  }

  @Test(arguments: devices)
  func `the kernel of the README gives nines`(device: any ComputeDevice) async throws {
    #expect(try await nines(on: device) == [Float](repeating: 9, count: 100_000))
  }

  @Test(arguments: devices)
  func `a stencil kernel runs over the inside of its field`(device: any ComputeDevice) async throws {
    let p = try device.field(of: Float.self, width: 37, height: 21)
    let out = try device.field(of: Float.self, width: 37, height: 21)
    try p.write((0..<37 * 21).map { Float($0 % 37 * ($0 % 37)) })
    try await device.launch(laplacian(p: p, out: out))
    let found = try await out.read()
    for y in 0..<21 {
      for x in 0..<37 { #expect(found[y * 37 + x] == (x > 0 && x < 36 && y > 0 && y < 20 ? 2 : 0)) }
    }
  }

  @Test(arguments: devices)
  func `structs, enums and device functions of the host are those of the kernel`(device: any ComputeDevice) async throws
  {
    let particles = (0..<100).map { number in
      Particle(position: SIMD3(0, Float(number), 0), mass: 0.5, kind: number % 2 == 0 ? .light : .heavy)
    }
    let out = try device.buffer(of: Float.self, count: 100)
    try await device.launch(energies(of: try device.buffer(particles), into: out, g: 1), threads: 100)
    let right = particles.map { $0.kind == .light ? clamp01($0.energy(1)) : $0.energy(1) }
    #expect(try await out.read() == right)
  }

  @Test(arguments: devices)
  func `a kernel calls a device function of another file`(device: any ComputeDevice) async throws {
    let x = try device.buffer((0..<100).map(Int32.init))
    let y = try device.buffer(of: Int32.self, count: 100)
    try await device.launch(booked(x: x, y: y, side: .sell), threads: 100)
    #expect(try await y.read() == (3..<103).map(Int32.init))
  }

  @Test(arguments: devices)
  func `shared memory, barriers and constants work`(device: any ComputeDevice) async throws {
    let x = try device.buffer((0..<200).map(Int32.init))
    let sums = try device.buffer(of: Int32.self, count: 4)
    let weights: InlineArray<2, Int32> = [1, 10]
    try await device.launch(blockSums(x: x, sums: sums, weights: weights), threads: 200)
    let right = (0..<4).map { (block: Int32) -> Int32 in
      (block * 64..<min(200, block * 64 + 64)).reduce(0) { sum, x in sum + x * (x % 2 == 0 ? 1 : 10) }
    }
    #expect(try await sums.read() == right)
  }

  @Test func `the CPU refuses barriers of the whole grid`() async throws {
    let y = try CPUDevice().buffer(of: Int32.self, count: 1000)
    let error = await #expect(throws: RingKernelError.self) {
      try await CPUDevice().launch(phases(y: y), threads: 1000)
    }
    #expect(error?.code == .backendUnavailable)
  }

  @Test(arguments: devices)
  func `a failing thread ends the launch with its line and its values`(device: any ComputeDevice) async throws {
    let x = try device.buffer((0..<100).map { Int32($0 == 70 ? 0 : 1) })
    let y = try device.buffer(of: Int32.self, count: 100)
    let error = await #expect(throws: RingKernelError.self) {
      try await device.launch(quotients(x: x, y: y), threads: 100)
    }
    let failure = try #require(error?.failure)
    #expect(error?.code == .kernelFailed)
    #expect(failure.code == .divisionByZero)
    #expect(failure.kernel == "quotients")
    #expect(failure.file == "RingKernelDeviceTests/Kernels.swift")
    #expect(failure.thread == 70)
    #expect(failure.line == 63)
    #expect(failure.values.first == 1000)
  }
}
#endif
