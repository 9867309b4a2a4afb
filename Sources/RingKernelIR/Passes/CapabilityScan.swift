/// What a module needs of its device, read off its types and intrinsics.
enum CapabilityScan {
  static func needs(of module: KernelModule) -> Set<Capability> {
    var needs: Set<Capability> = []
    func need(_ type: KernelType) {
      switch type.lane {
      case .f16: needs.insert(.float16)
      case .f64: needs.insert(.float64)
      case .i64, .u64: needs.insert(.int64)
      default: break
      }
    }
    func need(_ expression: Expression) {
      // The plain word of an extent, and constants that stay in a conversion, cost no 64-bit arithmetic.
      if case .convert(let inner) = expression.node, case .extent = inner.node, expression.type == .scalar(.i32) {
        return
      }
      need(expression.type)
      expression.forEachChild(need)
    }
    // Printed also where nothing reads it.
    if module.resources.contains(where: { $0.element.lane == .f64 }) { needs.insert(.float64) }
    for function in module.functions {
      for parameter in function.parameters { need(parameter.type) }
      var used: Set<LocalID> = []
      for statement in function.body {
        statement.visit { inner in
          used.formUnion(inner.stored)
          inner.expressions.forEach(need)
          guard case .perform(let id, let operands, _) = inner else { return }
          if let row = IntrinsicLookup.row(id) {
            needs.formUnion(row.needs)
            if row.effect == .subgroup { needs.insert(.subgroups) }
          }
          for case .place(let place) in operands {
            guard case .resource(let memory, _) = place.root, module.resources[memory].isAtomic else { continue }
            if place.type.lane?.bitWidth == 64 { needs.insert(.atomics64) }
            if place.type.lane?.isFloat == true, [.atomicAdd, .gridReduceAdd].contains(id) {
              needs.insert(.floatAtomics)
            }
          }
        }
      }
      for id in used where function.locals.indices.contains(id) { need(function.locals[id].type) }
    }
    for function in module.functions {
      for statement in function.body {
        statement.visit { inner in
          for expression in inner.expressions {
            expression.visit { part in
              if case .intrinsic(let id, _) = part.node, let row = IntrinsicLookup.row(id) {
                needs.formUnion(row.needs)
              }
            }
          }
        }
      }
    }
    return needs
  }
}
