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
  /// Messages that handlers take, give or send, by their names in Swift.
  public var messages: [String: MessageType]
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
    messages: [String: MessageType] = [:],
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
    self.messages = messages
    self.sites = sites
    self.needs = needs
    self.blockSize = blockSize
    self.isMasked = isMasked
  }

  /// Where a program begins.
  public enum Entry: Sendable, Hashable {
    /// The last function, run by every thread of a launch; its parameters are scalars or structs.
    case kernel
    /// The handlers of an actor in the order of declaration, one of them run once a message.
    ///
    /// A batch of messages of one type needs the module of that handler alone.
    case actor([Handler])
  }

  /// The handlers; none for a kernel.
  public var handlers: [Handler] {
    if case .actor(let handlers) = entry { handlers } else { [] }
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
