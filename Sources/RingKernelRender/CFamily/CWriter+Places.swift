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
      if let index { text += "[\(try expression(index).text)]" }
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
