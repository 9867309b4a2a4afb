/// What a text is printed for, beyond its dialect.
public struct RenderOptions: Sendable, Hashable {
  /// Threads of a block along x, y, z, which WGSL has in the text; a kernel that fixes its own keeps them.
  public var block: [Int]
  /// What the adapter can do; WGSL only.
  public var features: Set<WGSLFeature>
  /// Bytes of shared memory that the adapter has; WGSL only.
  public var sharedBytes: Int
  /// Threads of a block that the adapter can run; WGSL only.
  public var threadsPerBlock: Int
  /// Whether a kernel zeroes its shared memory itself, for drivers that leave it as it was; WGSL only.
  public var clearsSharedMemory: Bool
  /// Whether compilers of WGSL may fuse and reorder sums and products of floats, as the standard lets them.
  ///
  /// Otherwise what one operation hands to the next goes through an or with a word that is zero, which they do not know.
  public var allowsReordering: Bool
  /// Whether an actor is printed as the program of an engine (`Design/0006`); otherwise as a batch of one handler.
  public var isEngine: Bool

  /// Makes options; without arguments for what every adapter of WebGPU has.
  public init(
    block: [Int] = [64, 1, 1],
    features: Set<WGSLFeature> = [],
    sharedBytes: Int = 16384,
    threadsPerBlock: Int = 1024,
    clearsSharedMemory: Bool = false,
    allowsReordering: Bool = false,
    isEngine: Bool = false
  ) {
    self.block = Array((block + [1, 1, 1]).prefix(3))
    self.features = features
    self.sharedBytes = sharedBytes
    self.threadsPerBlock = threadsPerBlock
    self.clearsSharedMemory = clearsSharedMemory
    self.allowsReordering = allowsReordering
    self.isEngine = isEngine
  }

  /// Everything in the same words in every process: a set comes in another order in each.
  package var words: [String] {
    var plain = self
    plain.features = []
    return ["\(plain)"] + features.map(\.rawValue).sorted()
  }
}

/// What some adapters of WebGPU can do beyond the standard.
///
/// 16-bit floats need nothing: they are held in 32 bits and rounded after every operation, on every adapter alike.
public enum WGSLFeature: String, Sendable, Hashable, CaseIterable {
  /// `i64` and `u64`; without them pairs of words take their place.
  case int64
  /// Atomics of 64-bit integers; needs `int64`.
  case int64Atomics
  /// Subgroup operations.
  case subgroups
  /// The text says which extensions it uses (`enable subgroups;`), as Tint demands and naga does not know.
  case directives
}
