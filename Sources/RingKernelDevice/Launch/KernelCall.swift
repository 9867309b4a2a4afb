public import RingKernelCompute

/// A kernel with its arguments: what the function that `@Kernel` writes beside a kernel gives.
public struct KernelCall: Sendable {
  /// The kernel.
  public let kernel: KernelDefinition
  /// Its arguments in the order of the parameters.
  public let arguments: [KernelArgument]

  /// Makes a call.
  public init(_ kernel: KernelDefinition, _ arguments: [KernelArgument]) {
    self.kernel = kernel
    self.arguments = arguments
  }

  /// The buffers among the arguments.
  public var buffers: [KernelArgument.Buffer] {
    arguments.compactMap { if case .view(let buffer) = $0 { buffer } else { nil } }
  }

  /// The first of the buffers that is an earlier one as well, and written as one of the two; nil where there is none.
  var aliasedBuffer: Int? {
    var place = 0
    for number in arguments.indices {
      guard let memory = arguments[number].memory else { continue }
      for other in 0..<number
      where arguments[other].memory == memory && (arguments[other].isMutable || arguments[number].isMutable) {
        return place
      }
      place += 1
    }
    return nil
  }

  /// Bytes of the values among the arguments.
  public var values: [[UInt8]] {
    arguments.compactMap { if case .bytes(let bytes) = $0 { bytes } else { nil } }
  }
}

/// An argument of a kernel.
public enum KernelArgument: Sendable {
  /// Elements in memory of a device.
  case view(Buffer)
  /// A value as the host lays it out.
  case bytes([UInt8])

  /// Memory of a device with its shape.
  public struct Buffer: Sendable {
    /// The memory.
    public let memory: any DeviceMemory
    /// Elements along the axes; 1 beyond the last one.
    public let extents: Axes
    /// Number of axes.
    public let rank: Int
    /// Whether the kernel may store into it.
    public let isMutable: Bool
  }

  /// Which memory a buffer lies in; nil for a value.
  fileprivate var memory: ObjectIdentifier? {
    switch self {
    case .view(let buffer): ObjectIdentifier(buffer.memory)
    case .bytes: nil
    }
  }

  /// Whether the kernel may store into it.
  fileprivate var isMutable: Bool {
    switch self {
    case .view(let buffer): buffer.isMutable
    case .bytes: false
    }
  }

  /// A buffer or a field that the kernel only reads.
  public static func buffer<View: DeviceView>(_ view: View) -> KernelArgument {
    .view(Buffer(memory: view.memory, extents: view.extents, rank: View.rank, isMutable: false))
  }

  /// A buffer or a field that the kernel may store into.
  public static func mutable<View: DeviceView>(_ view: View) -> KernelArgument {
    .view(Buffer(memory: view.memory, extents: view.extents, rank: View.rank, isMutable: true))
  }

  /// A scalar, a vector, or a struct of fixed layout.
  public static func value<T: BitwiseCopyable>(_ value: T) -> KernelArgument {
    .bytes(unsafe withUnsafeBytes(of: value) { unsafe Array($0) })
  }
}
