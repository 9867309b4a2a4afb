internal import RingKernelCUDA
internal import RingKernelCompute

/// A cube of cells on the device, and the two kernels that move it on.
final class Wave {
  private let device: BenchDevice
  private let n: Int
  private let first: CUDAAddress, second: CUDAAddress, shown: CUDAAddress, steps: CUDAAddress
  private let step: CUDAFunction
  private let resident: CUDAFunction
  private static let factor: Float = 0.1

  /// Makes a cube with a bump near its middle.
  init(_ device: BenchDevice, _ n: Int) throws {
    self.device = device
    self.n = n
    let bytes = n * n * n * 4
    (first, second) = (try device.memory(bytes), try device.memory(bytes))
    // What only the resident kernel needs is small: it exists for cubes that fit on the multiprocessors.
    (shown, steps) = (try device.memory(n <= 64 ? 2 * bytes : 4), try device.memory(n * 128))
    step = try device.function(.wave, "bench_wave")
    resident = try device.function(.wave, "bench_wave_resident")
    try reset()
  }

  /// Puts it back to how it began.
  func reset() throws {
    for memory in [first, second] { try device.copies.clear(memory, count: n * n * n * 4) }
    try device.copies.clear(steps, count: n * 128)
    let middle = ((n / 2) * n + n / 2) * n + n / 2
    for (place, value) in [(middle, Float(1)), (middle + 1, 0.5), (middle + n, -0.25), (middle - n * n, 0.75)] {
      try device.copies.write(HopPart.bytes(value.bitPattern), to: first + place * 4)
    }
    try device.copies.synchronize()
  }

  /// One launch a step; after an odd number of steps the newest cells are in the second array.
  func launch(steps count: Int) throws(CUDAError) {
    let (width, height) = (min(n, 64), min(n, 8))
    let depth = max(n / 16, 1)
    let grid = Axes((n + width - 1) / width, (n + height - 1) / height, (n + depth - 1) / depth)
    let shape = CUDALaunch(grid: grid, block: Axes(width, height, 1))
    for number in 0..<count {
      let (now, before) = number % 2 == 0 ? (first, second) : (second, first)
      let arguments: [CUDAArgument] = [
        .address(now), .address(before), .bytes(HopPart.bytes(UInt32(n))), .bytes(HopPart.bytes(UInt32(depth))),
        .bytes(HopPart.bytes(Self.factor.bitPattern)),
      ]
      try device.stream.launch(step, shape, arguments)
    }
  }

  /// All steps in one launch, a block a plane; the newest cells are in the first array afterwards.
  func stay(steps count: Int, threads: Int) throws {
    let shared = 2 * n * n * 4
    let shape = CUDALaunch(
      grid: Axes(n, 1, 1),
      block: Axes(threads, 1, 1),
      sharedBytes: shared,
      isCooperative: true
    )
    let arguments: [CUDAArgument] = [
      .address(first), .address(second), .address(shown), .address(steps),
      .bytes(HopPart.bytes(UInt32(n))), .bytes(HopPart.bytes(UInt32(count))),
      .bytes(HopPart.bytes(Self.factor.bitPattern)),
    ]
    try device.stream.launch(resident, shape, arguments)
    isStayed = true
    try device.stream.synchronize(within: BenchDevice.patience)
  }

  private var isStayed = false

  /// The newest cells, as the bits of their numbers.
  func cells(after count: Int) throws -> [UInt32] {
    try device.stream.synchronize(within: BenchDevice.patience)
    let newest = isStayed || count % 2 == 0 ? first : second
    return HopPart.words(try device.copies.read(newest, count: n * n * n * 4))
  }
}
