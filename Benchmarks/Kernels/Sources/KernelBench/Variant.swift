import RingKernel

/// The kernels with one choice of checks.
struct Variant: Sendable {
  typealias Line = DeviceBuffer<Float>
  typealias Plane = DeviceField2D<Float>
  typealias Space = DeviceField3D<Float>

  /// Name on the command line.
  let key: String
  /// Name for people.
  let peer: String
  let fivePoint: @Sendable (Plane, Plane) -> KernelCall
  let sevenPoint: @Sendable (Space, Space) -> KernelCall
  let saxpy: @Sendable (Line, Line, Float) -> KernelCall
  let blockSum: @Sendable (Line, Line) -> KernelCall
  let multiply: @Sendable (Plane, Plane, Plane) -> KernelCall

  static let usual = Variant(
    key: "ringkernel",
    peer: "RingKernel",
    fivePoint: { KernelBench.fivePoint(p: $0, out: $1) },
    sevenPoint: { KernelBench.sevenPoint(p: $0, out: $1) },
    saxpy: { KernelBench.saxpy(x: $0, y: $1, a: $2) },
    blockSum: { KernelBench.blockSum(x: $0, sums: $1) },
    multiply: { KernelBench.multiply(a: $0, b: $1, c: $2) }
  )

  static let checked = Variant(
    key: "ringkernel-checked",
    peer: "RingKernel .checked",
    fivePoint: { fivePointChecked(p: $0, out: $1) },
    sevenPoint: { sevenPointChecked(p: $0, out: $1) },
    saxpy: { saxpyChecked(x: $0, y: $1, a: $2) },
    blockSum: { blockSumChecked(x: $0, sums: $1) },
    multiply: { multiplyChecked(a: $0, b: $1, c: $2) }
  )

  static let unchecked = Variant(
    key: "ringkernel-unchecked",
    peer: "RingKernel .unchecked",
    fivePoint: { fivePointUnchecked(p: $0, out: $1) },
    sevenPoint: { sevenPointUnchecked(p: $0, out: $1) },
    saxpy: { saxpyUnchecked(x: $0, y: $1, a: $2) },
    blockSum: { blockSumUnchecked(x: $0, sums: $1) },
    multiply: { multiplyUnchecked(a: $0, b: $1, c: $2) }
  )
}
