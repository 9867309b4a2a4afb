/// Everything that is printed into one program: types, resources, functions and one entry.
public struct KernelModule: Sendable, Hashable {
  /// Name of the kernel or actor in Swift.
  public var name: String
  /// Named types with their layouts.
  public var types: TypeTable
  /// Memory that the program uses.
  public var resources: [Resource]
  /// Functions, callees before callers; the last one is the entry.
  public var functions: [KernelFunction]
  /// What the entry is.
  public var entry: Entry
  /// Places that can fail.
  public var sites: [FailureSite]
  /// What the device must be able to do.
  public var needs: Set<Capability>
  /// Threads of a block where the kernel fixes them, x y z.
  public var blockSize: [Int]?
  /// Whether a failing thread goes on.
  ///
  /// In a masked module `check` and `fail` record the failure and fall through, because
  /// the thread has barriers to meet. The statements after them are guarded already (`FailureMasking`).
  public var isMasked: Bool

  /// Makes a module.
  public init(
    name: String,
    types: TypeTable = TypeTable(),
    resources: [Resource] = [],
    functions: [KernelFunction] = [],
    entry: Entry = .kernel,
    sites: [FailureSite] = [],
    needs: Set<Capability> = [],
    blockSize: [Int]? = nil,
    isMasked: Bool = false
  ) {
    self.name = name
    self.types = types
    self.resources = resources
    self.functions = functions
    self.entry = entry
    self.sites = sites
    self.needs = needs
    self.blockSize = blockSize
    self.isMasked = isMasked
  }

  /// What a module's last function is.
  public enum Entry: Sendable, Hashable {
    /// Run by every thread of a launch; the parameters are scalars or structs.
    case kernel
    /// Run once a message; the function's one parameter is the message, its result the reply.
    case handler(message: String, reply: String?)
  }
}

/// A function.
///
/// Parameters are the first locals.
public struct KernelFunction: Sendable, Hashable {
  /// Name in Swift, made unique by a number where overloaded.
  public var name: String
  /// Types of the parameters; `inout` ones are copied in and out.
  public var parameters: [Parameter]
  /// Type of the result.
  public var result: KernelType
  /// Parameters, then every other local.
  public var locals: [Local]
  /// What it does.
  public var body: [Statement]
  /// Line of the declaration.
  public var line: Int

  /// Makes a function.
  public init(
    name: String,
    parameters: [Parameter] = [],
    result: KernelType = .void,
    locals: [Local] = [],
    body: [Statement] = [],
    line: Int = 0
  ) {
    self.name = name
    self.parameters = parameters
    self.result = result
    self.locals = locals
    self.body = body
    self.line = line
  }

  /// A parameter.
  public struct Parameter: Sendable, Hashable {
    /// Name inside the function.
    public var name: String
    /// Type of the value.
    public var type: KernelType
    /// Whether changes reach the caller.
    public var isInout: Bool

    /// Makes a parameter.
    public init(_ name: String, _ type: KernelType, isInout: Bool = false) {
      self.name = name
      self.type = type
      self.isInout = isInout
    }
  }

  /// A local.
  public struct Local: Sendable, Hashable {
    /// Name in Swift, `t` for temporaries; dialects make it unique.
    public var name: String
    /// Type of the value.
    public var type: KernelType

    /// Makes a local.
    public init(_ name: String, _ type: KernelType) {
      self.name = name
      self.type = type
    }
  }
}

/// Memory that a program uses.
public struct Resource: Sendable, Hashable {
  /// Name in Swift.
  public var name: String
  /// Type of one element.
  public var element: KernelType
  /// Which memory.
  public var kind: Kind
  /// Whether atomics touch it: such memory holds atomics only.
  public var isAtomic: Bool

  /// Makes a resource.
  public init(_ name: String, _ element: KernelType, _ kind: Kind, isAtomic: Bool = false) {
    self.name = name
    self.element = element
    self.kind = kind
    self.isAtomic = isAtomic
  }

  /// Which memory.
  public enum Kind: Sendable, Hashable {
    /// Device memory of `rank` axes, x fastest; elements and extents come with the launch.
    case buffer(isMutable: Bool, rank: Int)
    /// Memory of the block, zero at its start.
    case shared(count: Int)
    /// The actor's resident state: one value.
    case state
  }
}

/// Why a kernel ended early.
public enum FailureCode: UInt32, Sendable, Hashable, CaseIterable {
  case indexOutOfRange = 1
  case overflow = 2
  case divisionByZero = 3
  case conversion = 4
  /// `throw context.failure("…")`.
  case explicit = 5
  /// A range whose end is before its start, a stride of 0.
  case range = 6
  /// A loop of a handler that ran longer than its bound.
  case loopLimit = 7
}

/// A place in the source that can fail; the device reports its number.
public struct FailureSite: Sendable, Hashable {
  /// What goes wrong there.
  public var code: FailureCode
  /// Line in the Swift file.
  public var line: Int
  /// Column in UTF-8 bytes.
  public var column: Int
  /// What the values are called: `index`, `count`; the text pieces of an explicit failure.
  public var labels: [String]

  /// Makes a site.
  public init(_ code: FailureCode, line: Int, column: Int, labels: [String] = []) {
    self.code = code
    self.line = line
    self.column = column
    self.labels = labels
  }
}

/// What a device must be able to do beyond 32-bit numbers.
public enum Capability: String, Sendable, Hashable, CaseIterable {
  case float16, float64
  case int64
  case atomics64
  case floatAtomics
  case subgroups
  case gridBarrier
  case clock
  case nanosleep
}
