public import RingKernelCompute
public import RingKernelCore

/// Elements of one type in memory of a device, as an argument of a kernel.
public protocol DeviceView: Sendable {
  /// Type of an element; it has the host's layout on every device.
  associatedtype Element: BitwiseCopyable
  /// The memory; views may share it.
  var memory: any DeviceMemory { get }
  /// Elements along the axes; 1 beyond the last one.
  var extents: Axes { get }
  /// Number of axes.
  static var rank: Int { get }
}

extension DeviceView {
  /// Number of elements.
  public var elementCount: Int { extents.x * extents.y * extents.z }

  /// Copies all elements to the host, x fastest, behind every launch that was made before.
  ///
  /// - Throws: What the device reports.
  public func read() async throws(RingKernelError) -> [Element] {
    let bytes = try await memory.read(at: 0, count: elementCount * MemoryLayout<Element>.stride)
    // Safety: the element is a plain value, and any bytes that a kernel stored are one.
    return unsafe [Element](unsafeUninitializedCapacity: elementCount) { room, count in
      unsafe UnsafeMutableRawBufferPointer(room).copyBytes(from: bytes)
      count = elementCount
    }
  }

  /// Copies elements to the device.
  ///
  /// - Parameter elements: As many as there are, x fastest.
  /// - Throws: `deviceMemory` for another number of them, or what the device reports.
  public func write(_ elements: [Element]) throws(RingKernelError) {
    guard elements.count == elementCount else {
      throw RingKernelError(.deviceMemory, "\(elements.count) elements are written to \(elementCount).")
    }
    try memory.write(unsafe elements.withUnsafeBytes { unsafe Array($0) }, at: 0)
  }
}

/// A buffer of a device: what `Span`, `MutableSpan` and `Field1D` are in a kernel.
public struct DeviceBuffer<Element: BitwiseCopyable>: DeviceView {
  /// The memory.
  public let memory: any DeviceMemory
  /// Number of elements.
  public let count: Int
  /// Elements along the axes.
  public var extents: Axes { Axes(count, 1, 1) }
  /// 1.
  public static var rank: Int { 1 }

  init(_ memory: any DeviceMemory, count: Int) {
    self.memory = memory
    self.count = count
  }
}

/// A field of two axes, x fastest: what `Field2D` is in a kernel.
public struct DeviceField2D<Element: BitwiseCopyable>: DeviceView {
  /// The memory.
  public let memory: any DeviceMemory
  /// Elements along x.
  public let width: Int
  /// Elements along y.
  public let height: Int
  /// Elements along the axes.
  public var extents: Axes { Axes(width, height, 1) }
  /// 2.
  public static var rank: Int { 2 }

  init(_ memory: any DeviceMemory, width: Int, height: Int) {
    self.memory = memory
    self.width = width
    self.height = height
  }
}

/// A field of three axes, x fastest: what `Field3D` is in a kernel.
public struct DeviceField3D<Element: BitwiseCopyable>: DeviceView {
  /// The memory.
  public let memory: any DeviceMemory
  /// Elements along the axes.
  public let extents: Axes
  /// 3.
  public static var rank: Int { 3 }

  init(_ memory: any DeviceMemory, extents: Axes) {
    self.memory = memory
    self.extents = extents
  }
}
