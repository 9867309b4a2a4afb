public import RingKernelIR

/// The executable definition of the kernel language: runs a module on bytes, thread by thread, in a fixed order.
///
/// Within a block thread 0 runs to its next barrier or subgroup operation, then thread 1, and so on; blocks follow each
/// other, from one barrier of the grid to the next. Threads that have ended count as arrived, blocks that have do not.
public struct Interpreter: Sendable {
  let module: KernelModule
  let code: [FlatCode]
  let layout: ValueLayout
  /// Operations that one launch or one message may take, over all threads.
  public var stepLimit = 200_000_000

  /// Prepares a module that the validator accepts.
  public init(_ module: KernelModule) {
    self.module = module
    code = module.functions.map(FlatCode.init)
    layout = ValueLayout(types: module.types)
  }

  /// Runs a launch of a kernel.
  ///
  /// - Throws: `InterpreterError` for a launch that does not fit the module, a broken promise, or too many steps.
  public func run(_ launch: KernelLaunch) throws(InterpreterError) -> KernelResult {
    let memory = try Memory(self, launch)
    guard let entry = module.functions.last, entry.parameters.count == launch.scalars.count else {
      throw .launch("the entry has \(module.functions.last?.parameters.count ?? 0) parameters")
    }
    var arguments: [Value] = []
    for (parameter, bytes) in zip(entry.parameters, launch.scalars) {
      guard let size = module.types.layout(of: parameter.type)?.size, bytes.count >= size else {
        throw .launch("'\(parameter.name)' has \(bytes.count) bytes")
      }
      arguments.append(layout.load(parameter.type, bytes, 0))
    }
    var waiting: [BlockRun] = []
    for z in 0..<launch.grid[2] {
      for y in 0..<launch.grid[1] {
        for x in 0..<launch.grid[0] {
          let block = BlockRun(self, memory, launch, [x, y, z], arguments)
          if try block.run() { waiting.append(block) }
        }
      }
    }
    while let first = waiting.first {
      guard waiting.count == launch.grid.reduce(1, *) else {
        throw .divergence("block \(first.blockIndex) waits for the grid, some other has ended")
      }
      for block in waiting { block.passGridBarrier() }
      var next: [BlockRun] = []
      for block in waiting where try block.run() { next.append(block) }
      waiting = next
    }
    return KernelResult(buffers: memory.buffers, failure: memory.failure, failures: memory.failures)
  }

  /// Runs messages through a handler, one after the other.
  ///
  /// - Throws: As above.
  public func run(_ batch: HandlerBatch) throws(InterpreterError) -> HandlerBatchResult {
    guard let entry = module.functions.last, let message = entry.parameters.first,
      let size = module.types.layout(of: message.type),
      batch.messages.count >= max(0, batch.count - 1) * size.stride + (batch.count > 0 ? size.size : 0)
    else { throw .launch("the messages are too short") }
    let memory = try Memory(self, state: batch.state)
    let reply = module.types.layout(of: entry.result) ?? (0, 1, 1)
    let stride = entry.result == .void ? 0 : reply.stride
    var result = HandlerBatchResult(
      state: [],
      replies: [UInt8](repeating: 0, count: batch.count * stride),
      failures: []
    )
    for number in 0..<batch.count {
      memory.failure = nil
      memory.steps = 0
      let value = layout.load(message.type, batch.messages, number * size.stride)
      let block = BlockRun(self, memory, handlerLaunch, [0, 0, 0], [value])
      _ = try block.run()
      result.failures.append(memory.failure)
      if memory.failure == nil, stride > 0 {
        layout.store(block.threads[0].result, entry.result, &result.replies, number * stride)
      }
    }
    result.state = memory.state
    return result
  }
}

/// Why the interpreter could not finish.
public enum InterpreterError: Error, Hashable, Sendable {
  /// The launch does not fit the module.
  case launch(String)
  /// Something that only an engine or a device has.
  case unsupported(String)
  /// An index out of range where the program promised that there is none.
  case brokenPromise(String)
  /// More steps than the limit: a loop that does not end.
  case stepLimit
  /// Threads of a block wait in different places.
  case divergence(String)
}
