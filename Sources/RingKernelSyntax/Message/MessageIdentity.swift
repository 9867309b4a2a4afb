#if Macros
import SwiftDiagnostics
import SwiftSyntax

/// The id that an attribute asks for.
enum MessageIdentity {
  case hashed
  case explicit(id: String)
  case domain(String, id: String)

  /// Swift that makes the id, or nil where the layout hashes the name.
  var expression: String? {
    switch self {
    case .hashed: nil
    case .explicit(let id): "MessageTypeID(rawValue: \(id))"
    case .domain(let domain, let id): "MessageTypeID(\(domain), \(id))"
    }
  }

  /// Reads `@RingMessage`, `@RingMessage(id: 42)` and `@RingMessage(domain: .fraudDetection, id: 7)`.
  static func read(_ attribute: AttributeSyntax) -> Reading<MessageIdentity> {
    let arguments = attribute.arguments?.as(LabeledExprListSyntax.self) ?? []
    let domain = arguments.first { $0.label?.text == "domain" }?.expression
    let id = arguments.first { $0.label?.text == "id" }?.expression
    var problems: [Diagnostic] = []
    if let domain, caseName(of: domain) == nil {
      problems.append(Diagnostic(.idArgument(domain.trimmedDescription, because: .notDomain), at: domain))
    }
    guard let id else {
      guard let domain else { return Reading(.hashed, problems) }
      problems.append(Diagnostic(.idArgument(domain.trimmedDescription, because: .domainWithoutID), at: domain))
      return Reading(nil, problems)
    }
    let text = id.trimmedDescription
    if let fault = fault(of: id, domain: domain.flatMap(caseName)) {
      problems.append(Diagnostic(.idArgument(text, because: fault), at: id))
    }
    let identity: Self = domain.map { .domain($0.trimmedDescription, id: text) } ?? .explicit(id: text)
    return Reading(identity, problems)
  }

  private static func caseName(of domain: ExprSyntax) -> String? {
    guard let access = domain.as(MemberAccessExprSyntax.self) else { return nil }
    let base = access.base?.trimmedDescription
    return base == nil || base?.hasSuffix("Domain") == true ? access.declName.baseName.text : nil
  }

  private static func fault(of id: ExprSyntax, domain: String?) -> IDFault? {
    guard let literal = id.as(IntegerLiteralExprSyntax.self) else { return .notLiteral }
    guard let value = value(of: literal.literal.text), value < 1 << 63 else { return .tooLarge }
    switch domain {
    case nil: return nil
    // Ids of this domain start at 10,000 and end where hashed ids begin.
    case "custom": return value < (1 << 63) - 10_000 ? nil : .tooLarge
    default: return value < 100 ? nil : .outsideDomain
    }
  }

  /// The value of a literal; nil when it does not fit in 64 bits.
  private static func value(of literal: String) -> UInt64? {
    let digits = literal.filter { $0 != "_" }
    return switch digits.prefix(2) {
    case "0x": UInt64(digits.dropFirst(2), radix: 16)
    case "0o": UInt64(digits.dropFirst(2), radix: 8)
    case "0b": UInt64(digits.dropFirst(2), radix: 2)
    default: UInt64(digits)
    }
  }
}
#endif
