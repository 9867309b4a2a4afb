extension KernelModule {
  /// The intrinsics that the functions of the module use.
  public var intrinsics: Set<IntrinsicID> {
    var found: Set<IntrinsicID> = []
    for statement in functions.flatMap(\.body) {
      statement.visit { inner in
        if case .perform(let id, _, _) = inner { found.insert(id) }
        for expression in inner.expressions {
          expression.visit { part in if case .intrinsic(let id, _) = part.node { found.insert(id) } }
        }
      }
    }
    return found
  }
}
