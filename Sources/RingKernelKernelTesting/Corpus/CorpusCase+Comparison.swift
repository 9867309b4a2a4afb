public import RingKernelIR

extension CorpusCase {
  /// What an executor of a dialect is allowed.
  ///
  /// - Parameters:
  ///   - module: The compiled kernel.
  ///   - dialect: Whose errors count, by the name of its `IntrinsicAccuracy.Target`.
  public func comparison(of module: KernelModule, on dialect: String) -> ResultComparison {
    var allowed = ResultComparison(
      ulps: ulps[dialect] ?? ulps[""] ?? 0,
      absolute: absolute,
      anyFailure: ["wgsl", "cpu"].contains(dialect),
      flushes: dialect == "wgsl"
    )
    guard isStated, let target = IntrinsicAccuracy.Target(rawValue: dialect) else { return allowed }
    for type in Set(module.resources.compactMap { Self.number($0.element) }) where type.isFloat {
      for id in module.intrinsics {
        let stated = IntrinsicAccuracy.row(id)?.difference(type, on: target)
        allowed.ulps = max(allowed.ulps, stated?.ulps ?? 0)
        allowed.absolute = max(allowed.absolute, stated?.absolute ?? 0)
      }
    }
    return allowed
  }

  private static func number(_ element: KernelType) -> ScalarType? {
    switch element {
    case .scalar(let scalar), .vector(let scalar, _): scalar
    default: nil
    }
  }
}
