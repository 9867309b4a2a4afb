internal import RingKernelCompute
internal import RingKernelTesting

let launchCases: [StressCase] = [
  StressCase(name: "launches", abstract: "Launches on 4 workers: every piece runs once, between start and end") {
    scale in
    let launches = sized(200_000, scale)
    var generator = SplitMix64(seed: 1)
    let workers = CPUWorkers(count: 4)
    let most = 64
    // Safety: a piece writes its own place, and the launch orders what comes before, in it and after; no atomics, so that the
    // thread sanitizer sees where it does not.
    nonisolated(unsafe) let runs = UnsafeMutablePointer<Int>.allocate(capacity: most)
    unsafe runs.initialize(repeating: 0, count: most)
    defer { unsafe runs.deallocate() }
    var expected = [Int](repeating: 0, count: most)
    for launch in 0..<launches {
      let pieces = Int(generator.next() % UInt64(most)) + 1
      workers.run(pieces) { piece in unsafe runs[piece] += 1 }
      for piece in 0..<pieces { expected[piece] += 1 }
      for piece in 0..<most where unsafe runs[piece] != expected[piece] {
        throw StressFailure("launch \(launch), piece \(piece): \(unsafe runs[piece]) runs, not \(expected[piece])")
      }
    }
    return "\(launches) launches"
  }
]
