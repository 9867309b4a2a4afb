extension TypeTable {
  /// The zero of a type.
  func zero(_ type: KernelType) -> Expression {
    switch type {
    case .array(let element, _): return Expression(type, .splat(zero(element)))
    case .vector(let scalar, _): return Expression(type, .splat(Expression(.scalar(scalar), .constant(0))))
    case .structure(let name):
      guard let fields = structs[name]?.fields else { return Expression(type, .constant(0)) }
      return Expression(type, .make(fields.map { zero($0.type) }))
    case .void, .scalar: return Expression(type, .constant(0))
    }
  }
}
