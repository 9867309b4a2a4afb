internal import RingKernelABI

/// One field of a message layout.
public struct MessageField: Sendable, Equatable {
  /// Name in the Swift source.
  public let name: String
  /// Canonical type name, as in `WireField.wireName`.
  public let type: String
  /// Bytes on the wire.
  public let size: Int
  /// Alignment on the wire, bytes.
  public let alignment: Int
  /// Bytes from the start of the message; assigned by `MessageLayout`.
  public internal(set) var offset = 0
  let cDeclarator: String
  /// The type in Swift, which the kernel compiler asks for its parts.
  let swiftType: any WireField.Type

  /// Describes a field of `type`.
  public init<Field: WireField>(_ name: String, _ type: Field.Type) {
    self.name = name
    self.type = Field.wireName
    size = Field.wireSize
    alignment = Field.wireAlignment
    cDeclarator = Field.cDeclarator
    swiftType = type
  }

  /// Compares what the wire knows of two fields.
  public static func == (left: Self, right: Self) -> Bool {
    left.name == right.name && left.type == right.type && left.offset == right.offset
  }
}

/// What the message path needs of a layout: plain numbers, so that reading them costs nothing.
@frozen public struct MessageKey: Sendable, Equatable, BitwiseCopyable {
  /// Identity on the wire.
  public let typeID: UInt64
  /// 64-bit FNV-1a of the layout's signature: equal layouts have equal fingerprints in every build.
  public let fingerprint: UInt64
  /// Bytes of the payload in a slot: the size rounded up to a 4-byte word, so that every device can copy it.
  public let payloadBytes: Int
}

/// Layout of a message as a C compiler lays it: the one definition that encoders, devices and checks use.
///
/// Plain words, so that handing it around costs nothing: the description behind it is made once per message type
/// and lives as long as the process.
@safe
public struct MessageLayout: Sendable {
  /// Type id, fingerprint and payload bytes.
  public let key: MessageKey
  private let description: Unmanaged<LayoutDescription>

  /// Lays `fields` out.
  ///
  /// - Parameters:
  ///   - name: Qualified name; the type id is derived from it when `id` is nil.
  ///   - id: Explicit identity, or nil.
  ///   - fields: In declaration order.
  /// - Precondition: The payload fits in `ABI.maximumPayloadBytes`.
  public init(_ name: String, id: MessageTypeID? = nil, _ fields: [MessageField]) {
    let made = LayoutDescription(name, fields)
    key = MessageKey(
      typeID: (id ?? MessageTypeID(hashing: name)).rawValue,
      fingerprint: fnv1a(made.signature),
      payloadBytes: (made.size + 3) & ~3
    )
    precondition(
      key.payloadBytes <= ABI.maximumPayloadBytes,
      "message \(name) has \(key.payloadBytes) bytes; a payload has at most \(ABI.maximumPayloadBytes)"
    )
    // Never released, see above.
    unsafe description = .passRetained(made)
  }

  private var described: LayoutDescription { unsafe description._withUnsafeGuaranteedRef { $0 } }

  /// Identity on the wire.
  public var typeID: MessageTypeID { MessageTypeID(rawValue: key.typeID) }
  /// 64-bit FNV-1a of `signature`.
  public var fingerprint: UInt64 { key.fingerprint }
  /// Bytes of the payload in a slot.
  public var payloadBytes: Int { key.payloadBytes }
  /// Qualified name, for example `Bank.Deposit`.
  public var name: String { described.name }
  /// Fields in declaration order, with their offsets.
  public var fields: [MessageField] { described.fields }
  /// Bytes, a multiple of `alignment`.
  public var size: Int { described.size }
  /// Largest alignment of a field, bytes.
  public var alignment: Int { described.alignment }
  /// Canonical description that the fingerprint is the hash of: `{account:u32@0,cents:i64@8}#16`.
  public var signature: String { described.signature }

  /// Name for C: the last component of the qualified name.
  public var cName: String { name.split(separator: ".").last.map(String.init) ?? name }

  /// The layout as a C struct with its size and offsets asserted.
  public var cDeclaration: String {
    let members = fields.map { "  \($0.cDeclarator.replacingName(with: $0.name));" }
    let offsets = fields.map { field in
      "_Static_assert(offsetof(\(cName), \(field.name)) == \(field.offset), \"\(cName).\(field.name)\");"
    }
    return
      (["typedef struct {"] + members + ["} \(cName);"] + offsets
      + ["_Static_assert(sizeof(\(cName)) == \(max(size, fields.isEmpty ? 0 : 1)), \"\(cName)\");"])
      .joined(separator: "\n")
  }
}

/// What stands behind a `MessageLayout`.
private final class LayoutDescription: Sendable {
  let name: String
  let fields: [MessageField]
  let size: Int
  let alignment: Int
  let signature: String

  init(_ name: String, _ fields: [MessageField]) {
    var offset = 0
    var widest = 1
    let placed = fields.map { field in
      var field = field
      offset = (offset + field.alignment - 1) & ~(field.alignment - 1)
      field.offset = offset
      offset += field.size
      widest = max(widest, field.alignment)
      return field
    }
    self.name = name
    self.fields = placed
    alignment = widest
    size = (offset + widest - 1) & ~(widest - 1)
    let body = placed.map { "\($0.name):\($0.type)@\($0.offset)" }.joined(separator: ",")
    signature = "{\(body)}#\(size)"
  }
}

/// Identity of a message type on the wire.
///
/// Ids below 2^63 are explicit; a hashed id has the top bit set: FNV-1a 64 of the UTF-8 bytes of the qualified
/// name, with bit 63 set. It is the same in every build on every machine.
public struct MessageTypeID: Hashable, Sendable, RawRepresentable, CustomStringConvertible {
  /// The word in the header.
  public let rawValue: UInt64
  /// Takes an id as it stands in a header.
  @inlinable public init(rawValue: UInt64) { self.rawValue = rawValue }
  /// Derives the id from a qualified name.
  public init(hashing qualifiedName: String) { rawValue = fnv1a(qualifiedName) | (1 << 63) }
  /// Id number `index` of a domain's hundred.
  ///
  /// - Precondition: `index` is in `0..<100`, or any number for `Domain.custom`.
  public init(_ domain: Domain, _ index: UInt64) {
    precondition(
      domain == .custom || index < Domain.idsPerDomain,
      "index \(index) is outside the 100 ids of \(domain)"
    )
    rawValue = domain.baseID + index
  }
  /// The domain whose range holds this id, if it is an explicit one.
  public var domain: Domain? { Domain(typeID: rawValue) }
  /// Hexadecimal, as messages print it.
  public var description: String { "0x" + String(rawValue, radix: 16) }
}

/// FNV-1a, 64 bits: http://www.isthe.com/chongo/tech/comp/fnv/ (offset basis and prime as published).
public func fnv1a(_ text: String) -> UInt64 {
  text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
}
