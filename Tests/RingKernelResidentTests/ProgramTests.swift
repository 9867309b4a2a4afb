import RingKernelConformance
import RingKernelCore
import RingKernelDevice
import RingKernelIR
import RingKernelKernelTesting
import RingKernelRender
import Testing

@testable import TransactionMonitor

/// The printed text of resident programs, as NVIDIA's compiler and the emulation's take it.
@Suite(.timeLimit(.minutes(20))) struct `Resident programs` {
  static let kit: [any DeviceActor.Type] = [
    KitActor.self, KitRelay.self, KitProbe.self, KitIntegers.self, KitOneByte.self, KitParts.self, KitAggregates.self,
    KitBounded.self, KitColours.self, KitTeam.self, KitWave.self,
  ]
  static let monitor: [any DeviceActor.Type] = [Ingest.self, AccountShard.self, AlertCollector.self]

  static func modules(_ actors: [any DeviceActor.Type]) throws -> [KernelModule] {
    try actors.map { try KernelCompiler.lower(try DeviceUnit.make(actor: $0)) }
  }

  static func text(_ actors: [any DeviceActor.Type]) throws -> String {
    try Renderer.resident(try modules(actors)).text
  }

  static let compilers = [Tool.nvrtc12, .nvrtc13].filter { $0.absence == nil }

  @Test(arguments: compilers, [75, 80, 90])
  func `NVRTC takes the programs of the kit and of the monitor`(tool: Tool, architecture: Int) throws {
    let compiler = try NVRTC(tool)
    for actors in [Self.kit, Self.monitor] {
      let text = try Self.text(actors)
      let options = Renderer.compilerOptions(for: .cuda)
      let (ptx, cubin) = try compiler.both(text, architecture: architecture, options: options)
      #expect(ptx.contains(".entry rk_engine"))
      // What crosses the link goes at the scope of the system, what goes between blocks at that of the GPU.
      for access in [
        "ld.relaxed.sys.u64", "st.relaxed.sys.v2.u64", "ld.relaxed.sys.u32", "st.release.sys.u32", "ld.acquire.gpu.u32",
        "atom.relaxed.gpu.cas.b32",
      ] {
        #expect(ptx.contains(access), "\(access)")
      }
      // What goes through shared memory of a cluster is there where clusters are, and nowhere else.
      for access in [
        "mapa.u64", "ld.acquire.cluster.shared::cluster.u32", "st.release.cluster.shared::cluster.u32",
        "atom.relaxed.cluster.shared::cluster.cas.b32", "barrier.cluster.arrive.release",
      ] {
        #expect(ptx.contains(access) == (architecture >= 90), "\(access)")
      }
      #expect(cubin.count > 1000)
    }
  }

  @Test(.enabled(if: Tool.nvrtc13.isPresent && Tool.cubin.isPresent, "needs NVRTC 13 and cuobjdump"))
  func `a resident program leaves the multiprocessor room, actor by actor`() throws {
    let compiler = try NVRTC(.nvrtc13)
    for architecture in [75, 80, 90] {
      for actor in Self.kit + Self.monitor {
        let text = try Self.text([actor])
        let options = Renderer.compilerOptions(for: .cuda)
        let usage = try ResourceUsage(cubin: try compiler.cubin(text, architecture: architecture, options: options))
        print("\(actor), sm_\(architecture): \(usage)")
        // A block has one multiprocessor to itself: what counts is that the program can be launched.
        let threads = ResidentRoom([try Self.modules([actor])[0]]).threads
        #expect(usage.registers * threads <= 65536 && usage.shared <= 48 * 1024, "\(actor)")
      }
    }
  }
}
