#if Macros
import SwiftDiagnostics
import SwiftParser
import SwiftSyntax
import SwiftSyntaxBuilder

/// Writes the code behind the attributes as a file of its own, for builds without macros.
public enum MacroFreeExpansion {
  /// Returns what belongs to every declaration of `source` that carries an attribute or a marker.
  ///
  /// A marker is the attribute as a comment on a line of its own, `// @RingMessage(id: 42)` or `// @Kernel(block: 64)`,
  /// above the declaration.
  /// The struct itself says `: Sendable`, and a public kernel has a written `init()`: an extension in another
  /// file can add neither.
  /// The result imports what `source` imports; the same source gives the same bytes.
  ///
  /// - Parameters:
  ///   - source: Text of a Swift file.
  ///   - moduleName: Module that the file is compiled in; part of every qualified name.
  ///   - fileName: Name for the header of the result and for the places of problems.
  /// - Throws: `MacroFreeFailure` with every problem found.
  public static func expand(
    source: String,
    moduleName: String,
    fileName: String
  ) throws(MacroFreeFailure) -> String {
    let tree = Parser.parse(source: ExpansionMarkers.uncommented(in: source))
    let attributed = AttributedDeclarations(tree, module: moduleName, file: fileName)
    let names = DeclaredTypes(tree)
    let places = SourceLocationConverter(fileName: fileName, tree: tree)
    var problems: [Diagnostic] = []
    var extensions: [String] = []
    var access = AccessLevel.internal
    var deviceAccess: AccessLevel?
    var callAccess: AccessLevel?
    for target in attributed.targets {
      let place = places.location(for: target.declaration.positionAfterSkippingLeadingTrivia)
      let expansion = expand(target, names: names, place: place)
      problems += expansion.problems
      guard let printed = expansion.description else { continue }
      extensions.append(printed.text)
      access = max(access, printed.access)
      if printed.isForDevices { deviceAccess = max(deviceAccess ?? .internal, printed.access) }
      if printed.isCalled { callAccess = max(callAccess ?? .internal, printed.access) }
    }
    guard problems.isEmpty else { throw MacroFreeFailure(problems, in: tree, fileName: fileName) }
    let imports = ImportList(
      tree,
      exporting: access,
      deviceAccess: deviceAccess,
      callAccess: callAccess,
      hasKernels: attributed.hasKernels
    )
    return ([header(fileName), imports.text] + extensions).joined(separator: "\n\n") + "\n"
  }

  private static func header(_ fileName: String) -> String {
    """
    // Generated from \(fileName) by RingKernelSyntax; do not edit. RK_RECORD=1 swift test writes it anew.
    // swift-format-ignore-file
    """
  }

  private static func expand(
    _ target: AttributedDeclarations.Target,
    names: DeclaredTypes,
    place: SourceLocation
  ) -> Reading<PrintedExtension> {
    switch target.kind {
    case .device: return expandDevice(target, place: place)
    case .message:
      let reading = MessageDescription.read(target.declaration, attribute: target.attribute, site: target.site)
      return Reading(
        reading.description.map { print($0, names) },
        reading.problems + problemsElsewhere(target, needsInit: false)
      )
    case .kernel:
      let reading = KernelDescription.read(
        target.declaration,
        attribute: target.attribute,
        site: target.site,
        line: place.line,
        column: place.column
      )
      let needsInit = reading.description?.needsInitializer == true
      return Reading(
        reading.description.map { print($0, names) },
        reading.problems + problemsElsewhere(target, needsInit: needsInit)
      )
    }
  }

  /// Kernels, device functions and device types: what the macros write, where an extension or another file may stand.
  private static func expandDevice(
    _ target: AttributedDeclarations.Target,
    place: SourceLocation
  ) -> Reading<PrintedExtension> {
    guard let declaration = target.declaration.as(DeclSyntax.self) else { return Reading(nil, []) }
    let expansion = DeviceExpansion.make(declaration, site: target.site, line: place.line, column: place.column)
    let outer = target.site.enclosingTypes
    let name = declaration.asProtocol((any NamedDeclSyntax).self)?.name.text ?? ""
    let modifiers = declaration.asProtocol((any WithModifiersSyntax).self)?.modifiers
    let isType = !declaration.is(FunctionDeclSyntax.self)
    let text: String
    if isType {
      let extended = (outer + [name]).joined(separator: ".")
      text = extensionText(of: extended, conformsTo: "DeviceType", members: expansion.declarations)
    } else if outer.isEmpty {
      text = expansion.declarations.joined(separator: "\n\n")
    } else {
      text = extensionText(of: outer.joined(separator: "."), conformsTo: nil, members: expansion.declarations)
    }
    let printed = PrintedExtension(
      text: text,
      access: modifiers.flatMap(AccessLevel.init) ?? .internal,
      isForDevices: true,
      isCalled: !isType && target.attribute.attributeName.trimmedDescription.hasSuffix("Kernel")
    )
    return Reading(printed, expansion.problems + (isType ? notSendable(declaration) : []))
  }

  /// What a macro can add because its expansion counts as the same file, and an extension elsewhere cannot.
  private static func problemsElsewhere(_ target: AttributedDeclarations.Target, needsInit: Bool) -> [Diagnostic] {
    guard let declaration = target.declaration.as(StructDeclSyntax.self) else { return [] }
    let name = declaration.name
    return notSendable(DeclSyntax(declaration))
      + (needsInit ? [Diagnostic(.publicInitializer(name.text), at: name)] : [])
  }

  /// Only the file of a type can say that it is Sendable.
  private static func notSendable(_ declaration: DeclSyntax) -> [Diagnostic] {
    guard let type = declaration.asProtocol((any DeclGroupSyntax).self),
      let named = declaration.asProtocol((any NamedDeclSyntax).self)
    else { return [] }
    let conformances = type.inheritanceClause?.inheritedTypes.map(\.type.trimmedDescription) ?? []
    let isSendable = conformances.contains("Sendable") || conformances.contains("Swift.Sendable")
    return isSendable ? [] : [Diagnostic(.sendableElsewhere(named.name.text), at: named.name)]
  }

  private static func print(_ message: MessageDescription, _ names: DeclaredTypes) -> PrintedExtension {
    let layout = message.layout { names.spell($0, in: message.extendedName) }
    return PrintedExtension(
      text: extensionText(
        of: message.extendedName,
        conformsTo: "RingMessage",
        members: [layout, message.reader, message.writer]
      ),
      access: message.access
    )
  }

  private static func print(_ kernel: KernelDescription, _ names: DeclaredTypes) -> PrintedExtension {
    let members = kernel.members(
      spell: { names.spell($0, in: kernel.extendedName) },
      respell: { names.spell(Syntax(DeclSyntax(stringLiteral: $0)), in: kernel.extendedName) }
    )
    return PrintedExtension(
      text: extensionText(of: kernel.extendedName, conformsTo: kernel.conformance, members: members),
      access: kernel.access,
      isForDevices: kernel.device != nil
    )
  }
}

/// One extension of the result and how far its members can be seen.
private struct PrintedExtension {
  let text: String
  let access: AccessLevel
  var isForDevices = false
  var isCalled = false
}
#endif
