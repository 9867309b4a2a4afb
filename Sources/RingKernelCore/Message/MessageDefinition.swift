public import RingKernelCompute

// Messages as the kernel compiler sees them: structs at their layout on the wire.

extension DeviceDefinition {
  /// The definition of a message that a handler names.
  ///
  /// The tree is made from the layout, so that a message needs no more than its `RingMessage` conformance.
  public static func of<Message: RingMessage>(_ type: Message.Type) -> DeviceDefinition { message(type) }

  /// The definition of a message that is a device struct as well: its methods are known, its layout is the wire's.
  public static func of<Message: RingMessage & DeviceType>(_ type: Message.Type) -> DeviceDefinition {
    let definition = Message.deviceDefinition
    return DeviceDefinition(
      definition.name,
      file: definition.file,
      syntax: definition.syntax,
      layout: wireLayout(Message.layout),
      messageID: Message.layout.key.typeID,
      uses: { definition.uses }
    )
  }

  /// The definition of an enum with integer raw values: the names of its cases are asked for at run time.
  public static func of<Value: CaseIterable & RawRepresentable & WireField>(_ type: Value.Type) -> DeviceDefinition
  where Value.RawValue: FixedWidthInteger & WireScalar { enumeration(type) }

  /// The definition of a route.
  public static func constant(_ name: String, _ value: Route) -> DeviceDefinition {
    constant(name, "Route", UInt64(truncatingIfNeeded: value.number))
  }

  /// The definition of a time.
  public static func constant(_ name: String, _ value: HybridTime) -> DeviceDefinition {
    constant(name, "HybridTime", value.rawValue)
  }

  /// A case of an enum with integer raw values: the definition of the enum.
  public static func constant<Value: CaseIterable & RawRepresentable & WireField>(
    _: String,
    _: Value
  ) -> DeviceDefinition
  where Value.RawValue: FixedWidthInteger & WireScalar { enumeration(Value.self) }

  private static func message(_ type: any RingMessage.Type) -> DeviceDefinition {
    let layout = type.layout
    let fields = layout.fields.map { "(field\"\($0.name)\"\(WireType($0.swiftType).syntax))" }
    let name = layout.name.split(separator: ".").last.map(String.init) ?? layout.name
    return DeviceDefinition(
      name,
      file: "",
      syntax: "RK1(structure\"\(name)\"\(fields.joined()))",
      layout: wireLayout(layout),
      messageID: layout.key.typeID,
      uses: { layout.fields.flatMap { WireType($0.swiftType).uses } }
    )
  }

  private static func wireLayout(_ layout: MessageLayout) -> DeviceLayout {
    DeviceLayout(size: layout.size, alignment: layout.alignment, offsets: layout.fields.map(\.offset))
  }

  fileprivate static func named(_ type: any WireField.Type) -> DeviceDefinition? {
    if let type = type as? any DeviceType.Type { return type.deviceDefinition }
    if let type = type as? any RingMessage.Type { return message(type) }
    if let type = type as? any (CaseIterable & RawRepresentable).Type { return enumeration(type) }
    return nil
  }

  private static func enumeration<Value: CaseIterable & RawRepresentable>(_ type: Value.Type) -> DeviceDefinition {
    let cases = type.allCases.map { value in
      let raw = (value.rawValue as? any BinaryInteger).map { "\($0)" } ?? "0"
      let number = raw.hasPrefix("-") ? "(prefix\"-\"(integer\"\(raw.dropFirst())\"))" : "(integer\"\(raw)\")"
      return "(enumCase\"\(value)\"\(number))"
    }
    let name = "\(type)"
    return DeviceDefinition(
      name,
      file: "",
      syntax: "RK1(enumeration\"\(name)\"(type\"\(Value.RawValue.self)\")\(cases.joined()))"
    )
  }
}

/// The type of a message's field, as a node of the syntax tree.
private struct WireType {
  let syntax: String
  let uses: [DeviceDefinition]

  init(_ type: any WireField.Type) {
    if let array = type as? any WireArray.Type {
      let element = WireType(array.element)
      syntax = "(type\"\(array.kernelName)\"(integer\"\(array.elementCount)\")\(element.syntax))"
      uses = element.uses
    } else if let vector = type as? any SIMD.Type {
      syntax = Self.vector(vector)
      uses = []
    } else if let definition = DeviceDefinition.named(type) {
      syntax = "(type\"\(definition.name)\")"
      uses = [definition]
    } else {
      syntax = "(type\"\(type)\")"
      uses = []
    }
  }

  private static func vector<V: SIMD>(_: V.Type) -> String {
    "(type\"SIMD\(V.scalarCount)\"(type\"\(V.Scalar.self)\"))"
  }
}

/// An array of a number of fields that its type states.
protocol WireArray: WireField {
  /// What the kernel language calls it.
  static var kernelName: String { get }
  static var element: any WireField.Type { get }
  static var elementCount: Int { get }
}

extension InlineArray: WireArray where Element: WireField {
  static var kernelName: String { "InlineArray" }
  static var element: any WireField.Type { Element.self }
  static var elementCount: Int { count }
}

extension BoundedArray: WireArray {
  static var kernelName: String { "BoundedArray" }
  static var element: any WireField.Type { Element.self }
  static var elementCount: Int { capacity }
}
