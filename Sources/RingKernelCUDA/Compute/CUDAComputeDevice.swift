public import RingKernelCompute
public import RingKernelCore
public import RingKernelDevice
internal import RingKernelIR
public import RingKernelRender

/// A CUDA device that launches kernels.
public final class CUDAComputeDevice: ComputeDevice {
  private let session: CUDASession
  private let maker: ProgramMaker
  private let limits: Limits

  private struct Limits {
    var threads: Int
    var block: [Int]
    var grid: [Int]
  }

  /// Opens a device.
  ///
  /// - Parameters:
  ///   - ordinal: Its number; the driver's first one if left out.
  ///   - library: The driver; loaded if left out.
  ///   - compiler: The compiler; loaded if left out.
  ///   - cache: Where printed and compiled programs are kept.
  ///   - patience: How long a launch may take; see `CUDASession`.
  /// - Throws: `libraryUnavailable` without a driver or NVRTC, `backendUnavailable` without a device, and what the
  ///   driver answers.
  public init(
    ordinal: Int = 0,
    library: CUDALibrary? = nil,
    compiler: CUDACompiler? = nil,
    cache: ProgramCache = .standard,
    patience: Duration = .seconds(60)
  ) throws(RingKernelError) {
    do throws(CUDAError) {
      let driver: CUDALibrary
      if let library { driver = library } else { driver = try CUDALibrary() }
      let device = try CUDADevice(driver, ordinal: ordinal)
      let nvrtc: CUDACompiler
      if let compiler { nvrtc = compiler } else { nvrtc = try CUDACompiler(driverVersion: driver.version) }
      session = try CUDASession(device, compiler: nvrtc, cache: cache, patience: patience)
      func ask(_ attributes: [CUDAAttribute]) throws(CUDAError) -> [Int] {
        var numbers: [Int] = []
        for attribute in attributes { numbers.append(try device.attribute(attribute)) }
        return numbers
      }
      limits = Limits(
        threads: try device.attribute(.maximumBlock),
        block: try ask(CUDAAttribute.maximumBlockAxes),
        grid: try ask(CUDAAttribute.maximumGridAxes)
      )
    } catch { throw RingKernelError(error) }
    maker = ProgramMaker(.cuda, device: session.device.name, cache: cache)
  }

  /// The vendor's name of the device.
  public var name: String { session.device.name }

  /// Allocates zeroed memory of the device.
  ///
  /// - Throws: `deviceMemory` and what else the driver answers.
  public func allocate(byteCount: Int) throws(RingKernelError) -> any DeviceMemory {
    do throws(CUDAError) {
      // An empty buffer has an address as well.
      return CUDAComputeMemory(session, try session.memory(byteCount: max(byteCount, 16)), byteCount: byteCount)
    } catch { throw RingKernelError(error, on: name) }
  }

  /// Compiles a kernel where that is new, runs it and waits for its end.
  ///
  /// - Throws: `kernelFailed`, `foreignMemory`, `launchShape`, `gridNotResident`, `programRefused`, what else the driver
  ///   answers, the codes of the kernel compiler.
  public func run(_ call: KernelCall, grid: Axes, block: Axes) async throws(RingKernelError) {
    let kernel = call.kernel.definition.name
    let fits =
      block.x * block.y * block.z <= limits.threads
      && zip([block.x, block.y, block.z], limits.block).allSatisfy { $0 <= $1 }
      && zip([grid.x, grid.y, grid.z], limits.grid).allSatisfy { $0 <= $1 }
    guard fits else {
      throw RingKernelError(
        .launchShape,
        "\(name) has blocks of \(limits.threads) threads, \(limits.block), and grids of \(limits.grid) at most.",
        kernel: kernel
      )
    }
    var places: [CUDAAddress] = []
    for buffer in call.buffers {
      guard let memory = buffer.memory as? CUDAComputeMemory, memory.session === session else {
        throw RingKernelError(.foreignMemory, "A buffer lies on another device than \(name).", kernel: kernel)
      }
      places.append(memory.memory.address)
    }
    let program = try maker.program(call.kernel, RenderOptions())
    let extents = call.buffers.map { Array([$0.extents.x, $0.extents.y, $0.extents.z].prefix($0.rank)) }
    let words = LaunchWords.block(extents: extents, values: call.values, alignments: program.alignments)
    let launch = CUDALaunch(grid: grid, block: block, isCooperative: program.hasGridBarrier)
    let record: [UInt8]
    do throws(CUDAError) {
      let function = try session.function(CUDAProgram(text: program.text, entry: program.entry))
      record = try await session.run(function, launch, buffers: places, words: words, owner: call)
    } catch { throw RingKernelError(error, on: name, kernel: kernel) }
    withExtendedLifetime(call) {}
    if let failure = LaunchWords.failure(record) {
      throw RingKernelError(KernelFailure(failure, at: program.sites, call.kernel.definition))
    }
  }
}
