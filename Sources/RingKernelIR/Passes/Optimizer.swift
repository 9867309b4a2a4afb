/// Runs the passes over a module.
enum Optimizer {
  static func optimize(_ module: KernelModule) -> KernelModule { module }
}
