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

// The compiler finds a macro by the module of the tool. What they do is in the library, which tests link: one that linked
// the tool would have everything built twice, for the compiler's side and for the program's.
enum RingMessageMacro: RingMessageExpanding {}
enum RingKernelMacro: RingKernelExpanding {}
enum DeviceFunctionMacro: DeviceFunctionExpanding {}
enum DeviceTypeMacro: DeviceTypeExpanding {}

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
