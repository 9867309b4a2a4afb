#if Macros
import SwiftDiagnostics
package import SwiftSyntax

/// All that the conformance of a kernel is printed from.
package struct KernelDescription {
  package let extendedName: String
  let access: AccessLevel
  /// Expression of the launch name: a literal.
  let kernelName: String
  /// Expression of the emitted types, or nil.
  let emits: ExprSyntax?
  let handlers: [HandlerDescription]
  /// Expression of the threads that run each handler, or nil.
  let block: ExprSyntax?
  /// Whether the struct lacks an `init()` that is as visible as itself.
  package let needsInitializer: Bool
  /// Whether the struct has a type named Handle of its own, which then stays the handle.
  let hasHandle: Bool
  /// What devices and checked handlers need; nil for an actor that runs on the CPU only.
  let device: ActorText?
  /// The protocols that the kernel conforms to.
  package var conformance: String { device == nil ? "KernelActor" : "KernelActor, DeviceActor" }

  /// Reads and validates a declaration; every problem is in the result, not only the first.
  package static func read(
    _ declaration: some SyntaxProtocol,
    attribute: AttributeSyntax,
    site: ExpansionSite,
    line: Int,
    column: Int
  ) -> Reading<KernelDescription> {
    let target = StructTarget.read(declaration, attribute: "RingKernel")
    guard let kernel = target.description else { return Reading(nil, target.problems) }

    let members = kernel.memberBlock.members
    let state = StateProblems(of: kernel)
    let handlers = HandlerTable.read(kernel)
    let access = site.access(of: kernel)
    let arguments = attribute.arguments?.as(LabeledExprListSyntax.self) ?? []
    let written = arguments.first { $0.label == nil }?.expression.trimmedDescription
    var problems = site.problems(of: kernel, attribute: "RingKernel") + state.problems + handlers.problems
    // What is wrong with the struct as such comes first: the language would only say it once more.
    let isForDevices = arguments.first { $0.label?.text == "on" }?.expression.trimmedDescription != ".cpu"
    let block = arguments.first { $0.label?.text == "block" && !$0.expression.is(NilLiteralExprSyntax.self) }
    if let block, !isForDevices { problems.append(Diagnostic(.handlerShape(.blockOnCPU), at: block)) }
    let limit = arguments.first { $0.label?.text == "loopLimit" && !$0.expression.is(NilLiteralExprSyntax.self) }
    if let limit, !isForDevices { problems.append(Diagnostic(.handlerShape(.limitOnCPU), at: limit)) }
    let device =
      problems.isEmpty && isForDevices
      ? ActorText.read(kernel, site: site, line: line, column: column) : Reading(nil, [])
    problems += device.problems
    return Reading(
      KernelDescription(
        extendedName: site.extendedName(of: kernel),
        access: access,
        kernelName: written ?? "\"\(defaultName(kernel.name.text))\"",
        emits: arguments.first { $0.label?.text == "emits" }?.expression.trimmed,
        handlers: handlers.description ?? [],
        block: block?.expression.trimmed,
        needsInitializer: !state.hasInitializer && (access > .internal || state.hasOtherInitializers),
        hasHandle: members.contains { declaresHandle($0.decl) },
        device: device.description
      ),
      problems
    )
  }

  /// `Ledger` is launched as `ledger`.
  private static func defaultName(_ type: String) -> String {
    let name = type.filter { $0 != "`" }
    return name.prefix(1).lowercased() + name.dropFirst()
  }

  private static func declaresHandle(_ member: DeclSyntax) -> Bool {
    if let alias = member.as(TypeAliasDeclSyntax.self) { return alias.name.text == "Handle" }
    guard member.isProtocol((any DeclGroupSyntax).self) else { return false }
    return member.asProtocol((any NamedDeclSyntax).self)?.name.text == "Handle"
  }
}
#endif
