internal import RingKernelIR

/// One thread: its frames, and where it is.
final class ThreadRun {
  struct Frame {
    let function: FunctionID
    var place = 0
    var locals: [Value]
    /// Local of the caller that takes the result.
    var result: LocalID?
    /// Locals of the caller that `inout` parameters are copied to, by parameter.
    var copies: [(parameter: Int, local: LocalID)] = []
  }

  unowned let block: BlockRun
  let linear: Int
  let index: [Int]
  var frames: [Frame] = []
  var wait: Wait?
  private(set) var hasEnded = false
  private(set) var result = Value.none
  var interpreter: Interpreter { block.interpreter }

  init(_ block: BlockRun, _ linear: Int, _ arguments: [Value], _ entry: FunctionID) {
    self.block = block
    self.linear = linear
    let (x, y) = (block.launch.block[0], block.launch.block[1])
    index = [linear % x, linear / x % y, linear / (x * y)]
    enter(entry, arguments)
  }

  /// Thread in the launch, x fastest.
  var global: Int {
    let launch = block.launch
    let at = (0..<3).map { block.blockIndex[$0] * launch.block[$0] + index[$0] }
    let (width, height) = (launch.grid[0] * launch.block[0], launch.grid[1] * launch.block[1])
    return at[0] + width * (at[1] + height * at[2])
  }

  func enter(_ function: FunctionID, _ arguments: [Value]) {
    var locals = arguments
    for local in interpreter.module.functions[function].locals.dropFirst(arguments.count) {
      locals.append(interpreter.layout.zero(local.type))
    }
    frames.append(Frame(function: function, locals: locals))
  }

  func resume(_ value: Value?) {
    if let local = wait?.result, let value { frames[frames.count - 1].locals[local] = value }
    wait = nil
  }

  /// Runs until the thread ends or waits for others.
  func run() throws(InterpreterError) {
    while !hasEnded, wait == nil {
      try block.memory.step()
      let top = frames.count - 1
      let operation = interpreter.code[frames[top].function].operations[frames[top].place]
      frames[top].place += 1
      try execute(operation, top)
    }
  }

  private func execute(_ operation: FlatCode.Operation, _ top: Int) throws(InterpreterError) {
    switch operation {
    case .define(let local, let value):
      frames[top].locals[local] = try evaluate(value)
    case .assign(let place, let value):
      let value = try evaluate(value)
      try store(value, place)
    case .check(let condition, let site, let values):
      if try !evaluate(condition).isTrue { try fail(site, values) }
    case .fail(let site, let values):
      try fail(site, values)
    case .jump(let place):
      frames[top].place = place
    case .jumpUnless(let condition, let place):
      if try !evaluate(condition).isTrue { frames[top].place = place }
    case .give(let value):
      leave(try value.map { (value) throws(InterpreterError) in try evaluate(value) } ?? .none)
    case .call(let function, let operands, let result):
      try call(function, operands, result)
    case .perform(let id, let operands, let result):
      try perform(id, operands, result)
    }
  }

  private func call(_ function: FunctionID, _ operands: [Operand], _ result: LocalID?) throws(InterpreterError) {
    var arguments: [Value] = []
    var copies: [(parameter: Int, local: LocalID)] = []
    for (number, operand) in operands.enumerated() {
      switch operand {
      case .value(let value): arguments.append(try evaluate(value))
      case .place(let place):
        guard case .local(let local) = place.root, place.path.isEmpty else {
          throw .unsupported("an inout argument that is no local")
        }
        copies.append((number, local))
        arguments.append(frames[frames.count - 1].locals[local])
      }
    }
    enter(function, arguments)
    frames[frames.count - 1].result = result
    frames[frames.count - 1].copies = copies
  }

  private func leave(_ value: Value) {
    let frame = frames.removeLast()
    guard !frames.isEmpty else {
      result = value
      hasEnded = true
      return
    }
    let caller = frames.count - 1
    for copy in frame.copies { frames[caller].locals[copy.local] = frame.locals[copy.parameter] }
    if let local = frame.result { frames[caller].locals[local] = value }
  }

  /// Whether a failure of this thread now is the one that counts: of a handler the lowest thread's between two barriers.
  private var isFirstFailure: Bool {
    guard let known = block.memory.failure else { return true }
    return interpreter.module.handlerThreads > 1 && block.memory.failurePhase == block.phase && global < known.thread
  }

  /// Records a failure; the thread ends, unless the module masks it.
  func fail(_ site: SiteID, _ values: [Expression]) throws(InterpreterError) {
    var words: [UInt64] = []
    for value in values.prefix(2) {
      let bits = try evaluate(value).bits
      let scalar = value.type.scalar ?? .u64
      words.append(scalar.isFloat ? ScalarMath.float(bits, scalar).bitPattern : bits)
    }
    while words.count < 2 { words.append(0) }
    let failure = ReportedFailure(site: site, thread: global, values: words)
    if block.memory.failures[global] == nil { block.memory.failures[global] = failure }
    if isFirstFailure {
      block.memory.failure = failure
      block.memory.failurePhase = block.phase
    }
    if !interpreter.module.isMasked { hasEnded = true }
  }
}
