internal import RingKernelABI
internal import RingKernelCUDA
internal import RingKernelCompute
internal import RingKernelHost

/// What an echo costs without a live kernel: a kernel of one block that changes a message of 64 bytes is launched for it.
///
/// At n under way, n messages are written, n kernels follow each other in one stream, and the host waits once: the time
/// of each message runs from before it was written until the host may read all answers. A graph has the n kernels in it.
enum LaunchBench {
  private static let words = 16

  static func rows(_ device: BenchDevice, _ scale: DevicePart.Scale) throws -> [DeviceRow] {
    let function = try device.function(.answer, "bench_answer")
    var rows: [DeviceRow] = []
    for inFlight in [1, 16, 256] {
      let (from, to) = (try device.pinned(inFlight * 64), try device.pinned(inFlight * 64))
      func launch(_ slot: Int) throws(CUDAError) {
        let shape = CUDALaunch(grid: Axes(1, 1, 1), block: Axes(words, 1, 1))
        let arguments = [CUDAArgument.address(from.address + slot * 64), .address(to.address + slot * 64)]
        try device.stream.launch(function, shape, arguments)
      }
      let graph = try CUDAGraph(recording: device.stream) { () throws(CUDAError) in
        for slot in 0..<inFlight { try launch(slot) }
      }
      let ways: [(String, (Int) throws(CUDAError) -> Void)] = [
        ("launch + sync", { (slot) throws(CUDAError) in try launch(slot) }),
        (
          "graph launch + sync",
          { (slot) throws(CUDAError) in if slot == inFlight - 1 { try graph.launch(in: device.stream) } }
        ),
      ]
      for (name, start) in ways {
        rows.append(try row(name, device, inFlight, samples: scale.samples, from, to, start))
      }
    }
    return rows
  }

  private static func row(
    _ name: String,
    _ device: BenchDevice,
    _ inFlight: Int,
    samples: Int,
    _ from: PinnedWords,
    _ to: PinnedWords,
    _ start: (Int) throws(CUDAError) -> Void
  ) throws -> DeviceRow {
    let rounds = max(samples / inFlight, 1)
    var nanoseconds: [UInt64] = []
    nanoseconds.reserveCapacity(rounds * inFlight)
    var starts = [UInt64](repeating: 0, count: inFlight)
    var begin = Machine.monotonicNanoseconds
    for round in 0..<(rounds + rounds / 10) {
      if round == rounds / 10 { begin = Machine.monotonicNanoseconds }
      let number = UInt32(truncatingIfNeeded: round &* inFlight)
      for slot in 0..<inFlight {
        starts[slot] = Machine.monotonicNanoseconds
        for word in 0..<words { from.store(slot * words + word, number &+ UInt32(slot + word)) }
        try start(slot)
      }
      try device.stream.synchronize()
      for slot in 0..<inFlight {
        for word in [0, words - 1] {
          try check("answer", UInt64(to.load(slot * words + word)), UInt64(number &+ UInt32(slot + word) &+ 1))
        }
      }
      let end = Machine.monotonicNanoseconds
      if round >= rounds / 10 { nanoseconds += starts.map { end - $0 } }
    }
    let elapsed = Machine.monotonicNanoseconds - begin
    return DeviceRow(
      name,
      "from before a message of 64 bytes is written until its answer has been read, nothing resident; host's clock",
      inFlight: inFlight,
      times: Percentiles(nanoseconds),
      ["callsPerSecond": rate(nanoseconds.count, elapsed)]
    )
  }
}
