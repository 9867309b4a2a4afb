/// Memory of a worker for shared arrays and locals that do not fit the stack: what was taken last is given back first.
@safe @usableFromInline struct CPURoom {
  /// Bytes that are there from the first use on; more than that comes from the heap.
  private static var size: Int { 32768 }
  /// Every piece begins with a cache line.
  private static var line: Int { 64 }

  private var base: UnsafeMutableRawPointer?
  private var used = 0

  @usableFromInline init() { unsafe base = nil }

  /// Takes zeroed bytes.
  @usableFromInline mutating func take(_ byteCount: Int) -> UnsafeMutableRawPointer {
    let count = (byteCount &+ Self.line &- 1) & ~(Self.line &- 1)
    let place: UnsafeMutableRawPointer
    if count > Self.size &- used {
      unsafe place = .allocate(byteCount: count, alignment: Self.line)
    } else {
      let start = unsafe base ?? .allocate(byteCount: Self.size, alignment: Self.line)
      unsafe (base, place) = (start, start + used)
      used &+= count
    }
    unsafe place.initializeMemory(as: UInt8.self, repeating: 0, count: byteCount)
    return unsafe place
  }

  /// Gives the bytes back that were taken last.
  @usableFromInline mutating func giveBack(_ place: UnsafeMutableRawPointer) {
    if let base = unsafe base, unsafe place >= base && place < base + Self.size {
      unsafe used = place - base
    } else {
      unsafe place.deallocate()
    }
  }

  /// Frees what is there.
  mutating func free() {
    unsafe base?.deallocate()
    unsafe base = nil
    used = 0
  }
}
