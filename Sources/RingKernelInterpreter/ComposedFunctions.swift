internal import RingKernelIR

/// Functions that are defined by their operations, each of which is rounded (`Design/0005`): blends, and vectors as arrows.
///
/// The numbers of halves are those of single precision, and what comes out is rounded to a half.
enum ComposedFunctions {
  /// The lanes of the value.
  ///
  /// - Parameters:
  ///   - id: The function.
  ///   - operands: The lanes of each operand.
  ///   - type: Their type.
  static func lanes(_ id: IntrinsicID, _ operands: [[UInt64]], _ type: ScalarType) -> [UInt64] {
    if type == .f64 { return lanes(id, operands.map { $0.map { Double(bitPattern: $0) } }).map(\.bitPattern) }
    let numbers = operands.map { $0.map { Float(ScalarMath.float($0, type)) } }
    return lanes(id, numbers).map { ScalarMath.bits(Double($0), type) }
  }

  private static func lanes<F: BinaryFloatingPoint>(_ id: IntrinsicID, _ a: [[F]]) -> [F] {
    switch id {
    case .mix: return [a[0][0] * (1 - a[2][0]) + a[1][0] * a[2][0]]
    case .smoothstep:
      let part = (a[2][0] - a[0][0]) / (a[1][0] - a[0][0])
      let t: F = part.isNaN || part > 1 ? 1 : part > 0 ? part : 0
      return [t * t * (3 - 2 * t)]
    case .dot: return [dot(a[0], a[1])]
    case .length: return [dot(a[0], a[0]).squareRoot()]
    case .distance:
      let difference = zip(a[0], a[1]).map { $0 - $1 }
      return [dot(difference, difference).squareRoot()]
    case .normalize:
      let size = dot(a[0], a[0]).squareRoot()
      return a[0].map { $0 / size }
    default:
      return [(1, 2), (2, 0), (0, 1)].map { p, q in a[0][p] * a[1][q] - a[0][q] * a[1][p] }
    }
  }

  /// From the first lane on; no zero is added, which would take the sign of one.
  private static func dot<F: BinaryFloatingPoint>(_ x: [F], _ y: [F]) -> F {
    zip(x, y).dropFirst().reduce(x[0] * y[0]) { $0 + $1.0 * $1.1 }
  }
}
