/// A struct or an enum that kernels may name; `@DeviceStruct` and `@DeviceEnum` write the conformance.
public protocol DeviceType: BitwiseCopyable, Sendable {
  /// The declaration, for the kernel compiler.
  static var deviceDefinition: DeviceDefinition { get }
}

extension DeviceDefinition {
  /// The definition of a type that a kernel names.
  public static func of<T: DeviceType>(_ type: T.Type) -> DeviceDefinition { T.deviceDefinition }
}
