internal import RingKernelIR

extension CWriter {
  mutating func place(_ place: Place) throws(RenderError) -> String {
    var text: String
    var type: KernelType
    var steps = place.path[...]
    switch place.root {
    case .local(let local):
      text = localNames[local]
      type = function.locals[local].type
    case .resource(let id, let index):
      text = isEntry ? resourceNames[id] : "rk.\(resourceNames[id])"
      type = module.resources[id].element
      if let index { text += "[\(try self.index(index, of: id).text)]" }
      if module.resources[id].kind == .state {
        if case .field(let field)? = steps.first {
          steps = steps.dropFirst()
          text += "->" + step(.field(field), &type)
        } else {
          text += "[0]"
        }
      }
    }
    for next in steps {
      if case .element(let index) = next {
        text += try element(index, &type)
      } else {
        text += "." + step(next, &type)
      }
    }
    return text
  }

  /// The index of an element.
  ///
  /// Places in fields are computed with a sign. Each axis is in its range, so no part of the sum is negative or past the
  /// whole, which is below 2^31: nothing wraps, and compilers reach neighbours by an offset from one address only if
  /// they know that.
  private mutating func index(_ index: Expression, of id: ResourceID) throws(RenderError) -> Code {
    guard case .buffer(_, let rank) = module.resources[id].kind, rank > 1 || isStep(index),
      index.type == .scalar(.i32)
    else { return try expression(index) }
    return try row(index, of: id)
  }

  private mutating func row(_ index: Expression, of id: ResourceID) throws(RenderError) -> Code {
    if case .binary(.add, let sum, let last) = index.node, case .binary(.multiply, let first, let size) = sum.node,
      case .convert(let extent) = size.node, case .extent(id, _) = extent.node
    {
      let rows = Code.infix(try row(first, of: id), "*", try expression(size), .product, .i32)
      return .infix(rows, "+", try axis(last), .sum, .i32)
    }
    return try axis(index)
  }

  /// A place along one axis: a step from a number that is known cannot leave 32 bits and come back in range.
  private mutating func axis(_ index: Expression) throws(RenderError) -> Code {
    guard case .binary(.add, let from, let by) = index.node, isStep(index) else {
      return dialect.typed(try expression(index), .i32)
    }
    let (start, step) = (dialect.typed(try expression(from), .i32), try expression(by))
    let bits = Int64(bitPattern: step.constant ?? 0)
    let size = dialect.constant(UInt64(bits.magnitude), .i32)
    return .infix(start, bits < 0 ? "-" : "+", size, .sum, .i32)
  }

  private func isStep(_ index: Expression) -> Bool {
    guard index.type == .scalar(.i32), case .binary(.add, let from, let by) = index.node,
      case .constant(let bits) = by.node, Int64(bitPattern: bits).magnitude <= 4096
    else { return false }
    switch from.node {
    case .read, .builtin: return true
    default: return false
    }
  }

  /// The name of a field.
  private func step(_ step: Place.Step, _ type: inout KernelType) -> String {
    guard case .field(let field) = step, case .structure(let name) = type else { return "" }
    type = module.types.structs[name]?.fields[field].type ?? .void
    return fieldNames[name]?[field] ?? ""
  }

  private mutating func element(_ index: Expression, _ type: inout KernelType) throws(RenderError) -> String {
    let code = try expression(index)
    switch type {
    case .vector(let scalar, _):
      type = .scalar(scalar)
      guard dialect.hasVectors else { return ".v[\(code.text)]" }
      return code.constant.map { lane(Int($0 & 3)) } ?? "[\(code.text)]"
    case .array(let element, _): type = element
    default: break
    }
    return ".v[\(code.text)]"
  }

  /// A lane of a vector, by its place.
  func lane(_ number: Int) -> String { dialect.hasVectors ? "." + ["x", "y", "z", "w"][number] : ".v[\(number)]" }

  /// The address space of a place in memory.
  func space(_ place: Place) -> String {
    guard case .resource(let id, _) = place.root, case .shared = module.resources[id].kind else {
      return dialect.device
    }
    return dialect.shared
  }
}
