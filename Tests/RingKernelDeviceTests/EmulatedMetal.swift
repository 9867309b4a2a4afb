#if Macros
import RingKernel
import RingKernelCore
import RingKernelDevice
import RingKernelIR
import RingKernelKernelTesting
import RingKernelRender

/// The Metal text of kernels on the host, launched as a device launches: what `ProgramMaker` gives for it is run.
struct EmulatedMetal: ComputeDevice {
  private let emulation: EmulatedMSL
  private let maker: ProgramMaker

  init() throws {
    emulation = try EmulatedMSL()
    maker = ProgramMaker(.msl, device: "Metal on the host", cache: ProgramCache(path: nil))
  }

  var name: String { "Metal on the host" }

  func allocate(byteCount: Int) throws(RingKernelError) -> any DeviceMemory { HostMemory(byteCount: byteCount) }

  func run(_ call: KernelCall, grid: Axes, block: Axes) async throws(RingKernelError) {
    let program = try maker.program(call.kernel, RenderOptions())
    var launch = KernelLaunch(
      grid: [grid.x, grid.y, grid.z],
      block: [block.x, block.y, block.z],
      scalars: call.values,
      subgroupSize: emulation.subgroupSize
    )
    for buffer in call.buffers {
      launch.buffers.append(try await buffer.memory.read(at: 0, count: buffer.memory.byteCount))
      launch.extents.append(Array([buffer.extents.x, buffer.extents.y, buffer.extents.z].prefix(buffer.rank)))
    }
    let words = LaunchWords.block(extents: launch.extents, values: call.values, alignments: program.alignments)
    let ended: (buffers: [[UInt8]], record: [UInt8])
    do { ended = try emulation.run(text: program.text, entry: program.entry, launch, words: words) } catch {
      throw RingKernelError(.programRefused, "\(error)", kernel: call.kernel.definition.name)
    }
    for (buffer, bytes) in zip(call.buffers, ended.buffers) { try buffer.memory.write(bytes, at: 0) }
    if let failure = LaunchWords.failure(ended.record) {
      throw RingKernelError(KernelFailure(failure, at: program.sites, call.kernel.definition))
    }
  }
}
#endif
