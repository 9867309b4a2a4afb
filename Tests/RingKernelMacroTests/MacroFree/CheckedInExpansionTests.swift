#if Macros
import Testing

/// What the command-line tool is built from is what the macros give today; `RK_RECORD=1` writes it anew.
@Suite struct CheckedInExpansionTests {
  @Test(arguments: [
    ("Sources/TransactionMonitor/Kernels.swift", "TransactionMonitor"),
    ("Sources/TransactionMonitor/Rules/Refusal.swift", "TransactionMonitor"),
    ("Sources/TransactionMonitor/Rules/AccountTable.swift", "TransactionMonitor"),
    ("Sources/TransactionMonitor/Rules/VelocityWindow.swift", "TransactionMonitor"),
    ("Sources/RingKernelConformance/Kit/Kernels.swift", "RingKernelConformance"),
    ("Sources/RingKernelConformance/Kit/Wave.swift", "RingKernelConformance"),
    ("Sources/RingKernelStress/Hostile/HostileKernel.swift", "RingKernelStress"),
    ("Sources/RingKernelBench/BenchKernels.swift", "RingKernelBench"),
    ("Sources/RingKernelBench/CUDA/WaveBox.swift", "RingKernelBench"),
  ])
  func `checked-in expansions are what the macros give today`(source: String, module: String) throws {
    try RecordedExpansion(of: source, module: module).expectCurrent()
  }
}
#endif
