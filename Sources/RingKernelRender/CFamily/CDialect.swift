internal import RingKernelIR

/// What two languages of the C family spell differently: the table that a walk over a module prints by.
struct CDialect: Sendable {
  let name: DialectName
  /// The language's own name.
  let title: String
  /// Lines that open every program.
  let opening: [String]
  let scalars: [ScalarType: String]
  /// Definitions of the names of scalars, where the language lacks them; printed when a program says the name.
  let definitions: [ScalarType: String]
  /// Words that no identifier may be, besides those of C++.
  let keywords: Set<String>
  /// What stands before a function that is no entry.
  let function: String
  /// What stands before an entry.
  let entry: String
  /// What stands before the type behind a pointer or reference into memory of the thread, the launch, the block, and
  /// before an array of the block.
  let thread: String, device: String, shared: String, sharedArray: String
  /// What stands behind the `*` of a buffer.
  let restrict: String
  /// What the words of a launch are to the entry, the context's pointer to them, and a count.
  let words: String, wordsPointer: String, count: String
  /// Suffix of 64-bit literals.
  let long: String
  /// Whether parameters of the entry say where they come from.
  let hasAttributes: Bool
  /// Whether the language has vectors of its own.
  let hasVectors: Bool
  /// Bytes of memory that a block can have.
  let sharedLimit: Int
  /// What the language lacks, in words.
  let lacks: [Capability: String]
  /// Parameters of the entry that say which thread runs, by name.
  let threadValues: [String: String]
  /// Indices and sizes, of an axis in a block of known or unknown sizes; what stands before thread values comes last.
  var builtin: @Sendable (Builtin, Int, [Int]?, String) -> Code
  /// The number of the running thread in its launch.
  let thisThread: @Sendable (String) -> (text: String, helper: CHelper)
  /// Records a failure, once a launch.
  let fail: CHelper
  /// The bits of a float, widened to 64 bits.
  let widened: @Sendable (String, ScalarType) -> (text: String, helper: CHelper?)
  /// A function of floats, by its name in C; nil where the language has none.
  let math: @Sendable (String, ScalarType) -> String?
  /// Pure intrinsics that are the language's own.
  let own: @Sendable (IntrinsicID, ScalarType) -> CSpelling?
  /// Intrinsics with an effect.
  var effect: @Sendable (CEffect) -> CCall?
  /// The bits of an operand as another type.
  let bits: @Sendable (String, ScalarType, ScalarType) -> (text: String, helper: CHelper?)
  /// A half-precision constant.
  let half: @Sendable (UInt16) -> String

  func scalar(_ type: ScalarType) -> String { scalars[type] ?? type.rawValue }

  static func of(_ name: DialectName) -> CDialect? {
    switch name {
    case .cuda: .cuda
    case .msl: .msl
    case .wgsl: nil
    }
  }
}

/// A piece of text that a program needs once.
struct CHelper {
  let name: String
  let text: String
}

/// How a pure intrinsic on one scalar type is spelled, `$0` for the first operand.
struct CSpelling {
  var pattern: String
  var level = Code.Level.primary
  /// What C takes the result for; nil for the type of the result.
  var carrier: ScalarType?
  var helper: CHelper?
  /// What the helper calls, in order.
  var needs: [CHelper] = []
  /// Whether it takes the language's own vectors as well.
  var takesVectors = false
}

extension CSpelling {
  /// The call of a helper that calls others.
  init(_ helper: CHelper, _ needs: [CHelper] = [], operands: String = "$0") {
    self.init(pattern: "\(helper.name)(\(operands))", helper: helper, needs: needs)
  }
}

/// An intrinsic with an effect, about to be spelled.
struct CEffect {
  let id: IntrinsicID
  /// The scalar that it is about.
  let type: ScalarType?
  /// Its operands; the first is the address of a place for those that take one.
  let operands: [String]
  /// The operands as they stand behind a cast or a sign.
  let tight: [String]
  /// The address space of that place.
  let space: String
  /// What stands before thread values and scratch arrays: `rk.` in functions.
  let prefix: String

  init(
    _ id: IntrinsicID,
    _ type: ScalarType? = nil,
    _ operands: [String] = [],
    tight: [String]? = nil,
    space: String = "",
    prefix: String = ""
  ) {
    self.id = id
    self.type = type
    self.operands = operands
    self.tight = tight ?? operands
    self.space = space
    self.prefix = prefix
  }

  /// The block's scratch array of a type: a number for each thread.
  func scratch(_ type: ScalarType) -> String { "\(prefix)rk_slots_\(type.rawValue)" }

  /// The failure record, whose reserved word counts arrivals at barriers of the grid.
  var record: String { prefix.isEmpty ? "rk_record" : "\(prefix)record" }
}

/// A call with an effect.
struct CCall {
  var text: String
  var helpers: [CHelper] = []

  init(_ text: String, _ helpers: CHelper?...) {
    self.text = text
    self.helpers = helpers.compactMap(\.self)
  }
}
