internal import RingKernelIR

/// A value while a kernel is interpreted.
///
/// Integers are sign- or zero-extended to 64 bits, floats their own pattern, Booleans 0 or 1; vectors, arrays and
/// structs are their parts.
enum Value: Equatable, Sendable {
  case scalar(UInt64)
  case parts([Value])

  static let none = Value.parts([])

  var bits: UInt64 { if case .scalar(let bits) = self { bits } else { 0 } }
  var isTrue: Bool { bits != 0 }
  /// The parts; a scalar is its own only part.
  var parts: [Value] { if case .parts(let parts) = self { parts } else { [self] } }

  /// The part at `path`, and a way to change it.
  subscript(path: ArraySlice<Int>) -> Value {
    get {
      guard let place = path.first else { return self }
      return parts[place][path.dropFirst()]
    }
    set {
      guard let place = path.first else {
        self = newValue
        return
      }
      var parts = parts
      self = .none  // the only owner: no copy of the parts
      parts[place][path.dropFirst()] = newValue
      self = .parts(parts)
    }
  }
}

/// Reads and writes values at host layout.
struct ValueLayout {
  let types: TypeTable

  func load(_ type: KernelType, _ bytes: [UInt8], _ offset: Int) -> Value {
    switch type {
    case .void: return .none
    case .scalar(let scalar): return .scalar(load(scalar, bytes, offset))
    case .vector(let scalar, let lanes):
      return .parts((0..<lanes).map { .scalar(load(scalar, bytes, offset + $0 * scalar.byteCount)) })
    case .array(let element, let count):
      let stride = types.layout(of: element)?.stride ?? 1
      return .parts((0..<count).map { load(element, bytes, offset + $0 * stride) })
    case .structure(let name):
      if let raw = types.enums[name]?.raw { return .scalar(load(raw, bytes, offset)) }
      return .parts((types.structs[name]?.fields ?? []).map { load($0.type, bytes, offset + $0.offset) })
    }
  }

  func store(_ value: Value, _ type: KernelType, _ bytes: inout [UInt8], _ offset: Int) {
    switch type {
    case .void: return
    case .scalar(let scalar): store(value.bits, scalar, &bytes, offset)
    case .vector(let scalar, _):
      for (lane, part) in value.parts.enumerated() {
        store(part.bits, scalar, &bytes, offset + lane * scalar.byteCount)
      }
    case .array(let element, _):
      let stride = types.layout(of: element)?.stride ?? 1
      for (place, part) in value.parts.enumerated() { store(part, element, &bytes, offset + place * stride) }
    case .structure(let name):
      if let raw = types.enums[name]?.raw { return store(value.bits, raw, &bytes, offset) }
      for (field, part) in zip(types.structs[name]?.fields ?? [], value.parts) {
        store(part, field.type, &bytes, offset + field.offset)
      }
    }
  }

  func load(_ scalar: ScalarType, _ bytes: [UInt8], _ offset: Int) -> UInt64 {
    var word: UInt64 = 0
    for place in 0..<scalar.byteCount { word |= UInt64(bytes[offset + place]) << UInt64(8 * place) }
    return scalar == .bool ? word & 1 : ScalarMath.normal(word, scalar)
  }

  func store(_ bits: UInt64, _ scalar: ScalarType, _ bytes: inout [UInt8], _ offset: Int) {
    for place in 0..<scalar.byteCount { bytes[offset + place] = UInt8(truncatingIfNeeded: bits >> UInt64(8 * place)) }
  }

  /// The value of a type with all bits zero.
  func zero(_ type: KernelType) -> Value {
    switch type {
    case .void: .none
    case .scalar: .scalar(0)
    case .vector(_, let lanes): .parts(Array(repeating: .scalar(0), count: lanes))
    case .array(let element, let count): .parts(Array(repeating: zero(element), count: count))
    case .structure(let name):
      types.enums[name] != nil ? .scalar(0) : .parts((types.structs[name]?.fields ?? []).map { zero($0.type) })
    }
  }
}
