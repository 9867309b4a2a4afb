#if Macros
internal import RingKernelIR
package import SwiftDiagnostics
package import SwiftSyntax

/// What the attributes of the kernel language stand for, as Swift text.
package struct DeviceExpansion {
  /// Declarations beside a function, members of a type.
  package let declarations: [String]
  /// What stands outside the language.
  package let problems: [Diagnostic]

  /// Expands a declaration that carries one of the attributes.
  ///
  /// - Parameters:
  ///   - declaration: As the compiler hands it to a macro, or cut out of a file.
  ///   - site: Where it stands.
  ///   - line: Line of its first token, from 1.
  ///   - column: Column of its first token, from 1.
  package static func make(
    _ declaration: DeclSyntax,
    site: ExpansionSite,
    line: Int,
    column: Int
  ) -> DeviceExpansion {
    guard let reading = KernelFrontend.read(declaration, line: line, column: column) else {
      return DeviceExpansion(declarations: [], problems: [])
    }
    guard reading.diagnostics.isEmpty else { return DeviceExpansion(declarations: [], problems: reading.diagnostics) }
    do throws(CompileFailure) {
      return DeviceExpansion(declarations: try texts(reading.declaration, declaration, site), problems: [])
    } catch {
      return DeviceExpansion(declarations: [], problems: error.errors.map(reading.diagnostic))
    }
  }

  private static func texts(
    _ read: KernelFrontend.Declaration,
    _ declaration: DeclSyntax,
    _ site: ExpansionSite
  ) throws(CompileFailure) -> [String] {
    let tree = read.tree
    let access = access(of: declaration)
    let checking = Checking.allCases.first { tree.has($0.rawValue) }
    switch tree.kind {
    case .kernel: return try KernelText(tree, declaration, site, access).declarations()
    case .function:
      let place = site.surroundings.isEmpty ? "" : "static "
      let body = try CPUBody.print(tree, checking: checking ?? .indices)
        .replacing("@inline(__always) ", with: "@inline(__always) \(access)")
      let definition = DefinitionText.make(tree, file: site.file)
      return [body, "\(access)\(place)var rkDefinition_\(tree.text): DeviceDefinition { \(definition) }"]
    case .structure:
      let definition = DefinitionText.make(tree, file: site.file, layout: DefinitionText.layout(tree))
      let methods = try CPUBody.members(tree, checking: checking ?? .indices)
        .map { $0.replacing("@inline(__always) ", with: "@inline(__always) \(access)") }
      return ["\(access)static var deviceDefinition: DeviceDefinition { \(definition) }"] + methods
    case .enumeration:
      let definition = DefinitionText.make(tree, file: site.file)
      return ["\(access)static var deviceDefinition: DeviceDefinition { \(definition) }"]
    default: return []
    }
  }

  private static func access(of declaration: DeclSyntax) -> String {
    guard let modified = declaration.asProtocol((any WithModifiersSyntax).self) else { return "" }
    let level = AccessLevel(modified.modifiers) ?? .internal
    return level == .filePrivate ? "fileprivate " : level.prefix
  }
}
#endif
