#if Macros
import SwiftCompilerPlugin
import SwiftSyntaxMacros

@main struct RingKernelPlugin: CompilerPlugin {
  let providingMacros: [any Macro.Type] = [RingMessageMacro.self, RingKernelMacro.self]
}
#else
/// Without the trait there is no macro, but the manifest still has this target and its linker wants an entry point.
@main struct RingKernelPlugin {
  static func main() {}
}
#endif
