internal import RingKernelCompute
public import RingKernelIR

/// Runs printed CPU bodies.
public struct CPUBodyExecutor: KernelExecutor {
  private let library: CPUBodyLibrary
  private let units: [String: CompilationUnit]

  /// `CPU body`.
  public var name: String { "CPU body" }
  /// `cpu`.
  public var dialect: String { "cpu" }
  /// 1: on the CPU a subgroup is one thread.
  public var subgroupSize: Int { 1 }

  /// Takes compiled bodies.
  ///
  /// - Parameters:
  ///   - library: The bodies.
  ///   - units: What they were printed from.
  public init(_ library: CPUBodyLibrary, units: [CompilationUnit]) {
    self.library = library
    self.units = Dictionary(units.map { ($0.declaration.text, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Names the kernel that the library lacks.
  public func refusal(of module: KernelModule, _ launch: KernelLaunch) -> String? {
    unsafe library.body(module.name) == nil ? "no body of \(module.name)" : nil
  }

  /// The launch of a module, and its arguments in memory of their own until `body` ends.
  ///
  /// - Throws: `ToolAbsent` for a kernel that the library lacks.
  public func run(_ module: KernelModule, _ launch: KernelLaunch) throws -> KernelResult {
    guard let unit = units[module.name], let body = unsafe library.body(module.name) else {
      throw ToolAbsent("no body of \(module.name)")
    }
    var buffers = launch.buffers[...]
    var extents = launch.extents[...]
    var scalars = launch.scalars[...]
    var arguments: [CPUArgument] = []
    var memory: [(isBuffer: Bool, bytes: UnsafeMutableRawBufferPointer)] = unsafe []
    defer { unsafe memory.forEach { unsafe $0.bytes.deallocate() } }
    for parameter in unit.declaration.all(.parameter) {
      guard let type = parameter.children.first(where: { $0.kind == .type || $0.kind == .tupleType }),
        type.text != "GridPosition"
      else { continue }
      let isBuffer = ["Span", "MutableSpan", "Field1D", "Field2D", "Field3D"].contains(type.text)
      let bytes = (isBuffer ? buffers.popFirst() : scalars.popFirst()) ?? []
      let room = UnsafeMutableRawBufferPointer.allocate(byteCount: max(bytes.count, 16), alignment: 64)
      unsafe room.copyBytes(from: bytes)
      unsafe memory.append((isBuffer, UnsafeMutableRawBufferPointer(rebasing: room[..<bytes.count])))
      guard let base = room.baseAddress else { continue }
      let axes = isBuffer ? (extents.popFirst() ?? []) + [1, 1, 1] : [1, 1, 1]
      arguments.append(unsafe CPUArgument(base, Axes(axes[0], axes[1], axes[2])))
    }
    let threads = CPULaunch(
      grid: Axes(launch.grid[0], launch.grid[1], launch.grid[2]),
      block: Axes(launch.block[0], launch.block[1], launch.block[2]),
      usesBlocks: CPUBody.usesBlocks(unit.declaration)
    )
    let failure = threads.run(arguments) { block in
      unsafe withUnsafeBytes(of: block) { bytes in
        if let base = bytes.baseAddress { unsafe body(base) }
      }
    }
    let after = unsafe memory.filter(\.isBuffer).map { unsafe Array($0.bytes) }
    return KernelResult(buffers: after, failure: failure.map { Self.reported($0, module) })
  }

  /// The site of the module with this code, at this line, as near to the column as can be.
  private static func reported(_ failure: CPUFailure, _ module: KernelModule) -> ReportedFailure {
    let (code, line) = (failure.site >> 48, Int(failure.site >> 16 & 0xffff_ffff))
    let column = Int(failure.site & 0xffff)
    func distance(_ site: FailureSite) -> Int { abs(site.column - column) }
    let near = module.sites.enumerated().filter { UInt64($0.element.code.rawValue) == code && $0.element.line == line }
      .min { distance($0.element) < distance($1.element) }
    return ReportedFailure(
      site: near?.offset ?? -1,
      thread: failure.thread,
      values: [failure.first, failure.second]
    )
  }
}
