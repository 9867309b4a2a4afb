internal import RingKernelABI
internal import RingKernelCUDA
internal import RingKernelCompute
internal import RingKernelHost

/// Messages that never leave the device: one to and fro between two threads, stamped on the device; and the same between
/// actors of the engine.
enum HopPart {
  static func run(on backend: BackendChoice, _ scale: DevicePart.Scale) async throws -> DeviceReport {
    let device = try BenchDevice(backend)
    let processors = try device.processors
    let rounds = scale.isSmall ? 200 : max(scale.samples, 1000)
    var rows = [try row(device, "same block", "bench_hop_block", shape(1, 64), partners: [0], rounds)]
    if try device.device.attribute(.launchesClusters) != 0 {
      let shape = CUDALaunch(grid: Axes(2, 1, 1), block: Axes(32, 1, 1), cluster: Axes(2, 1, 1))
      rows.append(try row(device, "same cluster", "bench_hop_cluster", shape, partners: [1], rounds))
    }
    let partners = Set([1, processors / 4, processors / 2, processors - 1]).filter { $0 > 0 }.sorted()
    rows.append(try row(device, "across the grid", "bench_hop_grid", shape(processors, 32), partners: partners, rounds))
    rows += try await ActorHops.rows(on: backend, processors: processors, scale)
    return device.report(.hops, rows)
  }

  private static func shape(_ blocks: Int, _ threads: Int) -> CUDALaunch {
    CUDALaunch(grid: Axes(blocks, 1, 1), block: Axes(threads, 1, 1), isCooperative: true)
  }

  /// A hop is half of a round: two messages, each published, seen, read and changed.
  private static func row(
    _ device: BenchDevice,
    _ name: String,
    _ entry: String,
    _ shape: CUDALaunch,
    partners: [Int],
    _ rounds: Int
  ) throws -> DeviceRow {
    let function = try device.function(.hop, entry)
    var nanoseconds: [UInt64] = []
    var (cycles, elapsed) = (0.0, 0.0)
    for partner in partners {
      let (slots, times) = (try device.memory(256), try device.memory(rounds * 4))
      let ends = try device.memory(40)
      let arguments: [CUDAArgument] = [
        .address(slots), .address(times), .address(ends), .bytes(bytes(UInt32(rounds))),
        .bytes(bytes(UInt32(partner))),
      ]
      try device.stream.launch(function, shape, arguments)
      try device.stream.synchronize(within: BenchDevice.patience)
      let marks = words(try device.copies.read(ends, count: 40))
      let numbers = (0..<5).map { UInt64(marks[$0 * 2 + 1]) << 32 | UInt64(marks[$0 * 2]) }
      // Twelve words, 66 at first; each side adds 1 to each of them in each round.
      try check("words after all hops", numbers[4], UInt64(66 + 12 * 2 * rounds))
      let (span, ticks) = (Double(numbers[2] &- numbers[0]), Double(numbers[3] &- numbers[1]))
      let perTick = ticks > 0 ? span / ticks : 0
      (cycles, elapsed) = (cycles + ticks, elapsed + span)
      nanoseconds += words(try device.copies.read(times, count: rounds * 4)).dropFirst(rounds / 10).map {
        UInt64((Double($0) * perTick / 2).rounded())
      }
    }
    return DeviceRow(
      "hop, \(name)",
      "half of a round of two messages of 64 bytes; cycles of the first side's multiprocessor, by the device's timer",
      times: Percentiles(nanoseconds),
      [
        "meanNanoseconds": elapsed / Double(2 * rounds * partners.count),
        "clockGigahertz": elapsed > 0 ? cycles / elapsed : 0,
      ]
    )
  }

  static func bytes(_ number: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) } }

  static func words(_ bytes: [UInt8]) -> [UInt32] {
    stride(from: 0, to: bytes.count - 3, by: 4).map { place in
      (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[place + $1]) << (8 * $1) }
    }
  }
}
