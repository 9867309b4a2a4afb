/// A method, a member or a constant of Swift's own types that kernels may use.
///
/// The lowering takes no other, the printer of CPU bodies knows by these which calls are Swift's, the language page
/// lists them, and a test looks for a case of each in the corpus.
public struct SwiftMember: Sendable, Hashable {
  /// How it is written.
  public enum Kind: Sendable, Hashable {
    /// `value.name(…)`.
    case method
    /// `place.name(…)`, which changes the place.
    case change
    /// `value.name`.
    case property
    /// `T.name`.
    case constant
    /// `T.name(…)`.
    case function
  }

  /// What it is a member of.
  public enum Owner: String, Sendable, Hashable {
    case integers, floats, booleans = "`Bool`", vectors
    case floatVectors = "vectors of floats", integerVectors = "vectors of integers"
    case arrays = "`InlineArray`", boundedArrays = "`BoundedArray`"
    case buffers = "`Span`, `MutableSpan`"
    case fields, planes = "fields of two and three axes", volumes = "fields of three axes"
    case enumerations = "enums", times = "`HybridTime`"

    /// Whether values of a type have such members.
    func owns(_ type: KernelType, _ types: TypeTable) -> Bool {
      switch (self, type) {
      case (.integers, .scalar(let scalar)), (.integerVectors, .vector(let scalar, _)): scalar.isInteger
      case (.floats, .scalar(let scalar)), (.floatVectors, .vector(let scalar, _)): scalar.isFloat
      case (.booleans, .scalar(.bool)), (.arrays, .array): true
      case (.vectors, .vector(let scalar, _)): scalar != .bool
      case (.boundedArrays, _): types.bounded(type) != nil
      case (.times, _): type == .structure("HybridTime")
      case (.enumerations, .structure(let name)): types.enums[name] != nil
      default: false
      }
    }
  }

  /// How it is written.
  public let kind: Kind
  /// Its name.
  public let name: String
  /// Labels of its arguments, empty for none.
  public let labels: [String]
  /// What it is a member of.
  public let owner: Owner
  /// What it gives, in a few words.
  public let meaning: String

  init(_ kind: Kind, _ owner: Owner, _ spelled: String, _ meaning: String) {
    let parts = spelled.split(separator: "(")
    self.kind = kind
    self.owner = owner
    self.meaning = meaning
    name = String(parts[0])
    labels = parts.count == 1 ? [] : parts[1].dropLast().split(separator: ":").map { $0 == "_" ? "" : String($0) }
  }

  /// As Swift's documentation spells it.
  public var spelled: String {
    switch kind {
    case .property, .constant: name
    default: name + "(" + labels.map { ($0.isEmpty ? "_" : $0) + ":" }.joined() + ")"
    }
  }

  /// The member of this kind and name whose owner satisfies `owns`; `labels` nil for any.
  static func find(_ kinds: Set<Kind>, _ name: String, labels: [String]?, _ owns: (Owner) -> Bool) -> SwiftMember? {
    named[name]?.first { kinds.contains($0.kind) && (labels == nil || $0.labels == labels) && owns($0.owner) }
  }

  private static let named: [String: [SwiftMember]] = Dictionary(grouping: all, by: \.name)
}
