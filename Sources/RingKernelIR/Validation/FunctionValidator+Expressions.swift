// Types of expressions and places.
extension FunctionValidator {
  mutating func check(_ e: Expression) {
    var parts: [Expression] = []
    e.forEachChild { parts.append($0) }
    for part in parts { check(part) }
    if !isWellTyped(e) { refuse("an ill-typed expression: \(kindName(e)) of type \(e.type)") }
    if case .read(let place) = e.node {
      check(place, isWrite: false)
      if place.type != e.type { refuse("a read of another type than its place") }
      if let resource = place.resource, module.resources.indices.contains(resource), module.resources[resource].isAtomic
      {
        refuse("\(module.resources[resource].name) holds atomics and is read plainly")
      }
    }
  }

  private func kindName(_ e: Expression) -> String { String(String(describing: e.node).prefix(60)) }

  private func isWellTyped(_ e: Expression) -> Bool {
    let lane = e.type.lane
    switch e.node {
    case .constant: return e.type.scalar != nil
    case .read, .intrinsic: return true
    case .unary(let op, let a):
      guard a.type == e.type, let lane else { return false }
      return op == .not ? lane == .bool : op == .complement ? lane.isInteger : lane != .bool
    case .binary(let op, let a, let b):
      guard a.type == b.type, a.type == e.type, let lane, lane != .bool else { return false }
      switch op {
      case .remainder, .bitAnd, .bitOr, .bitXor, .shiftLeft, .shiftRight: return lane.isInteger
      default: return true
      }
    case .compare(let op, let a, let b):
      guard a.type == b.type, let operand = a.type.lane, lane == .bool, a.type.lanes == e.type.lanes else {
        return false
      }
      return operand != .bool || op == .equal || op == .notEqual
    case .and(let a, let b), .or(let a, let b): return a.type == .bool && b.type == .bool && e.type == .bool
    case .select(let c, let a, let b): return c.type == .bool && a.type == e.type && b.type == e.type
    case .convert(let a): return lane != nil && a.type.lane != nil && a.type.lanes == e.type.lanes
    case .bitcast(let a):
      guard let from = a.type.scalar, let to = e.type.scalar else { return false }
      return from.byteCount == to.byteCount && from != .bool && to != .bool
    case .overflows(_, let a, let b): return a.type == b.type && a.type.scalar?.isInteger == true && e.type == .bool
    case .fits(let a, let scalar): return a.type.scalar != nil && scalar != .bool && e.type == .bool
    case .make(let parts): return parts.map(\.type) == elements(of: e.type, parts.count)
    case .splat(let a):
      switch e.type {
      case .vector(let scalar, _): return a.type == .scalar(scalar)
      case .array(let element, _): return a.type == element
      default: return false
      }
    case .extract(let a, let index):
      let all = elements(of: a.type, nil)
      return all?.indices.contains(index) == true && all?[index] == e.type
    case .extent(let id, let axis):
      guard module.resources.indices.contains(id), case .buffer(_, let rank) = module.resources[id].kind else {
        return false
      }
      return (0..<rank).contains(axis) && e.type == .int
    case .builtin(_, let axis): return (0..<3).contains(axis) && e.type == .scalar(.i32)
    }
  }

  private func elements(of type: KernelType, _ count: Int?) -> [KernelType]? {
    switch type {
    case .vector(let scalar, let lanes): return Array(repeating: .scalar(scalar), count: lanes)
    case .array(let element, let size):
      if let count, count != size { return nil }
      return size <= 1 << 16 ? Array(repeating: element, count: size) : nil
    case .structure(let name): return module.types.structs[name]?.fields.map(\.type)
    default: return nil
    }
  }

  mutating func check(_ place: Place, isWrite: Bool) {
    var type: KernelType
    switch place.root {
    case .local(let id):
      guard function.locals.indices.contains(id) else { return refuse("local \(id) does not exist") }
      type = function.locals[id].type
    case .resource(let id, let index):
      guard module.resources.indices.contains(id) else { return refuse("resource \(id) does not exist") }
      let resource = module.resources[id]
      type = resource.element
      if (index == nil) != (resource.kind == .state) {
        refuse("\(resource.name) is indexed if and only if it is no state")
      }
      if let index, index.type != .int, index.type != .scalar(.i32) { refuse("an index that is no Int or Int32") }
      if isWrite, case .buffer(isMutable: false, _) = resource.kind { refuse("\(resource.name) is read-only") }
    }
    for step in place.path {
      switch (step, type) {
      case (.field(let index), .structure(let name)):
        guard let fields = module.types.structs[name]?.fields, fields.indices.contains(index) else {
          return refuse("field \(index) of \(name) does not exist")
        }
        type = fields[index].type
      case (.element(let index), .array(let element, _)):
        if index.type != .int, index.type != .scalar(.i32) { refuse("an index that is no Int or Int32") }
        type = element
      case (.element(let index), .vector(let scalar, _)):
        if index.type != .int, index.type != .scalar(.i32) { refuse("an index that is no Int or Int32") }
        type = .scalar(scalar)
      default: return refuse("a path that its type does not have")
      }
    }
    if type != place.type { refuse("a place of another type than its path leads to") }
  }
}
