/// A declaration of the kernel language as its macro ships it: the syntax tree as text, and what the tree names.
///
/// The run-time compiler reads it; nothing here is parsed before a device needs the program.
public struct DeviceDefinition: Sendable {
  /// Name in Swift.
  public let name: String
  /// File of the declaration, `Module/File.swift`.
  public let file: String
  /// The tree in its text form; empty for a type that is known by its layout alone.
  public let syntax: String
  /// How the host lays a struct out; nil for what is no struct.
  public let layout: DeviceLayout?
  /// Type id of a message; nil for what is no message.
  public let messageID: UInt64?
  /// The value of a static constant; nil for declarations.
  public let constant: DeviceConstant?
  private let used: @Sendable () -> [DeviceDefinition]

  /// Makes a definition.
  ///
  /// - Parameters:
  ///   - name: Name in Swift.
  ///   - file: File of the declaration.
  ///   - syntax: The tree in its text form.
  ///   - layout: For a struct, how the host lays it out.
  ///   - messageID: For a message, its type id.
  ///   - constant: For a static constant, its value.
  ///   - uses: Types and device functions that the tree names; asked for when the program is compiled.
  public init(
    _ name: String,
    file: String,
    syntax: String,
    layout: DeviceLayout? = nil,
    messageID: UInt64? = nil,
    constant: DeviceConstant? = nil,
    uses: @escaping @Sendable () -> [DeviceDefinition] = { [] }
  ) {
    self.name = name
    self.file = file
    self.syntax = syntax
    self.layout = layout
    self.messageID = messageID
    self.constant = constant
    used = uses
  }

  /// Types and device functions that the tree names.
  public var uses: [DeviceDefinition] { used() }
}

/// How the host lays the fields of a struct out, in bytes.
public struct DeviceLayout: Sendable, Hashable {
  /// Bytes without tail padding.
  public let size: Int
  /// Alignment.
  public let alignment: Int
  /// Offset of each stored field, in the order of declaration; -1 where Swift gives none.
  public let offsets: [Int]

  /// Makes a layout.
  public init(size: Int, alignment: Int, offsets: [Int]) {
    self.size = size
    self.alignment = alignment
    self.offsets = offsets
  }

  /// Measures a struct.
  ///
  /// - Parameters:
  ///   - type: The struct.
  ///   - fields: Its stored properties in the order of declaration.
  public static func measured<T>(_ type: T.Type, _ fields: [PartialKeyPath<T>]) -> DeviceLayout {
    DeviceLayout(
      size: MemoryLayout<T>.size,
      alignment: MemoryLayout<T>.alignment,
      offsets: fields.map { MemoryLayout<T>.offset(of: $0) ?? -1 }
    )
  }
}
