/// A scalar of the kernel language.
public enum ScalarType: String, Sendable, Hashable, CaseIterable {
  case bool
  case i8, i16, i32, i64
  case u8, u16, u32, u64
  case f16, f32, f64

  /// Bytes in memory; also the alignment.
  @inlinable public var byteCount: Int {
    switch self {
    case .bool, .i8, .u8: 1
    case .i16, .u16, .f16: 2
    case .i32, .u32, .f32: 4
    case .i64, .u64, .f64: 8
    }
  }

  /// Bits of the value.
  @inlinable public var bitWidth: Int { self == .bool ? 1 : byteCount * 8 }
  /// Whether it is an integer, Boolean excluded.
  @inlinable public var isInteger: Bool { self != .bool && !isFloat }
  /// Whether it is a signed integer.
  @inlinable public var isSigned: Bool {
    switch self {
    case .i8, .i16, .i32, .i64: true
    default: false
    }
  }
  /// Whether it is a floating-point number.
  @inlinable public var isFloat: Bool {
    switch self {
    case .f16, .f32, .f64: true
    default: false
    }
  }

  /// The type's name in Swift; `Int` and `UInt` are spelled by their widths.
  public var swiftName: String {
    switch self {
    case .bool: "Bool"
    case .f16: "Float16"
    case .f32: "Float"
    case .f64: "Double"
    case .i8, .i16, .i32, .i64: "Int\(bitWidth)"
    case .u8, .u16, .u32, .u64: "UInt\(bitWidth)"
    }
  }

  /// The scalar that Swift calls `name`; `Int` and `UInt` have 64 bits on every device.
  public init?(swiftName name: String) {
    switch name {
    case "Int": self = .i64
    case "UInt": self = .u64
    case "Float32": self = .f32
    case "Float64": self = .f64
    default:
      guard let scalar = Self.allCases.first(where: { $0.swiftName == name }) else { return nil }
      self = scalar
    }
  }
}
