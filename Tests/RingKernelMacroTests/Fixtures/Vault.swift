// A file as builds without macros see it: its attributes are comments, its conformances stand in Vault+RingKernel.swift.
import RingKernelCore

/// A namespace, so that the expansion has to spell nested names.
public enum Vault {
  enum Kind: UInt8, WireField { case open, close }

  // @RingMessage(domain: .banking, id: 3)
  struct Visit: Equatable, Sendable {
    var kind: Kind
    var keys: InlineArray<2, UInt32>

    static func == (left: Self, right: Self) -> Bool {
      left.kind == right.kind && left.keys[0] == right.keys[0] && left.keys[1] == right.keys[1]
    }
  }

  // @RingMessage
  /// Public, so that its conformance is public too.
  public struct Receipt: Equatable, Sendable {
    /// Counts from one.
    public var number: UInt64
  }

  // @RingKernel("vault", emits: [Receipt.self, Vault.Visit.self])
  /// Public with a written init: a macro would have added one.
  public struct Guard: Sendable {
    var visits: UInt64 = 0
    /// Nobody has come yet.
    public init() {}

    mutating func receive(_ visit: Visit, in context: inout RingContext) throws -> Receipt {
      visits += 1
      return Receipt(number: visits)
    }
    mutating func receive(_ receipt: Receipt, in context: inout RingContext) { visits = receipt.number }
  }
}
