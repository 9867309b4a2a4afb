/// A row of the intrinsic table: everything that is said about an intrinsic apart from its meaning on the interpreter
/// and its spelling per dialect, which are keyed by `id`.
public struct Intrinsic: Sendable, Hashable {
  /// Stable name; also the Swift name, unless `swiftName` says otherwise.
  public var id: IntrinsicID
  /// Name that kernel code calls.
  public var swiftName: String
  /// Chapter of the documentation.
  public var category: Category
  /// Types of the operands, `T` being one type for the whole call.
  public var parameters: [TypePattern]
  /// Argument labels in Swift; empty for none.
  public var labels: [String]
  /// Type of the result.
  public var result: TypePattern
  /// What `T` may be.
  public var generic: TypeClass
  /// Pure, or what it does.
  public var effect: Effect
  /// What the device must be able to do, besides what its types need.
  public var needs: Set<Capability>
  /// One sentence for the documentation.
  public var summary: String
  /// Why no executor of kernels runs it, an engine's own tests do; nil: every row needs a case in the corpus.
  public var engineOnly: String?
  /// Why kernel code cannot call it; nil: it can.
  public var refusal: String?

  /// Largest difference from the interpreter that tests allow on any device, in units in the last place of a `Float`;
  /// nil: none.
  public var ulp: Double? {
    let most = IntrinsicAccuracy.Target.allCases.compactMap { target in
      IntrinsicAccuracy.row(id)?.difference(.f32, on: target)?.ulps
    }.max()
    return most == 0 ? nil : most
  }

  /// Chapters.
  public enum Category: String, Sendable, Hashable, CaseIterable {
    case synchronisation, fence, atomic, math, trigonometry, hyperbolic, exponential, classification
    case subgroup, bits, memory, special, timing, reduction, stencil, ring, context
  }

  /// What it does besides giving a value.
  public enum Effect: Sendable, Hashable {
    /// Nothing.
    case pure
    /// Reads or writes memory through a place or the context.
    case memory
    /// All threads of the subgroup take part.
    case subgroup
    /// All threads of the block take part, and memory of the block becomes visible.
    case barrier
  }

  /// Classes of types.
  public enum TypeClass: Sendable, Hashable {
    /// The call has no `T`.
    case none
    case float
    case integer
    case number
    /// 32-bit integers.
    case word
    /// 32- and 64-bit integers.
    case atomicInteger
    /// 32- and 64-bit integers, f32.
    case atomicNumber
    case any
  }

  /// Type of an operand or a result.
  public enum TypePattern: Sendable, Hashable {
    /// The call's own type; math takes vectors of it lane by lane.
    case generic
    /// A place that holds a `T`.
    case place
    /// This type.
    case fixed(KernelType)
    /// A vector or tuple of two `T`.
    case pair
    /// An unsigned integer of `T`'s width.
    case bits
    /// Nothing.
    case none
  }
}
