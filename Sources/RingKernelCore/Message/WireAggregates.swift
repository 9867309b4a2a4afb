/// SIMD vectors keep Swift's layout: `SIMD3` takes the room of four lanes, the fourth is zero.
extension WireField where Self: SIMD, Scalar: WireScalar {
  /// Bytes on the wire.
  @inlinable public static var wireSize: Int { MemoryLayout<Self>.size }
  /// Alignment on the wire.
  @inlinable public static var wireAlignment: Int { MemoryLayout<Self>.alignment }
  /// Canonical name, part of the fingerprint.
  public static var wireName: String { "\(Scalar.wireName)x\(Self.scalarCount)" }
  /// C spelling, with `{}` where the name goes.
  public static var cDeclarator: String {
    let declarator =
      Scalar.cDeclarator
      .split(separator: " ")
      .first
      .map(String.init) ?? ""
    return "_Alignas(\(wireAlignment)) \(declarator) {}[\(wireSize / Scalar.wireSize)]"
  }

  /// Reads and validates.
  @inlinable public init(from reader: inout WireReader) throws(MessageError) {
    self.init()
    for lane in 0..<Self.scalarCount { self[lane] = try Scalar(from: &reader) }
    reader.skip(Self.wireSize - Self.scalarCount * Scalar.wireSize)
  }
  /// Writes exactly `wireSize` bytes.
  @inlinable public func write(to writer: inout WireWriter) {
    for lane in 0..<Self.scalarCount { self[lane].write(to: &writer) }
    writer.zero(Self.wireSize - Self.scalarCount * Scalar.wireSize)
  }
}
extension SIMD2: WireField where Scalar: WireScalar {}
extension SIMD3: WireField where Scalar: WireScalar {}
extension SIMD4: WireField where Scalar: WireScalar {}

extension InlineArray: WireField where Element: WireField {
  /// Bytes on the wire.
  @inlinable public static var wireSize: Int { count * Element.wireSize }
  /// Alignment on the wire.
  @inlinable public static var wireAlignment: Int { Element.wireAlignment }
  /// Canonical name, part of the fingerprint.
  public static var wireName: String { "[\(count) of \(Element.wireName)]" }
  /// C spelling, with `{}` where the name goes.
  public static var cDeclarator: String { Element.cDeclarator.withArrayBound(count) }

  /// Reads and validates.
  @inlinable public init(from reader: inout WireReader) throws(MessageError) {
    self = try InlineArray { _ throws(MessageError) in try Element(from: &reader) }
  }
  /// Writes exactly `wireSize` bytes.
  @inlinable public func write(to writer: inout WireWriter) {
    for index in 0..<count { self[index].write(to: &writer) }
  }
}

/// An array of at most `capacity` elements, stored inline: a count and the storage behind it.
public struct BoundedArray<let capacity: Int, Element: WireField & BitwiseCopyable>: WireField, BitwiseCopyable {
  @usableFromInline var length: UInt32 = 0
  @usableFromInline var storage: InlineArray<capacity, Element>

  /// Makes an empty array; `filler` stands in the unused places and never leaves them.
  @inlinable public init(filler: Element) { storage = InlineArray(repeating: filler) }

  /// Elements in use.
  @inlinable public var count: Int { Int(length) }

  /// Elements that there is room for.
  @inlinable public var capacity: Int { Self.capacity }

  /// Whether no element is in use.
  @inlinable public var isEmpty: Bool { length == 0 }

  /// The places in use.
  @inlinable public var indices: Range<Int> { 0..<count }

  /// Adds one element; false when the array is full.
  @inlinable public mutating func append(_ element: Element) -> Bool {
    guard count < capacity else { return false }
    storage[count] = element
    length += 1
    return true
  }

  /// The element at `index`, which must be below `count`.
  @inlinable public subscript(index: Int) -> Element {
    get {
      precondition(index >= 0 && index < count, "index \(index) is outside 0..<\(count)")
      return storage[index]
    }
    set {
      precondition(index >= 0 && index < count, "index \(index) is outside 0..<\(count)")
      storage[index] = newValue
    }
  }

  /// An element whose bytes in memory are zero; it stands in unused places, where nobody reads it.
  @inlinable static var zeroBits: Element {
    unsafe withUnsafeTemporaryAllocation(of: Element.self, capacity: 1) { room in
      // Safety: the room holds one element, and zero bits are a value of every bitwise-copyable wire field: a
      // number, a vector, the first case of an enum without payload, or a struct of these.
      unsafe UnsafeMutableRawBufferPointer(room).initializeMemory(as: UInt8.self, repeating: 0)
      return unsafe room[0]
    }
  }

  /// Alignment on the wire.
  @inlinable public static var wireAlignment: Int { max(UInt32.wireAlignment, Element.wireAlignment) }
  @inlinable static var storageOffset: Int {
    (UInt32.wireSize + Element.wireAlignment - 1) & ~(Element.wireAlignment - 1)
  }
  /// Bytes on the wire.
  @inlinable public static var wireSize: Int {
    (storageOffset + capacity * Element.wireSize + wireAlignment - 1) & ~(wireAlignment - 1)
  }
  /// Canonical name, part of the fingerprint.
  public static var wireName: String { "[<=\(capacity) of \(Element.wireName)]" }
  /// C spelling, with `{}` where the name goes.
  public static var cDeclarator: String {
    let items = Element.cDeclarator.withArrayBound(capacity).replacingName(with: "items")
    return "struct { uint32_t count; \(items); } {}"
  }

  /// Reads the count, checks it, reads that many elements and skips the rest.
  @inlinable public init(from reader: inout WireReader) throws(MessageError) {
    let start = reader.position
    let found = try UInt32(from: &reader)
    guard found <= UInt32(capacity) else {
      throw .invalidCount(found: Int(found), maximum: capacity, offset: start)
    }
    reader.align(to: Element.wireAlignment)
    // A value is needed for the unused places. It is not read from the zeros there: an enum may have no case with raw
    // value 0.
    storage = InlineArray(repeating: Self.zeroBits)
    for index in 0..<Int(found) { storage[index] = try Element(from: &reader) }
    length = found
    reader.skip(start + Self.wireSize - reader.position)
  }

  /// Writes the count, the elements in use, and zeros.
  @inlinable public func write(to writer: inout WireWriter) {
    let start = writer.position
    length.write(to: &writer)
    writer.pad(to: Element.wireAlignment)
    for index in 0..<count { storage[index].write(to: &writer) }
    writer.zero(start + Self.wireSize - writer.position)
  }
}

extension String {
  /// `uint32_t {}` becomes `uint32_t {}[4]`.
  func withArrayBound(_ count: Int) -> String { replacingName(with: "{}[\(count)]") }

  /// Puts `name` where `{}` stands.
  func replacingName(with name: String) -> String {
    guard let place = firstRange(of: "{}") else { return self }
    return replacingCharacters(in: place, with: name)
  }

  private func firstRange(of pattern: String) -> Range<String.Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(pattern) { return start..<index(start, offsetBy: pattern.count) }
      start = index(after: start)
    }
    return nil
  }

  private func replacingCharacters(in range: Range<String.Index>, with text: String) -> String {
    String(self[..<range.lowerBound]) + text + String(self[range.upperBound...])
  }
}
