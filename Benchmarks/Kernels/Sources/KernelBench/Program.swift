internal import BenchSupport
import RingKernel

/// RingKernel's kernels on the CPU, and their first launches elsewhere; other programs are in `Benchmarks/Peers`.
@main
struct Program {
  typealias Round = @Sendable (CPUDevice, Variant, Int) async throws -> UInt64

  static let rounds: [(name: String, round: Round)] = [
    ("stencil-2d", stencil2D),
    ("stencil-3d", stencil3D),
    ("saxpy", { try await saxpy($0, $1, $2, count: 1 << 24) }),
    ("saxpy-cached", { try await saxpy($0, $1, $2, count: 1 << 16) }),
    ("block-sum", blockSum),
    ("matmul", matmul),
  ]

  static func main() async {
    var entries = [
      Entry(
        key: Variant.usual.key,
        peer: Variant.usual.peer,
        benchmark: "first-launch",
        body: .tasks { await firstLaunch($1) }
      )
    ]
    for (name, round) in rounds {
      for variant in [Variant.usual, .checked, .unchecked] {
        entries.append(entry("\(name)-1", variant, round) { CPUDevice(threads: 1) })
        entries.append(entry("\(name)-all", variant, round) { CPUDevice() })
      }
    }
    await run(entries + DeviceLaunches.entries() + ActorBench.entries())
  }

  static func entry(
    _ benchmark: String,
    _ variant: Variant,
    _ round: @escaping Round,
    on device: @escaping @Sendable () -> CPUDevice
  ) -> Entry {
    Entry(
      key: variant.key,
      peer: variant.peer,
      benchmark: benchmark,
      body: .tasks { _, operations in
        do {
          return try await round(device(), variant, operations)
        } catch {
          fail("\(error)")
        }
      }
    )
  }
}
