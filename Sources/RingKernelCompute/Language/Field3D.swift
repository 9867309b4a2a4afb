/// Values in space, x fastest, z slowest.
public struct Field3D<Element: BitwiseCopyable> {
  /// Number of values along x.
  public let width: Int
  /// Number of values along y.
  public let height: Int
  /// Number of values along z.
  public let depth: Int
  /// The values, row behind row, plane behind plane.
  public var elements: [Element]

  /// Makes a field of one value.
  public init(width: Int, height: Int, depth: Int, repeating value: Element) {
    self.width = width
    self.height = height
    self.depth = depth
    elements = Array(repeating: value, count: width * height * depth)
  }

  private func place(_ x: Int, _ y: Int, _ z: Int) -> Int {
    precondition(
      x >= 0 && x < width && y >= 0 && y < height && z >= 0 && z < depth,
      "[\(x), \(y), \(z)] in a field of \(width) x \(height) x \(depth)"
    )
    return (z * height + y) * width + x
  }

  /// The value at a place.
  public subscript(x: Int, y: Int, z: Int) -> Element {
    get { elements[place(x, y, z)] }
    set { elements[place(x, y, z)] = newValue }
  }
  /// The value at a position.
  public subscript(position: GridPosition) -> Element {
    get { self[position.x, position.y, position.z] }
    set { self[position.x, position.y, position.z] = newValue }
  }
  /// Place of a position among the values.
  public func index(_ position: GridPosition) -> Int { (position.z * height + position.y) * width + position.x }
  /// The value at y - 1.
  public func north(_ position: GridPosition) -> Element { at(position, dx: 0, dy: -1, dz: 0) }
  /// The value at y + 1.
  public func south(_ position: GridPosition) -> Element { at(position, dx: 0, dy: 1, dz: 0) }
  /// The value at x - 1.
  public func west(_ position: GridPosition) -> Element { at(position, dx: -1, dy: 0, dz: 0) }
  /// The value at x + 1.
  public func east(_ position: GridPosition) -> Element { at(position, dx: 1, dy: 0, dz: 0) }
  /// The value at z - 1.
  public func down(_ position: GridPosition) -> Element { at(position, dx: 0, dy: 0, dz: -1) }
  /// The value at z + 1.
  public func up(_ position: GridPosition) -> Element { at(position, dx: 0, dy: 0, dz: 1) }
  /// The value at a displacement.
  public func at(_ position: GridPosition, dx: Int, dy: Int, dz: Int) -> Element {
    self[position.x + dx, position.y + dy, position.z + dz]
  }
}
extension Field3D: Sendable where Element: Sendable {}
