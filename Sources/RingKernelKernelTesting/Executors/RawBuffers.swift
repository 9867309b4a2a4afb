/// Byte buffers at fixed addresses, for calls into compiled text.
@safe
final class RawBuffers {
  // Safety: owned by this object, 64-byte aligned, and alive as long as it is.
  private let places: [UnsafeMutableRawPointer]
  private let sizes: [Int]
  /// The addresses one behind the other, as a C array.
  @unsafe let table: UnsafeMutablePointer<UnsafeMutableRawPointer>

  init(_ contents: [[UInt8]]) {
    sizes = contents.map(\.count)
    var places: [UnsafeMutableRawPointer] = unsafe []
    for bytes in contents {
      // Room behind the end: a vector that lies there is read whole.
      let place = UnsafeMutableRawPointer.allocate(byteCount: bytes.count + 16, alignment: 64)
      unsafe place.initializeMemory(as: UInt8.self, repeating: 0, count: bytes.count + 16)
      for (offset, byte) in bytes.enumerated() {
        unsafe place.storeBytes(of: byte, toByteOffset: offset, as: UInt8.self)
      }
      unsafe places.append(place)
    }
    unsafe self.places = places
    unsafe table = .allocate(capacity: max(places.count, 1))
    for place in sizes.indices { unsafe (table + place).initialize(to: places[place]) }
  }

  deinit {
    for place in sizes.indices { unsafe places[place].deallocate() }
    unsafe table.deallocate()
  }

  /// The first buffer.
  @unsafe var first: UnsafeMutableRawPointer { unsafe places[0] }

  /// What the buffers hold now.
  var contents: [[UInt8]] {
    sizes.indices.map { unsafe Array(UnsafeRawBufferPointer(start: places[$0], count: sizes[$0])) }
  }
}
