public import RingKernelIR
internal import RingKernelRender
internal import RingKernelWebGPU
internal import Synchronization

/// Runs engines in WGSL on a software Vulkan driver.
public final class WGSLEngineRunner: EngineRunner {
  private let device: WebGPUDevice
  private let usesInt64: Bool
  /// Blocks along the first axis of a dispatch at most.
  private let widest: Int
  /// Changes the text before it is compiled: plants bugs.
  private let change: @Sendable (String) -> String
  private let compiled = Mutex<[KernelModule: WebGPUProgram]>([:])

  /// Opens a driver.
  ///
  /// - Throws: `ToolAbsent`, `WebGPUError`.
  public init(
    _ driver: SoftwareVulkan,
    usesInt64: Bool = false,
    widest: Int = 65535,
    change: @escaping @Sendable (String) -> String = { $0 }
  ) throws {
    device = try driver.device()
    self.usesInt64 = usesInt64 && device.adapter.hasInt64
    self.widest = widest
    self.change = change
  }

  /// Runs rounds, each program with one dispatch a round.
  public func run(_ image: inout EngineImage, _ modules: [KernelModule], blocks: [Int], rounds: Int) throws {
    let programs = try modules.map(program)
    func buffer(_ words: [UInt32]) throws -> WebGPUBuffer { try device.buffer(EngineWords.bytes(words), minimum: 16) }
    let shared = try [image.state, image.table, image.rings, image.inbound, image.outbound, image.epoch].map(buffer)
    let slots = try modules.indices.map { try buffer([UInt32($0)]) }
    for _ in 0..<rounds {
      for (number, program) in programs.enumerated() where blocks[number] > 0 {
        let width = min(blocks[number], widest)
        let groups = [width, (blocks[number] + width - 1) / width, 1]
        try device.run(program, shared + [slots[number]], groups: groups)
      }
    }
    func words(_ binding: Int, _ count: Int) throws -> [UInt32] {
      EngineWords.words(try device.read(shared[binding]), count: count)
    }
    image.state = try words(EngineLayout.Binding.state, image.state.count)
    image.table = try words(EngineLayout.Binding.table, image.table.count)
    image.rings = try words(EngineLayout.Binding.rings, image.rings.count)
    image.outbound = try words(EngineLayout.Binding.outbound, image.outbound.count)
    image.epoch = try words(EngineLayout.Binding.epoch, image.epoch.count)
  }

  private func program(_ module: KernelModule) throws -> WebGPUProgram {
    if let known = compiled.withLock({ $0[module] }) { return known }
    let features: Set<WGSLFeature> = usesInt64 ? [.int64] : []
    let rendered = try Renderer.render(module, for: .wgsl, RenderOptions(features: features, isEngine: true))
    let readOnly = [EngineLayout.Binding.inbound, EngineLayout.Binding.program]
    let bindings = EngineLayout.bindingNames.indices.map { readOnly.contains($0) ? WebGPUAccess.read : .readWrite }
    let made = try device.compile(change(rendered.text), entry: rendered.entry, bindings: bindings)
    compiled.withLock { $0[module] = made }
    return made
  }
}
