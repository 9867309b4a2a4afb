public import RingKernelIR

/// One kernel that computes every function, chosen by number.
public struct AccuracyKernel: Sendable {
  /// `Float16`, `Float` or `Double`.
  public let type: ScalarType

  private let cases: [AccuracyCase]

  /// Every function, by its number.
  public static let known = AccuracyCase.all + AccuracyCase.exact

  /// Makes the kernel of one type.
  public init(_ type: ScalarType, _ cases: [AccuracyCase] = AccuracyCase.all) {
    self.type = type
    self.cases = cases
  }

  /// Its name.
  public var name: String { "accuracy\(type.bitWidth)" }

  /// Swift source.
  public var source: String {
    let t = type.swiftName
    let cases = Self.known.enumerated().filter { self.cases.contains($0.element) }.map {
      "    case \($0.offset): out[i] = \($0.element.call.replacing("T(", with: "\(t)(").replacing("<T>", with: "<\(t)>"))"
    }
    return """
      import RingKernelDSL

      @Kernel func \(name)(
        which: Int32,
        a: Span<\(t)>, b: Span<\(t)>, c: Span<\(t)>, n: Span<Int32>, out: inout MutableSpan<\(t)>
      ) {
        let i = globalThreadIndex.x
        guard i < out.count, i < a.count, i < b.count, i < c.count, i < n.count else { return }
        let x = a[i]
        let y = b[i]
        let z = c[i]
        let k = n[i]
        switch which {
      \(cases.joined(separator: "\n"))
        default: out[i] = x + y + z + \(t)(k)
        }
      }

      """
  }

  /// Arguments of a function as bits: x, y, z, then whole numbers.
  public func arguments(of test: AccuracyCase, count: Int) -> (reals: [[UInt64]], wholes: [Int32]) {
    var dice = Dice(seed: 0x5eed)
    let reals = (0..<3).map { place -> [UInt64] in
      (0..<count).map { number in
        guard test.arguments.indices.contains(place) else { return 0 }
        let ranges = test.arguments[place]
        let range = ranges[number % ranges.count]
        return type.bits((type == .f16 ? range.halves : range).draw(&dice))
      }
    }
    let (least, most) = (test.wholes.lowerBound, test.wholes.upperBound)
    return (reals, (0..<count).map { _ in least + Int32(dice.below(Int(most - least) + 1)) })
  }

  /// The results of a function on an executor.
  ///
  /// - Throws: What the executor says.
  public func results(
    of index: Int,
    _ arguments: (reals: [[UInt64]], wholes: [Int32]),
    on executor: any KernelExecutor,
    _ module: KernelModule
  ) async throws -> [UInt64] {
    let count = arguments.wholes.count
    let size = type.byteCount
    func bytes(_ values: [UInt64], _ size: Int) -> [UInt8] {
      values.flatMap { value in (0..<size).map { UInt8(truncatingIfNeeded: value >> UInt64(8 * $0)) } }
    }
    let wholes = arguments.wholes.map { UInt64(UInt32(bitPattern: $0)) }
    let launch = KernelLaunch(
      grid: [(count + 63) / 64, 1, 1],
      block: [64, 1, 1],
      buffers: arguments.reals.map { bytes($0, size) } + [
        bytes(wholes, 4), [UInt8](repeating: 0, count: size * count),
      ],
      extents: Array(repeating: [count], count: 5),
      scalars: [bytes([UInt64(index)], 4)],
      subgroupSize: executor.subgroupSize
    )
    let result = try await executor.run(module, launch)
    guard result.failure == nil, let out = result.buffers.last else { throw ToolAbsent("the kernel failed") }
    return stride(from: 0, to: out.count, by: size).map { start in
      (0..<size).reduce(UInt64(0)) { $0 | UInt64(out[start + $1]) << UInt64(8 * $1) }
    }
  }
}

extension ScalarType {
  /// The bits of a number in this type.
  func bits(_ value: Double) -> UInt64 {
    switch self {
    case .f16: UInt64(HalfBits.from(Float(value)))
    case .f32: UInt64(Float(value).bitPattern)
    default: value.bitPattern
    }
  }
}
