/// The value of a `static let` that kernels name with its type.
public struct StaticConstant: Sendable, Hashable {
  /// A scalar, `.structure("Route")` or `.structure("HybridTime")`.
  public var type: KernelType
  /// Bits: integers extended to 64, floats as they are.
  public var bits: UInt64

  /// Makes a constant.
  public init(_ type: KernelType, bits: UInt64) {
    self.type = type
    self.bits = bits
  }

  /// Makes a constant of the type that Swift calls `typeName`; nil for one that is no number.
  public init?(typeName: String, bits: UInt64) {
    if let scalar = ScalarType(swiftName: typeName) {
      self.init(.scalar(scalar), bits: scalar.canonical(bits))
    } else if let type = EnumType.contextual[typeName] {
      self.init(.structure(typeName), bits: type.raw.canonical(bits))
    } else {
      return nil
    }
  }
}
