import RingKernelCore

enum Side: UInt8, WireField { case buy, sell }

struct Inner: RingMessage, Equatable {
  var flag: Bool
  var side: Side
  static let layout = MessageLayout("Fuzz.Inner", [.init("flag", Bool.self), .init("side", Side.self)])
  init(from reader: inout WireReader) throws(MessageError) {
    flag = try reader.read()
    side = try reader.read()
  }
  func write(to writer: inout WireWriter) {
    writer.write(flag)
    writer.write(side)
  }
}

struct Everything: RingMessage {
  var small: UInt8
  var wide: Int64
  var vector: SIMD3<Float>
  var inner: Inner
  var list: BoundedArray<5, UInt16>
  var fixed: InlineArray<3, Int32>
  static let layout = MessageLayout(
    "Fuzz.Everything",
    [
      .init("small", UInt8.self), .init("wide", Int64.self), .init("vector", SIMD3<Float>.self),
      .init("inner", Inner.self), .init("list", BoundedArray<5, UInt16>.self),
      .init("fixed", InlineArray<3, Int32>.self),
    ]
  )
  init(from reader: inout WireReader) throws(MessageError) {
    small = try reader.read()
    wide = try reader.read()
    vector = try reader.read()
    inner = try reader.read()
    list = try reader.read()
    fixed = try reader.read()
  }
  func write(to writer: inout WireWriter) {
    writer.write(small)
    writer.write(wide)
    writer.write(vector)
    writer.write(inner)
    writer.write(list)
    writer.write(fixed)
  }
}

/// Any bytes give a message or a typed error; a message that was read is written again and read the same.
@_cdecl("rk_fuzz_one")
public func fuzzOne(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = [UInt8](UnsafeBufferPointer(start: data, count: count))
  check(bytes)
  // Few random inputs get past the fingerprint: also take the bytes as a payload behind a right header.
  var payload = bytes.prefix(Everything.layout.payloadBytes)
  payload += [UInt8](repeating: 0, count: Everything.layout.payloadBytes - payload.count)
  check(headed(Array(payload)))
  return 0
}

private func check(_ bytes: [UInt8]) {
  guard let message = try? MessageBytes.decode(Everything.self, from: bytes) else { return }
  precondition(message.list.count <= 5)
  let again = MessageBytes.encode(message)
  guard let second = try? MessageBytes.decode(Everything.self, from: again) else {
    preconditionFailure("what was written does not read")
  }
  precondition(MessageBytes.encode(second) == again, "a round trip changes bytes")
}

/// A header that names the type, the fingerprint and the length, without a checksum.
private func headed(_ payload: [UInt8]) -> [UInt8] {
  let layout = Everything.layout
  var bytes = [UInt8](repeating: 0, count: 64)
  for index in 0..<8 {
    bytes[index] = UInt8(truncatingIfNeeded: layout.fingerprint >> (8 * UInt64(index)))
    bytes[8 + index] = UInt8(truncatingIfNeeded: layout.typeID.rawValue >> (8 * UInt64(index)))
  }
  let words = UInt16(layout.payloadBytes / 4)
  bytes[60] = UInt8(truncatingIfNeeded: words)
  bytes[61] = UInt8(truncatingIfNeeded: words >> 8)
  return bytes + payload
}
