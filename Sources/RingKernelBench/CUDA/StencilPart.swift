internal import RingKernelABI
internal import RingKernelCUDA
internal import RingKernelCompute
internal import RingKernelHost

/// A wave equation in three dimensions: a launch a step, graphs of steps, blocks that stay and wait for their
/// neighbours only, and actors of the engine.
///
/// The blocks are a kernel that is written by hand: their halos go through memory of the device and one word per plane,
/// without messages.
enum StencilPart {
  static func run(on backend: BackendChoice, _ scale: DevicePart.Scale) async throws -> DeviceReport {
    let device = try BenchDevice(backend)
    let large = scale.isSmall ? 16 : 512
    var rows = [try copyRow(device, large, scale), try launchRow(device, large, steps: scale.isSmall ? 2 : 100)]
    rows[1] = compared(rows[1], with: rows[0])
    let most = try device.function(.wave, "bench_wave_resident")
      .residentBlocks(of: Axes(threads(64), 1, 1), sharedBytes: 2 * 64 * 64 * 4)
    let small = min(scale.isSmall ? 8 : 64, most)
    rows += try smallRows(device, small, steps: scale.isSmall ? 12 : 10_000)
    rows.append(try await actorRow(device, on: backend, scale.isSmall ? 32 : 64, steps: scale.isSmall ? 12 : 10_000))
    return device.report(.stencil, rows)
  }

  private static func threads(_ n: Int) -> Int { min(n * n, 1024) }

  /// A step reads two arrays and writes one, twelve bytes a cell.
  ///
  /// A copy of as many bytes reads the half and writes the half.
  private static func copyRow(_ device: BenchDevice, _ n: Int, _ scale: DevicePart.Scale) throws -> DeviceRow {
    let bytes = n * n * n * 6
    let (first, second) = (try device.memory(bytes), try device.memory(bytes))
    let rounds = scale.isSmall ? 2 : 20
    func round() throws { try device.stream.copy(first, to: second, count: bytes) }
    try round()
    let nanoseconds = try device.timed { for _ in 0..<rounds { try round() } }
    return DeviceRow(
      "copy on the device, as many bytes as \(n)^3",
      "\(rounds) copies between two events of the device; bytes read and bytes written count",
      ["bytesPerSecond": rate(2 * bytes * rounds, nanoseconds)]
    )
  }

  private static func launchRow(_ device: BenchDevice, _ n: Int, steps: Int) throws -> DeviceRow {
    let wave = try Wave(device, n)
    try wave.launch(steps: 2)
    let nanoseconds = try device.timed { try wave.launch(steps: steps) }
    return row("\(n)^3, a launch a step", n, steps, nanoseconds)
  }

  private static func smallRows(_ device: BenchDevice, _ n: Int, steps: Int) throws -> [DeviceRow] {
    let launched = try Wave(device, n)
    try launched.launch(steps: steps)
    let expected = try launched.cells(after: steps)
    try check("cells that moved", expected.contains { $0 != 0 } ? 1 : 0, 1)
    let again = try Wave(device, n)
    var rows = [row("\(n)^3, a launch a step", n, steps, try device.timed { try again.launch(steps: steps) })]
    let recorded = try Wave(device, n)
    let each = 2 * max(min(steps, 200) / 4, 1)
    let graph = try CUDAGraph(recording: device.stream) { () throws(CUDAError) in try recorded.launch(steps: each) }
    // The graph's first launch is the slow one.
    try graph.launch(in: device.stream)
    try device.stream.synchronize(within: BenchDevice.patience)
    try recorded.reset()
    let graphs = steps / each
    let nanoseconds = try device.timed { for _ in 0..<graphs { try graph.launch(in: device.stream) } }
    rows.append(row("\(n)^3, graphs of \(each) steps", n, graphs * each, nanoseconds))
    try recorded.launch(steps: steps - graphs * each)
    try same(try recorded.cells(after: steps), expected, "graphs")
    let resident = try Wave(device, n)
    try resident.stay(steps: steps, threads: threads(n))
    try resident.reset()
    rows.append(
      row(
        "\(n)^3, \(n) resident blocks with neighbour flags, written by hand",
        n,
        steps,
        try device.timed { try resident.stay(steps: steps, threads: threads(n)) }
      )
    )
    try same(try resident.cells(after: steps), expected, "resident blocks")
    return rows
  }

  /// Actors begin with what launches begin with, and end in their bits.
  private static func actorRow(
    _ device: BenchDevice,
    on backend: BackendChoice,
    _ n: Int,
    steps: Int
  ) async throws -> DeviceRow {
    let launched = try Wave(device, n)
    let initial = try launched.cells(after: 0)
    try launched.launch(steps: steps)
    let expected = try launched.cells(after: steps)
    return try await ActorWave.row(on: backend, n: n, steps: steps, initial: initial, expected: expected)
  }

  private static func same(_ found: [UInt32], _ expected: [UInt32], _ name: String) throws {
    try check("\(name): cells that differ", UInt64(zip(found, expected).count { $0 != $1 }), 0)
  }

  private static func row(_ name: String, _ n: Int, _ steps: Int, _ nanoseconds: UInt64) -> DeviceRow {
    DeviceRow(
      name,
      "\(steps) steps between two events of the device; 12 bytes a cell",
      figures(n, steps, nanoseconds)
    )
  }

  static func figures(_ n: Int, _ steps: Int, _ nanoseconds: UInt64) -> KeyValuePairs<String, Double> {
    [
      "nanosecondsPerStep": Double(nanoseconds) / Double(steps),
      "cellsPerSecond": rate(n * n * n * steps, nanoseconds),
      "bytesPerSecond": rate(12 * n * n * n * steps, nanoseconds),
    ]
  }

  private static func compared(_ row: DeviceRow, with copy: DeviceRow) -> DeviceRow {
    guard let bytes = row["bytesPerSecond"], let most = copy["bytesPerSecond"], most > 0 else { return row }
    return row.adding("shareOfCopy", bytes / most)
  }
}
