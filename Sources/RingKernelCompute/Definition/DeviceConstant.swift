/// The value of a `static let` that kernel code names with its type: `VelocityRule.limit`.
public struct DeviceConstant: Sendable, Hashable {
  /// Name of its type in Swift.
  public let type: String
  /// Bits: integers extended to 64, floats as they are.
  public let bits: UInt64

  /// Makes a constant.
  public init(type: String, bits: UInt64) {
    self.type = type
    self.bits = bits
  }
}

// What a macro writes for `Type.name` in kernel code; the value's own type decides.
extension DeviceDefinition {
  /// The definition of an integer.
  public static func constant<Value: FixedWidthInteger>(_ name: String, _ value: Value) -> DeviceDefinition {
    constant(name, "\(Value.self)", UInt64(truncatingIfNeeded: value))
  }

  /// The definition of a truth value.
  public static func constant(_ name: String, _ value: Bool) -> DeviceDefinition {
    constant(name, "Bool", value ? 1 : 0)
  }

  /// The definition of a floating-point number.
  public static func constant(_ name: String, _ value: Float) -> DeviceDefinition {
    constant(name, "Float", UInt64(value.bitPattern))
  }

  /// The definition of a floating-point number.
  public static func constant(_ name: String, _ value: Double) -> DeviceDefinition {
    constant(name, "Double", value.bitPattern)
  }

  /// A value of a type of its own, such as a case: the definition of the type.
  public static func constant<Value: DeviceType>(_: String, _: Value) -> DeviceDefinition { .of(Value.self) }

  /// The definition of a constant.
  package static func constant(_ name: String, _ type: String, _ bits: UInt64) -> DeviceDefinition {
    DeviceDefinition(name, file: "", syntax: "", constant: DeviceConstant(type: type, bits: bits))
  }
}
