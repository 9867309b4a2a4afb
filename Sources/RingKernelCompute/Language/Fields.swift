/// A place in a field, for stencil kernels.
@frozen public struct GridPosition: Sendable, Hashable {
  /// Along x.
  public var x: Int
  /// Along y; 0 in fewer dimensions.
  public var y: Int
  /// Along z; 0 in fewer dimensions.
  public var z: Int

  /// Makes a place.
  @inlinable public init(x: Int, y: Int = 0, z: Int = 0) {
    self.x = x
    self.y = y
    self.z = z
  }
}

/// Values along a line.
public struct Field1D<Element: BitwiseCopyable> {
  /// Number of values.
  public let width: Int
  /// The values.
  public var elements: [Element]

  /// Makes a field of one value.
  public init(width: Int, repeating value: Element) {
    self.width = width
    elements = Array(repeating: value, count: width)
  }

  /// The value at a place.
  public subscript(x: Int) -> Element {
    get { elements[x] }
    set { elements[x] = newValue }
  }
  /// The value at a position.
  public subscript(position: GridPosition) -> Element {
    get { elements[position.x] }
    set { elements[position.x] = newValue }
  }
  /// Place of a position among the values.
  public func index(_ position: GridPosition) -> Int { position.x }
  /// The value at x - 1.
  public func west(_ position: GridPosition) -> Element { elements[position.x - 1] }
  /// The value at x + 1.
  public func east(_ position: GridPosition) -> Element { elements[position.x + 1] }
  /// The value at a displacement.
  public func at(_ position: GridPosition, dx: Int) -> Element { elements[position.x + dx] }
}
extension Field1D: Sendable where Element: Sendable {}

/// Values on a plane, x fastest.
public struct Field2D<Element: BitwiseCopyable> {
  /// Number of values along x.
  public let width: Int
  /// Number of values along y.
  public let height: Int
  /// The values, row behind row.
  public var elements: [Element]

  /// Makes a field of one value.
  public init(width: Int, height: Int, repeating value: Element) {
    self.width = width
    self.height = height
    elements = Array(repeating: value, count: width * height)
  }

  private func place(_ x: Int, _ y: Int) -> Int {
    precondition(x >= 0 && x < width && y >= 0 && y < height, "[\(x), \(y)] in a field of \(width) x \(height)")
    return y * width + x
  }

  /// The value at a place.
  public subscript(x: Int, y: Int) -> Element {
    get { elements[place(x, y)] }
    set { elements[place(x, y)] = newValue }
  }
  /// The value at a position.
  public subscript(position: GridPosition) -> Element {
    get { self[position.x, position.y] }
    set { self[position.x, position.y] = newValue }
  }
  /// Place of a position among the values.
  public func index(_ position: GridPosition) -> Int { position.y * width + position.x }
  /// The value at y - 1.
  public func north(_ position: GridPosition) -> Element { self[position.x, position.y - 1] }
  /// The value at y + 1.
  public func south(_ position: GridPosition) -> Element { self[position.x, position.y + 1] }
  /// The value at x - 1.
  public func west(_ position: GridPosition) -> Element { self[position.x - 1, position.y] }
  /// The value at x + 1.
  public func east(_ position: GridPosition) -> Element { self[position.x + 1, position.y] }
  /// The value at a displacement.
  public func at(_ position: GridPosition, dx: Int, dy: Int) -> Element { self[position.x + dx, position.y + dy] }
}
extension Field2D: Sendable where Element: Sendable {}
