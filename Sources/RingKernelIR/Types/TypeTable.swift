/// A field of a struct.
public struct StructField: Sendable, Hashable {
  /// Name in Swift; tuples name their elements by label or `_0`, `_1`, ….
  public var name: String
  /// Type of the value.
  public var type: KernelType
  /// Bytes from the start of the struct.
  public var offset: Int

  /// Makes a field.
  public init(_ name: String, _ type: KernelType, offset: Int) {
    self.name = name
    self.type = type
    self.offset = offset
  }
}

/// A struct with the layout that the host uses; every backend reads and writes these offsets.
public struct StructType: Sendable, Hashable {
  /// Name, unique in a module.
  public var name: String
  /// Fields in order of declaration.
  public var fields: [StructField]
  /// Bytes without tail padding.
  public var size: Int
  /// Alignment in bytes.
  public var alignment: Int
  /// Bytes from one element of an array to the next.
  public var stride: Int { max(1, (size + alignment - 1) / alignment * alignment) }

  /// Makes a struct of a known layout.
  public init(name: String, fields: [StructField], size: Int, alignment: Int) {
    self.name = name
    self.fields = fields
    self.size = size
    self.alignment = alignment
  }
}

/// An enum with an integer raw value and no payloads; in kernels it is its raw value.
public struct EnumType: Sendable, Hashable {
  /// Name, unique in a module.
  public var name: String
  /// Type of the raw values.
  public var raw: ScalarType
  /// Case names and raw values, in order of declaration.
  public var cases: [Case]

  /// One case.
  public struct Case: Sendable, Hashable {
    /// Name in Swift.
    public var name: String
    /// Bits of the raw value, sign-extended to 64.
    public var value: Int64

    /// Makes a case.
    public init(_ name: String, _ value: Int64) {
      self.name = name
      self.value = value
    }
  }

  /// Makes an enum.
  public init(name: String, raw: ScalarType, cases: [Case]) {
    self.name = name
    self.raw = raw
    self.cases = cases
  }
}

/// The named types of a module, with the layouts that the host measured.
public struct TypeTable: Sendable, Hashable {
  /// Structs by name.
  public var structs: [String: StructType]
  /// Enums by name.
  public var enums: [String: EnumType]

  /// Makes a table.
  public init(structs: [String: StructType] = [:], enums: [String: EnumType] = [:]) {
    self.structs = structs
    self.enums = enums
  }

  /// Size, alignment and stride of a type in bytes; nil for a name that the table lacks.
  public func layout(of type: KernelType) -> (size: Int, alignment: Int, stride: Int)? {
    switch type {
    case .void: return (0, 1, 1)
    case .scalar(let scalar): return (scalar.byteCount, scalar.byteCount, scalar.byteCount)
    case .vector(let scalar, let lanes):
      let bytes = scalar.byteCount * (lanes == 3 ? 4 : lanes)
      return (bytes, bytes, bytes)
    case .array(let element, let count):
      guard let inner = layout(of: element) else { return nil }
      let (bytes, overflow) = inner.stride.multipliedReportingOverflow(by: count)
      return overflow ? nil : (bytes, inner.alignment, max(bytes, 1))
    case .structure(let name):
      if let raw = enums[name]?.raw { return (raw.byteCount, raw.byteCount, raw.byteCount) }
      guard let structure = structs[name] else { return nil }
      return (structure.size, structure.alignment, structure.stride)
    }
  }
}
