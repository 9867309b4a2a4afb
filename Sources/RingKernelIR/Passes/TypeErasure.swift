/// Replaces enums by their raw scalars; from here on a module knows structs only.
enum TypeErasure {
  static func apply(to module: KernelModule) -> KernelModule {
    guard !module.types.enums.isEmpty else { return module }
    var module = module
    let enums = module.types.enums
    func erased(_ type: KernelType) -> KernelType {
      switch type {
      case .structure(let name): enums[name].map { .scalar($0.raw) } ?? type
      case .array(let element, let count): .array(erased(element), count)
      default: type
      }
    }
    func erased(_ place: Place) -> Place {
      var copy = place
      copy.type = erased(place.type)
      return copy
    }
    func erased(_ expression: Expression) -> Expression {
      expression.rewritten { part in
        var copy = part
        copy.type = erased(part.type)
        if case .read(let place) = part.node { copy.node = .read(erased(place)) }
        return copy
      }
    }
    func erased(_ statement: Statement) -> Statement {
      let changed = statement.mapExpressions { erased($0) }.mapBlocks { $0.map { erased($0) } }
      func operands(_ all: [Operand]) -> [Operand] {
        all.map { if case .place(let place) = $0 { .place(erased(place)) } else { $0 } }
      }
      return switch changed {
      case .assign(let place, let value): .assign(erased(place), value)
      case .perform(let id, let all, let result): .perform(id, operands(all), result: result)
      case .call(let id, let all, let result): .call(id, operands(all), result: result)
      default: changed
      }
    }
    for (name, structure) in module.types.structs {
      var copy = structure
      copy.fields = structure.fields.map { StructField($0.name, erased($0.type), offset: $0.offset) }
      module.types.structs[name] = copy
    }
    for index in module.resources.indices { module.resources[index].element = erased(module.resources[index].element) }
    for index in module.functions.indices {
      var function = module.functions[index]
      function.parameters = function.parameters.map { .init($0.name, erased($0.type), isInout: $0.isInout) }
      function.result = erased(function.result)
      function.locals = function.locals.map { .init($0.name, erased($0.type)) }
      function.body = function.body.map { erased($0) }
      module.functions[index] = function
    }
    return module
  }
}
