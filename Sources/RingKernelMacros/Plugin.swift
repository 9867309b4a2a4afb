#if Macros
import RingKernelSyntax
import SwiftCompilerPlugin
import SwiftSyntaxMacros

/// The compiler starts the tool without arguments and talks to it; a person starts it with `expand`.
@main enum EntryPoint {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    guard arguments.first == "expand" else { return try RingKernelPlugin.main() }
    ExpandCommand.run(Array(arguments.dropFirst()))
  }
}

struct RingKernelPlugin: CompilerPlugin {
  let providingMacros: [any Macro.Type] = [
    RingMessageMacro.self, RingKernelMacro.self, DeviceFunctionMacro.self, DeviceTypeMacro.self,
  ]
}
#else
/// Without the trait there is no macro, but the manifest still has this target and its linker wants an entry point.
@main enum EntryPoint {
  static func main() {}
}
#endif
