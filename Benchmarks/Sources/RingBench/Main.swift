internal import BenchSupport

/// RingKernel's side of the comparison; the other programs are in `Peers/`.
@main
struct RingBench {
  static func main() async { await run(spscEntries + mpscEntries + callEntries + fanInEntries) }
}
