#if Macros
import SwiftDiagnostics
import SwiftSyntax

/// One stored property of a struct.
struct StoredProperty {
  let declaration: VariableDeclSyntax
  let binding: PatternBindingSyntax
  let pattern: IdentifierPatternSyntax
  /// Written type, its own or the one that `var a, b: UInt32` writes once for both.
  let type: TypeSyntax?

  /// As written, with backticks where the source has them.
  var identifier: String { pattern.identifier.text }
  /// Without backticks.
  var name: String { identifier.filter { $0 != "`" } }
  var value: ExprSyntax? { binding.initializer?.value }
  var isConstant: Bool { declaration.bindingSpecifier.tokenKind == .keyword(.let) && value != nil }

  /// All stored properties of `declaration`, in order; what only looks like one is a problem.
  static func all(in declaration: StructDeclSyntax) -> (properties: [StoredProperty], problems: [Diagnostic]) {
    var properties: [StoredProperty] = []
    var problems: [Diagnostic] = []
    for variable in variables(in: declaration.memberBlock.members) {
      let types = writtenTypes(of: variable.bindings)
      for (binding, type) in zip(variable.bindings, types) where !isComputed(binding) {
        guard let pattern = binding.pattern.as(IdentifierPatternSyntax.self) else {
          problems.append(
            Diagnostic(.notPlain(binding.pattern.trimmedDescription, because: .destructured), at: binding.pattern)
          )
          continue
        }
        let property = StoredProperty(declaration: variable, binding: binding, pattern: pattern, type: type)
        let faults = property.faults
        problems += faults
        if faults.isEmpty { properties.append(property) }
      }
    }
    for variable in conditionalVariables(in: declaration.memberBlock.members) {
      for binding in variable.bindings where !isComputed(binding) {
        problems.append(Diagnostic(.conditionalField(binding.pattern.trimmedDescription), at: variable))
      }
    }
    return (properties, problems)
  }

  private static func variables(in members: MemberBlockItemListSyntax) -> [VariableDeclSyntax] {
    members.compactMap { $0.decl.as(VariableDeclSyntax.self) }
      .filter { variable in
        !variable.modifiers.contains { [.keyword(.static), .keyword(.class)].contains($0.name.tokenKind) }
      }
  }

  private static func conditionalVariables(in members: MemberBlockItemListSyntax) -> [VariableDeclSyntax] {
    members.compactMap { $0.decl.as(IfConfigDeclSyntax.self) }
      .flatMap(\.clauses)
      .compactMap { $0.elements?.as(MemberBlockItemListSyntax.self) }
      .flatMap { variables(in: $0) + conditionalVariables(in: $0) }
  }

  /// The type of each binding: a binding with neither type nor value takes that of the next one.
  private static func writtenTypes(of bindings: PatternBindingListSyntax) -> [TypeSyntax?] {
    var following: TypeSyntax?
    var types: [TypeSyntax?] = []
    for binding in bindings.reversed() {
      let own = binding.typeAnnotation?.type
      let type = own ?? (binding.initializer == nil ? following : nil)
      types.append(type)
      following = type
    }
    return types.reversed()
  }

  private static func isComputed(_ binding: PatternBindingSyntax) -> Bool {
    guard let block = binding.accessorBlock else { return false }
    guard case .accessors(let accessors) = block.accessors else { return true }
    return !accessors.contains { isObserver($0) }
  }

  fileprivate static func isObserver(_ accessor: AccessorDeclSyntax) -> Bool {
    [.keyword(.willSet), .keyword(.didSet)].contains(accessor.accessorSpecifier.tokenKind)
  }
}

// What keeps a property from being plain.
extension StoredProperty {
  /// Attributes that leave the storage as it is.
  private static let harmlessAttributes: Set<String> = [
    "available", "usableFromInline", "inlinable", "safe", "unsafe", "_spi", "_documentation", "nonobjc",
  ]

  fileprivate var faults: [Diagnostic] {
    var faults: [Diagnostic] = []
    if let block = binding.accessorBlock {
      let plain = binding.with(\.accessorBlock, nil)
      faults.append(
        Diagnostic(
          .notPlain(name, because: .observed),
          at: block,
          fixIts: [RingFixIt.replace("remove the observers", binding, with: plain)]
        )
      )
    }
    for modifier in declaration.modifiers {
      switch modifier.name.tokenKind {
      case .keyword(.lazy): faults.append(fault(.lazy, at: modifier))
      case .keyword(.weak), .keyword(.unowned):
        faults.append(Diagnostic(.notPlain(name, because: .reference), at: modifier))
      default: continue
      }
    }
    for case .attribute(let attribute) in declaration.attributes
    where !Self.harmlessAttributes.contains(attribute.attributeName.trimmedDescription) {
      faults.append(Diagnostic(.notPlain(name, because: .wrapped), at: attribute))
    }
    return faults
  }

  private func fault(_ fault: PropertyFault, at modifier: DeclModifierSyntax) -> Diagnostic {
    let others = declaration.modifiers.filter { $0.id != modifier.id }
    var plain = declaration.with(\.modifiers, others)
    plain.leadingTrivia = declaration.leadingTrivia
    return Diagnostic(
      .notPlain(name, because: fault),
      at: modifier,
      fixIts: [RingFixIt.replace("remove '\(modifier.name.text)'", declaration, with: plain)]
    )
  }
}
#endif
