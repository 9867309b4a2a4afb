/// A type of a value in a kernel.
public indirect enum KernelType: Sendable, Hashable {
  /// No value.
  case void
  /// One number or truth value.
  case scalar(ScalarType)
  /// 2, 3 or 4 lanes; laid out as Swift's SIMD types: 3 lanes take the room of 4.
  case vector(ScalarType, Int)
  /// `InlineArray`: elements at the stride of the element, none between.
  case array(KernelType, Int)
  /// A struct, a message, a tuple or an enum with payload-free cases, by its name in the module's `TypeTable`.
  case structure(String)

  /// 64-bit integer, Swift's `Int`.
  public static let int = KernelType.scalar(.i64)
  /// Truth value.
  public static let bool = KernelType.scalar(.bool)

  /// The scalar, if it is one.
  @inlinable public var scalar: ScalarType? { if case .scalar(let scalar) = self { scalar } else { nil } }
  /// The scalar of a scalar or of the lanes of a vector.
  @inlinable package var lane: ScalarType? {
    switch self {
    case .scalar(let scalar), .vector(let scalar, _): scalar
    default: nil
    }
  }
  /// Lanes of a vector.
  var lanes: Int? { if case .vector(_, let lanes) = self { lanes } else { nil } }
}
