/// Memory behind a shared array: zero at the start, freed with its last owner.
@safe @usableFromInline final class SharedStorage<Element: BitwiseCopyable> {
  @usableFromInline let elements: UnsafeMutableBufferPointer<Element>

  @usableFromInline init(count: Int) {
    unsafe elements = .allocate(capacity: count)
    let bytes = unsafe UnsafeMutableRawBufferPointer(elements)
    unsafe bytes.initializeMemory(as: UInt8.self, repeating: 0)
  }

  deinit { unsafe elements.deallocate() }
}

/// Memory that the threads of a block share: `var tile = SharedArray<256, Float>()`.
///
/// It is zero at the start of a block. In a launch the compiler gives it the block's fast memory; in a plain call of the
/// kernel's function it is an array.
public struct SharedArray<let count: Int, Element: BitwiseCopyable> {
  @usableFromInline let storage: SharedStorage<Element>

  /// Makes zeros.
  public init() { storage = SharedStorage(count: count) }

  /// An element.
  public subscript(place: Int) -> Element {
    get {
      precondition(place >= 0 && place < count, "index \(place) in a shared array of \(count)")
      return unsafe storage.elements[place]
    }
    set {
      precondition(place >= 0 && place < count, "index \(place) in a shared array of \(count)")
      unsafe storage.elements[place] = newValue
    }
  }
}

/// Two-dimensional memory that the threads of a block share: `var tile = SharedTile<16, 17, Float>()`.
///
/// The first number is that of the rows, the second that of the columns, which lie next to each other.
public struct SharedTile<let rows: Int, let columns: Int, Element: BitwiseCopyable> {
  @usableFromInline let storage: SharedStorage<Element>

  /// Makes zeros.
  public init() { storage = SharedStorage(count: rows * columns) }

  private func place(_ row: Int, _ column: Int) -> Int {
    precondition(
      row >= 0 && row < rows && column >= 0 && column < columns,
      "index [\(row), \(column)] in a shared tile of \(rows) x \(columns)"
    )
    return row * columns + column
  }

  /// An element.
  public subscript(row: Int, column: Int) -> Element {
    get { unsafe storage.elements[place(row, column)] }
    set { unsafe storage.elements[place(row, column)] = newValue }
  }
}
