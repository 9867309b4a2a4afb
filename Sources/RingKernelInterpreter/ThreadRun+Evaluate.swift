internal import RingKernelIR

// Expressions and places.
extension ThreadRun {
  func evaluate(_ expression: Expression) throws(InterpreterError) -> Value {
    let lane = expression.type.lane ?? .u64
    switch expression.node {
    case .constant(let bits): return .scalar(ScalarMath.normal(bits, lane))
    case .read(let place): return try load(place)
    case .unary(let op, let a):
      return lanes(try evaluate(a)) { ScalarMath.unary(op, $0, lane) }
    case .binary(let op, let a, let b):
      return lanes(try evaluate(a), try evaluate(b)) { ScalarMath.binary(op, $0, $1, lane) }
    case .compare(let op, let a, let b):
      let type = a.type.lane ?? .u64
      return lanes(try evaluate(a), try evaluate(b)) { ScalarMath.compare(op, $0, $1, type) ? 1 : 0 }
    case .and(let a, let b): return try evaluate(a).isTrue ? evaluate(b) : .scalar(0)
    case .or(let a, let b): return try evaluate(a).isTrue ? .scalar(1) : evaluate(b)
    case .select(let condition, let a, let b):
      let choice = try evaluate(condition)
      guard case .parts(let mask) = choice else { return try evaluate(choice.isTrue ? a : b) }
      let (x, y) = (try evaluate(a).parts, try evaluate(b).parts)
      return .parts(mask.indices.map { mask[$0].isTrue ? x[$0] : y[$0] })
    case .convert(let a):
      let from = a.type.lane ?? .u64
      return lanes(try evaluate(a)) { ScalarMath.convert($0, from, lane) }
    case .bitcast(let a): return lanes(try evaluate(a)) { ScalarMath.normal($0, lane) }
    case .overflows(let op, let a, let b):
      let type = a.type.lane ?? .u64
      return lanes(try evaluate(a), try evaluate(b)) { ScalarMath.overflows(op, $0, $1, type) ? 1 : 0 }
    case .fits(let a, let type):
      let from = a.type.lane ?? .u64
      return .scalar(ScalarMath.fits(try evaluate(a).bits, from, type) ? 1 : 0)
    case .make(let parts):
      var values: [Value] = []
      for part in parts { values.append(try evaluate(part)) }
      return .parts(values)
    case .splat(let a):
      let value = try evaluate(a)
      switch expression.type {
      case .vector(_, let count), .array(_, let count): return .parts(Array(repeating: value, count: count))
      default: return value
      }
    case .extract(let a, let place): return try evaluate(a).parts[place]
    case .extent(let resource, let axis): return .scalar(UInt64(block.memory.extents[resource][axis]))
    case .builtin(let builtin, let axis): return .scalar(UInt64(self.builtin(builtin, axis)))
    case .intrinsic(let id, let operands):
      var values: [Value] = []
      for operand in operands { values.append(try evaluate(operand)) }
      let type = operands.first { $0.type.lane?.isFloat == true }?.type ?? operands.first?.type ?? expression.type
      guard let value = PureIntrinsics.value(id, values, type, expression.type) else {
        throw .unsupported(id.rawValue)
      }
      return value
    }
  }

  private func lanes(_ a: Value, _ operation: (UInt64) -> UInt64) -> Value {
    guard case .parts(let parts) = a else { return .scalar(operation(a.bits)) }
    return .parts(parts.map { .scalar(operation($0.bits)) })
  }

  private func lanes(_ a: Value, _ b: Value, _ operation: (UInt64, UInt64) -> UInt64) -> Value {
    guard case .parts(let x) = a, case .parts(let y) = b else { return .scalar(operation(a.bits, b.bits)) }
    return .parts(zip(x, y).map { .scalar(operation($0.bits, $1.bits)) })
  }

  private func builtin(_ builtin: Builtin, _ axis: Int) -> Int {
    let launch = block.launch
    let width = max(1, min(launch.subgroupSize, 32))
    switch builtin {
    case .threadIndex: return index[axis]
    case .blockIndex: return block.blockIndex[axis]
    case .blockSize: return launch.block[axis]
    case .gridSize: return launch.grid[axis]
    case .globalThreadIndex: return block.blockIndex[axis] * launch.block[axis] + index[axis]
    case .linearThreadIndex: return linear
    case .laneIndex: return linear % width
    case .subgroupIndex: return linear / width
    case .subgroupSize: return width
    }
  }

  // MARK: Places

  private func load(_ place: Place) throws(InterpreterError) -> Value {
    guard case .local(let local) = place.root else {
      let address = try address(place)
      return try withBytes(address.space, size: address) { bytes in
        interpreter.layout.load(address.type, bytes, address.offset)
      }
    }
    if place.path.isEmpty { return frames[frames.count - 1].locals[local] }
    return frames[frames.count - 1].locals[local][
      try steps(place, interpreter.module.functions[frames[frames.count - 1].function].locals[local].type)[...]
    ]
  }

  func store(_ value: Value, _ place: Place) throws(InterpreterError) {
    guard case .local(let local) = place.root else {
      let address = try address(place)
      return try withBytes(address.space, size: address) { bytes in
        interpreter.layout.store(value, address.type, &bytes, address.offset)
      }
    }
    let top = frames.count - 1
    let path = try steps(place, interpreter.module.functions[frames[top].function].locals[local].type)
    frames[top].locals[local][path[...]] = value
  }

  /// The path of a place within a local, indices evaluated and checked.
  private func steps(_ place: Place, _ root: KernelType) throws(InterpreterError) -> [Int] {
    var path: [Int] = []
    var type = root
    for step in place.path {
      switch (step, type) {
      case (.field(let field), .structure(let name)):
        type = interpreter.module.types.structs[name]?.fields[field].type ?? .void
        path.append(field)
      case (.element(let index), .array(let element, let count)):
        path.append(try inRange(index, count))
        type = element
      case (.element(let index), .vector(let scalar, let count)):
        path.append(try inRange(index, count))
        type = .scalar(scalar)
      default: throw .unsupported("a step that does not fit its type")
      }
    }
    return path
  }

  private func inRange(_ expression: Expression, _ count: Int) throws(InterpreterError) -> Int {
    let index = Int64(bitPattern: try evaluate(expression).bits)
    guard index >= 0, index < Int64(count) else { throw .brokenPromise("index \(index) of \(count)") }
    return Int(index)
  }

  /// Where a place is in memory.
  func address(_ place: Place) throws(InterpreterError) -> Address {
    guard case .resource(let id, let index) = place.root else { throw .unsupported("the address of a local") }
    let resource = interpreter.module.resources[id]
    let types = interpreter.module.types
    let space: Address.Space
    let count: Int
    switch resource.kind {
    case .buffer:
      space = .buffer(block.memory.places[id])
      count = block.memory.extents[id].reduce(1, *)
    case .shared(let elements):
      space = .shared(id)
      count = elements
    case .state:
      space = .state
      count = 1
    }
    var offset = 0
    var type = resource.element
    if let index { offset = try inRange(index, count) * (types.layout(of: type)?.stride ?? 1) }
    for step in place.path {
      switch (step, type) {
      case (.field(let field), .structure(let name)):
        guard let found = types.structs[name]?.fields[field] else { throw .unsupported("field \(field) of \(name)") }
        offset += found.offset
        type = found.type
      case (.element(let index), .array(let element, let count)):
        offset += try inRange(index, count) * (types.layout(of: element)?.stride ?? 1)
        type = element
      case (.element(let index), .vector(let scalar, let count)):
        offset += try inRange(index, count) * scalar.byteCount
        type = .scalar(scalar)
      default: throw .unsupported("a step that does not fit its type")
      }
    }
    return Address(space: space, offset: offset, type: type)
  }

  /// Calls `body` with the bytes of a space, long enough for what stands at an address.
  func withBytes<Result>(
    _ space: Address.Space,
    size address: Address,
    _ body: (inout [UInt8]) -> Result
  ) throws(InterpreterError) -> Result {
    let end = address.offset + (interpreter.module.types.layout(of: address.type)?.size ?? 0)
    func checked(_ bytes: inout [UInt8]) throws(InterpreterError) -> Result {
      guard end <= bytes.count else { throw .brokenPromise("byte \(end) of \(bytes.count)") }
      return body(&bytes)
    }
    switch space {
    case .buffer(let place): return try checked(&block.memory.buffers[place])
    case .state: return try checked(&block.memory.state)
    case .shared(let id): return try checked(&block.shared[id, default: []])
    }
  }
}
