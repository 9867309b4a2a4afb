internal import RingKernelIR

/// The memory of a launch, apart from what belongs to one block.
final class Memory {
  let interpreter: Interpreter
  /// Bytes of the buffers, in the order of the launch.
  var buffers: [[UInt8]] = []
  /// Place in `buffers` of a resource, -1 for others.
  private(set) var places: [Int] = []
  private(set) var extents: [[Int]] = []
  /// The actor's state.
  var state: [UInt8] = []
  /// The context of a handler; nil for kernels and batches.
  var context: HandlerContext?
  var failure: ReportedFailure?
  /// The first failure of each thread that failed.
  var failures: [Int: ReportedFailure] = [:]
  /// Barriers of the block in front of the failure.
  var failurePhase = 0
  var steps = 0

  init(_ interpreter: Interpreter, _ launch: KernelLaunch) throws(InterpreterError) {
    self.interpreter = interpreter
    buffers = launch.buffers
    try place(launch.extents)
  }

  init(_ interpreter: Interpreter, state: [UInt8]) throws(InterpreterError) {
    self.interpreter = interpreter
    self.state = state
    try place([])
    for resource in interpreter.module.resources where resource.kind == .state {
      let size = interpreter.module.types.layout(of: resource.element)?.size ?? 0
      guard state.count >= size else { throw .launch("the state has \(state.count) bytes, not \(size)") }
    }
  }

  private func place(_ sizes: [[Int]]) throws(InterpreterError) {
    var count = 0
    for resource in interpreter.module.resources {
      guard case .buffer(_, let rank) = resource.kind else {
        places.append(-1)
        extents.append([])
        continue
      }
      guard count < buffers.count, count < sizes.count, sizes[count].count == max(rank, 1),
        let layout = interpreter.module.types.layout(of: resource.element)
      else { throw .launch("there is no buffer for '\(resource.name)'") }
      let elements = sizes[count].reduce(1, *)
      guard elements == 0 || buffers[count].count >= (elements - 1) * layout.stride + layout.size else {
        throw .launch("'\(resource.name)' has \(buffers[count].count) bytes for \(elements) elements")
      }
      places.append(count)
      extents.append(sizes[count])
      count += 1
    }
  }

  func step() throws(InterpreterError) {
    steps += 1
    if steps > interpreter.stepLimit { throw .stepLimit }
  }
}

/// A scalar, vector or aggregate in memory.
struct Address {
  enum Space {
    case buffer(Int)
    case shared(ResourceID)
    case state
  }
  let space: Space
  let offset: Int
  let type: KernelType
}
