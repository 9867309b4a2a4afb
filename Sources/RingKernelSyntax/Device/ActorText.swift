#if Macros
internal import RingKernelIR
import SwiftDiagnostics
import SwiftSyntax

/// What an actor whose handlers stay within the kernel language gets: its definition, and checked forms of its methods.
struct ActorText {
  private let tree: SyntaxNode
  private let file: String
  /// The checked forms of handlers and helpers, which throw where the plain ones would trap.
  let methods: [String]

  /// Reads an actor; everything outside of the language is in the result.
  static func read(
    _ actor: StructDeclSyntax,
    site: ExpansionSite,
    line: Int,
    column: Int
  ) -> Reading<ActorText> {
    let declaration = DeclSyntax(actor)
    guard let reading = KernelFrontend.read(declaration, line: line, column: column) else { return Reading(nil, []) }
    guard reading.diagnostics.isEmpty else { return Reading(nil, reading.diagnostics) }
    let tree = reading.declaration.tree
    do throws(CompileFailure) {
      let methods = try CPUBody.members(tree, checking: .checked)
      return Reading(ActorText(tree: tree, file: site.file, methods: methods), [])
    } catch { return Reading(nil, error.errors.map(reading.diagnostic)) }
  }

  /// The member that gives the definition.
  func definition(_ access: String) -> String {
    let text = DefinitionText.make(tree, file: file, layout: DefinitionText.layout(tree))
    return "\(access)static var deviceDefinition: DeviceDefinition { \(text) }"
  }

  /// The argument that stands for the thread of a handler.
  func thread(_ name: String) -> String {
    "CheckedThread(\"\(name)\", \"\(file)\", rounds: \(LoopLimit.rounds(of: tree)))"
  }
}
#endif
