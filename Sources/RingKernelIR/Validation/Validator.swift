public enum Validator {
  public static func validate(_ module: KernelModule) -> [CompileError] { [] }
}
