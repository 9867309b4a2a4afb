public import RingKernelCompute
public import RingKernelCore
internal import RingKernelIR
internal import RingKernelInterpreter

/// The interpreter as a device: the definition of what every other one does.
///
/// Slow and exact, one thread after the other.
public struct InterpreterDevice: ComputeDevice {
  /// Lanes of a subgroup.
  public let subgroupSize: Int

  /// Makes a device.
  ///
  /// - Parameter subgroupSize: Lanes of a subgroup.
  public init(subgroupSize: Int = 32) { self.subgroupSize = subgroupSize }

  /// `interpreter`.
  public var name: String { "interpreter" }

  /// Allocates zeroed memory of the host.
  public func allocate(byteCount: Int) throws(RingKernelError) -> any DeviceMemory { HostMemory(byteCount: byteCount) }

  /// Compiles a kernel and runs it.
  ///
  /// - Throws: `kernelFailed`, `foreignMemory`, the codes of the kernel compiler.
  public func run(_ call: KernelCall, grid: Axes, block: Axes) async throws(RingKernelError) {
    let definition = call.kernel.definition
    let unit = try DeviceUnit.make(call.kernel)
    let module: KernelModule
    do throws(CompileFailure) { module = try KernelCompiler.lower(unit) } catch {
      throw RingKernelError(error, in: definition)
    }
    var launch = KernelLaunch(
      grid: [grid.x, grid.y, grid.z],
      block: [block.x, block.y, block.z],
      scalars: call.values,
      subgroupSize: subgroupSize
    )
    var memories: [HostMemory] = []
    for buffer in call.buffers {
      let memory = try HostMemory.of(buffer, call.kernel)
      memories.append(memory)
      launch.buffers.append(try await memory.read(at: 0, count: memory.byteCount))
      launch.extents.append(Array([buffer.extents.x, buffer.extents.y, buffer.extents.z].prefix(buffer.rank)))
    }
    let result: KernelResult
    do { result = try Interpreter(module).run(launch) } catch {
      throw RingKernelError(.definition, "\(error)", kernel: definition.name)
    }
    for (memory, bytes) in zip(memories, result.buffers) { try memory.write(bytes, at: 0) }
    if let failure = result.failure { throw RingKernelError(KernelFailure(failure, at: module.sites, definition)) }
  }
}
