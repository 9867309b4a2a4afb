#if Macros
import Foundation
import RingKernel
import RingKernelCore
import RingKernelDevice
import RingKernelWebGPU
import Testing

/// Faults of devices that launch kernels: each runs in a process of its own, which has to live on.
@Suite(.serialized, .timeLimit(.minutes(20)), .enabled(if: isThere, absence))
struct LaunchFaultTests {
  /// A launch with all that belongs to it: buffers, program, copies both ways.
  private static func launch(_ device: WebGPUComputeDevice) async throws {
    let x = try device.buffer((0..<100).map(Float.init))
    let y = try device.buffer([Float](repeating: 1, count: 100))
    try await device.launch(axpy(x: x, y: y, a: 2), threads: 100)
    let result = try await y.read()
    require(result == (0..<100).map { 2 * Float($0) + 1 }, "\(result)")
  }

  @Test func `out of memory at each allocation in turn is an error, and the next launch works`() async {
    await #expect(processExitsWith: .success) {
      let faulty = try FaultyWebGPU()
      faulty.fail(.buffer, 0)
      try await Self.launch(WebGPUComputeDevice(try faulty.device()))
      let allocations = faulty.made(.buffer)
      // x, y, failures, values; copies of the failures and of y to read them.
      require(allocations == 6, "\(allocations) allocations")
      for way in FaultyWebGPU.Way.allCases {
        for number in 1...allocations {
          // What a launch leaves is used by the next one: each needs a device of its own.
          let device = WebGPUComputeDevice(try faulty.device())
          faulty.fail(.buffer, number, way)
          let error = await failure("allocation \(number), \(way)") { try await Self.launch(device) }
          guard let known = error as? RingKernelError else { return require(false, "\(error)") }
          let expected: [ErrorCode] = way == .invalid ? [.deviceMemory, .programRefused] : [.deviceMemory]
          require(expected.contains(known.code), "allocation \(number), \(way): \(known)")
          require(way == .null || known.detail.contains("forced"), "\(known)")
          require(known.detail.contains("'"), "no label: \(known)")
          try await Self.launch(device)
        }
      }
      await requireNothingAlive(faulty)
    }
  }

  @Test func `whatever else cannot be made is an error too, and nothing is left behind`() async {
    await #expect(processExitsWith: .success) {
      let faulty = try FaultyWebGPU()
      for kind in [
        FaultyWebGPU.Kind.shader, .pipeline, .layout, .pipelineLayout, .group, .encoder, .commands, .queries,
      ] {
        for way in FaultyWebGPU.Way.allCases {
          // These are made without an error scope: the library reports at the end of the recording.
          if [.encoder, .commands].contains(kind), way != .null { continue }
          let device = WebGPUComputeDevice(try faulty.device(), isMeasured: kind == .queries)
          faulty.fail(kind, 1, way)
          let error = await failure("\(kind), \(way)") { try await Self.launch(device) }
          let codes: [ErrorCode] = [.programRefused, .deviceMemory]
          require((error as? RingKernelError).map { codes.contains($0.code) } ?? false, "\(kind), \(way): \(error)")
          try await Self.launch(device)
        }
      }
      await requireNothingAlive(faulty)
    }
  }

  @Test func `a text that does not compile is refused with its words and its label`() async {
    await #expect(processExitsWith: .success) {
      let faulty = try FaultyWebGPU()
      do {
        let device = try faulty.device()
        let texts = [
          ("fn main() { x }", "main", [WebGPUAccess]()), ("@compute @workgroup_size(1) fn main() {}", "other", []),
          ("@compute @workgroup_size(100000) fn main() {}", "main", []),
          (
            "@group(0) @binding(0) var<storage, read_write> y: array<u32>;"
              + "@compute @workgroup_size(1) fn main() { y[0] = 1; }", "main", [.read]
          ),
        ]
        for (text, entry, bindings) in texts {
          let error = failure(text) { () throws(WebGPUError) in
            _ = try device.compile(text, entry: entry, bindings: bindings, label: "the \(entry)")
          }
          guard case .programRefused(let words, "the \(entry)") = error else { return require(false, "\(error)") }
          require(words.count > 10, words)
          require(RingKernelError(error).code.description == "RK3008", "\(error)")
        }
      }
      await requireNothingAlive(faulty)
    }
  }

  @Test func `launches and buffers beyond the device's limits are refused before they reach it`() async {
    await #expect(processExitsWith: .success) {
      let faulty = try FaultyWebGPU()
      do {
        let open = try faulty.device()
        let limits = open.adapter.limits
        let device = WebGPUComputeDevice(open)
        let x = try device.buffer([1 as Float])
        let y = try device.buffer([1 as Float])
        let shapes = [
          (Axes(limits.blocksPerAxis + 1, 1, 1), Axes(1, 1, 1)),
          (Axes(1, 1, 1), Axes(limits.threadsPerBlock * 2, 1, 1)),
          (Axes(1, 1, 1), Axes(1, 1, limits.blockAxes[2] * 2)),
        ]
        for (grid, block) in shapes {
          let error = await failure("\(grid), \(block)") {
            try await device.launch(axpy(x: x, y: y, a: 1), grid: grid, block: block)
          }
          require((error as? RingKernelError)?.code.description == "RK3007", "\(error)")
        }
        let error = failure("a buffer") { _ = try device.allocate(byteCount: limits.bufferSize + 4) }
        require((error as? RingKernelError)?.code.description == "RK3005", "\(error)")
      }
      await requireNothingAlive(faulty)
    }
  }

  @Test func `a device that is lost at any call ends the launch, and every later one`() async {
    await #expect(processExitsWith: .success) {
      let faulty = try FaultyWebGPU()
      for place in FaultyWebGPU.Place.allCases {
        faulty.lose(place, 0)
        try await Self.launch(WebGPUComputeDevice(try faulty.device()))
        let calls = faulty.calls(place)
        require(calls > 0, "\(place) is not reached")
        for number in 1...min(calls, 12) {
          let device = WebGPUComputeDevice(try faulty.device())
          faulty.lose(place, number)
          var error: (any Error)?
          do { try await Self.launch(device) } catch let thrown { error = thrown }
          // Polls, and the questions whether the device lives, are as many as the launch takes long: with fewer than
          // in the launch that was counted, nothing was lost.
          if faulty.calls(place) < number { continue }
          // A loss behind the last use is found by the next launch.
          let later = await failure("after \(place) \(number)") { try await Self.launch(device) }
          for found in [error ?? later, later] {
            guard let known = found as? RingKernelError else { return require(false, "\(found)") }
            require(known.code.description == "RK3010", "\(place) \(number): \(known)")
            require(known.detail.lowercased().contains("device lost") || known.detail.contains("is lost"), "\(known)")
          }
        }
      }
      faulty.lose(.submit, 0)
      try await Self.launch(WebGPUComputeDevice(try faulty.device()))
      await requireNothingAlive(faulty)
    }
  }

  @Test func `the device says how long its launches took`() async {
    await #expect(processExitsWith: .success) {
      let faulty = try FaultyWebGPU()
      do {
        let device = WebGPUComputeDevice(try faulty.device(), isMeasured: true)
        require(device.deviceTime == .zero, "\(String(describing: device.deviceTime))")
        try await Self.launch(device)
        let first = device.deviceTime ?? .zero
        let clock = ContinuousClock()
        let wall = try await clock.measure { try await Self.launch(device) }
        let second = device.deviceTime ?? .zero
        require(first > .zero && second > first && second - first < wall, "\(first), \(second), \(wall)")
        require(WebGPUComputeDevice(try faulty.device()).deviceTime == nil, "measured without having been asked to")
      }
      await requireNothingAlive(faulty)
    }
  }

  @Test func `bytes are copied from buffer to buffer within their bounds`() async {
    await #expect(processExitsWith: .success) {
      let faulty = try FaultyWebGPU()
      do {
        let device = try faulty.device()
        let a = try device.buffer((0..<32).map { UInt8($0) }, label: "a")
        let b = try device.buffer([UInt8](repeating: 99, count: 16), label: "b")
        try device.copy(a, at: 8, to: b, at: 4, count: 8)
        let copied = try device.read(b)
        require(copied == [99, 99, 99, 99] + (8..<16) + [99, 99, 99, 99], "\(copied)")
        let elsewhere = try faulty.device().buffer([], minimum: 16, label: "c")
        let wrong: [(WebGPUBuffer, Int, WebGPUBuffer, Int, Int)] = [
          (a, 0, b, 0, 20), (a, 28, b, 0, 8), (a, -4, b, 0, 4), (a, 0, b, 2, 4), (a, 0, b, 0, 3), (a, 0, a, 16, 4),
          (a, 0, elsewhere, 0, 4), (a, .max - 3, b, 0, 4),
        ]
        for (source, offset, target, place, count) in wrong {
          let error = failure("\(offset), \(place), \(count)") { () throws(WebGPUError) in
            try device.copy(source, at: offset, to: target, at: place, count: count)
          }
          require(!error.label.isEmpty, "\(error)")
        }
        require(try device.read(b, at: 4, count: 4) == [8, 9, 10, 11], "the device works on")
      }
      await requireNothingAlive(faulty)
    }
  }
}
#endif
