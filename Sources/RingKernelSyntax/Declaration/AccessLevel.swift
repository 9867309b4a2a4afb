#if Macros
package import SwiftSyntax

/// Access of a declaration, ordered from hidden to visible.
package enum AccessLevel: Int, Comparable, Sendable {
  case filePrivate, `internal`, package, `public`

  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

  /// The written access among `modifiers`, or nil; `private(set)` is not one.
  package init?(_ modifiers: DeclModifierListSyntax) {
    for modifier in modifiers where modifier.detail == nil {
      switch modifier.name.tokenKind {
      case .keyword(.public), .keyword(.open): self = .public
      case .keyword(.package): self = .package
      case .keyword(.internal): self = .internal
      case .keyword(.private), .keyword(.fileprivate): self = .filePrivate
      default: continue
      }
      return
    }
    return nil
  }

  /// What to write before a member: nothing for internal, and nothing for a member of a hidden type,
  /// which its type hides already.
  package var prefix: String {
    switch self {
    case .public: "public "
    case .package: "package "
    case .internal, .filePrivate: ""
    }
  }
}
#endif
