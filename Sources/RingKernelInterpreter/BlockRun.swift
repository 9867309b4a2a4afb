internal import RingKernelIR

/// One block: its threads, its shared memory, and what they do together.
final class BlockRun {
  let interpreter: Interpreter
  let memory: Memory
  let launch: KernelLaunch
  let blockIndex: [Int]
  var shared: [ResourceID: [UInt8]] = [:]
  /// Barriers that it has passed.
  private(set) var phase = 0
  private(set) var threads: [ThreadRun] = []

  init(
    _ interpreter: Interpreter,
    _ memory: Memory,
    _ launch: KernelLaunch,
    _ index: [Int],
    _ arguments: [Value],
    _ entry: FunctionID? = nil
  ) {
    self.interpreter = interpreter
    self.memory = memory
    self.launch = launch
    blockIndex = index
    for (id, resource) in interpreter.module.resources.enumerated() {
      guard case .shared(let count) = resource.kind else { continue }
      let stride = interpreter.module.types.layout(of: resource.element)?.stride ?? 1
      shared[id] = [UInt8](repeating: 0, count: count * stride)
    }
    for linear in 0..<launch.block.reduce(1, *) {
      threads.append(ThreadRun(self, linear, arguments, entry ?? interpreter.module.functions.count - 1))
    }
  }

  /// Runs until every thread has ended or all that are left wait for the grid.
  ///
  /// - Returns: Whether they wait.
  func run() throws(InterpreterError) -> Bool {
    while true {
      for thread in threads where thread.wait == nil && !thread.hasEnded { try thread.run() }
      let live = threads.filter { !$0.hasEnded }
      if live.isEmpty { return false }
      if live.allSatisfy({ $0.wait?.id == .gridBarrier }) { return true }
      try meet()
    }
  }

  /// Lets the threads go on that waited for the grid.
  func passGridBarrier() {
    for thread in threads where thread.wait?.id == .gridBarrier { thread.resume(nil) }
  }

  /// Lets those go on that have met: whole subgroups first, else the whole block.
  private func meet() throws(InterpreterError) {
    var hasMoved = false
    let width = max(1, min(launch.subgroupSize, 32))
    for start in stride(from: 0, to: threads.count, by: width) {
      let lanes = threads[start..<min(start + width, threads.count)].filter { !$0.hasEnded }
      guard let first = lanes.first, lanes.allSatisfy({ $0.wait?.isSubgroup == true }) else { continue }
      try resolve(lanes, first)
      hasMoved = true
    }
    guard !hasMoved else { return }
    let live = threads.filter { !$0.hasEnded }
    guard let first = live.first, live.allSatisfy({ $0.wait?.isSubgroup == false }) else {
      throw .divergence("some threads of block \(blockIndex) wait at a barrier, some in a subgroup")
    }
    try resolve(live, first)
    phase += 1
  }

  private func resolve(_ live: [ThreadRun], _ first: ThreadRun) throws(InterpreterError) {
    guard let wait = first.wait, live.allSatisfy({ $0.wait?.id == wait.id }) else {
      throw .divergence("threads of block \(blockIndex) wait in different places")
    }
    let results = try Collectives(self).results(wait.id, wait.type, live)
    for (thread, value) in zip(live, results) { thread.resume(value) }
  }
}

/// Where a thread waits for others.
struct Wait {
  let id: IntrinsicID
  let values: [Value]
  /// Type of the first value.
  let type: KernelType
  /// Where the result of a grid reduction goes.
  let address: Address?
  let result: LocalID?
  let isSubgroup: Bool
}
