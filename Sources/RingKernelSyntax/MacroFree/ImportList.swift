#if Macros
import SwiftSyntax

/// The imports of an expansion: those of its source, and the module that declares the protocols.
struct ImportList {
  let text: String

  /// Modules that give the names which expansions use, the narrowest first.
  private static let providers = ["RingKernelCore", "RingKernelHost", "RingKernelConformance", "RingKernel"]

  /// - Parameters:
  ///   - access: That of the most visible extension; a public one needs a public import.
  ///   - deviceAccess: That of the most visible actor for devices; nil when there is none.
  ///   - callAccess: That of the most visible kernel that is launched; nil when there is none.
  ///   - hasKernels: Handles of public kernels also name message types in public.
  init(
    _ tree: SourceFileSyntax,
    exporting access: AccessLevel,
    deviceAccess: AccessLevel?,
    callAccess: AccessLevel?,
    hasKernels: Bool
  ) {
    let imports = tree.statements.compactMap { $0.item.as(ImportDeclSyntax.self) }
    let written = imports.map { $0.path.trimmedDescription }
    let provider = Self.providers.first(where: written.contains) ?? Self.providers[0]
    var lines = ["\(access.prefix)import \(provider)"]
    let compute = [deviceAccess, callAccess].compactMap { $0 }.max()
    if let compute, provider != "RingKernel" { lines.append("\(compute.prefix)import RingKernelCompute") }
    if let callAccess, provider != "RingKernel" { lines.append("\(callAccess.prefix)import RingKernelDevice") }
    let own = [provider, "RingKernelCompute", "RingKernelDevice"]
    for declaration in imports where !own.contains(declaration.path.trimmedDescription) {
      lines.append(Self.line(declaration, keepsAccess: hasKernels && access == .public))
    }
    text = lines.joined(separator: "\n")
  }

  /// A public import that nothing public uses is an error, so only handles keep it.
  private static func line(_ declaration: ImportDeclSyntax, keepsAccess: Bool) -> String {
    guard !keepsAccess else { return declaration.trimmedDescription }
    let kept = declaration.modifiers.filter { AccessLevel(DeclModifierListSyntax([$0])) == nil }
    return declaration.with(\.modifiers, kept).trimmedDescription
  }
}
#endif
