public import RingKernelIR

/// What a handler's context is to the interpreter: the definition that engines on devices are compared with.
///
/// It holds what the engine knows when a message's turn comes, and collects what the handler asks for.
public struct HandlerContext: Sendable, Hashable {
  /// The header of the message.
  public var message: Message
  /// What the launch says of the actor.
  public var actor: Actor
  /// The actor's clock.
  public var clock: Clock
  /// Routes in the order of the launch.
  public var routes: [Route]
  /// Messages that find room in the spill ring.
  public var spillRoom: Int
  /// What the handlers asked for, in order; what was refused is not among it.
  public var operations: [EngineOperation] = []
  /// Whether the message was answered or handed on.
  public internal(set) var isAnswered = false
  /// Whether something waits in the spill ring.
  public internal(set) var isHeldBack = false
  /// Records for the host that this message may still make.
  var recordRoom = Int.max

  /// Makes a context.
  public init(
    message: Message = Message(),
    actor: Actor = Actor(),
    clock: Clock = Clock(),
    routes: [Route] = [],
    spillRoom: Int = .max
  ) {
    self.message = message
    self.actor = actor
    self.clock = clock
    self.routes = routes
    self.spillRoom = spillRoom
  }

  /// The header of a message.
  public struct Message: Sendable, Hashable {
    /// Its id.
    public var id: UInt64
    /// Correlation of the call that waits for an answer; 0: nobody waits.
    public var correlation: UInt64
    /// Index of the actor that sent it; 0: the host.
    public var source: UInt32
    /// Its stamp; 0: none.
    public var time: UInt64

    /// Makes a header.
    public init(id: UInt64 = 0, correlation: UInt64 = 0, source: UInt32 = 0, time: UInt64 = 0) {
      self.id = id
      self.correlation = correlation
      self.source = source
      self.time = time
    }
  }

  /// What the launch says of an actor.
  public struct Actor: Sendable, Hashable {
    /// Place among the replicas.
    public var replica: Int32
    /// Replicas.
    public var gridSize: Int32
    /// Threads that the launch asked for per message.
    public var blockSize: Int32
    /// Messages in the inbox, the current one included.
    public var inboxDepth: Int32
    /// Messages in the outbox.
    public var outboxDepth: Int32
    /// Whether the host wants the actor to stop.
    public var shouldTerminate: Bool

    /// Makes the description of an actor.
    public init(
      replica: Int32 = 0,
      gridSize: Int32 = 1,
      blockSize: Int32 = 1,
      inboxDepth: Int32 = 1,
      outboxDepth: Int32 = 0,
      shouldTerminate: Bool = false
    ) {
      self.replica = replica
      self.gridSize = gridSize
      self.blockSize = blockSize
      self.inboxDepth = inboxDepth
      self.outboxDepth = outboxDepth
      self.shouldTerminate = shouldTerminate
    }
  }

  /// What stands behind a route.
  public struct Route: Sendable, Hashable {
    /// Messages that each replica has room for; no replica: the route is not connected.
    public var room: [Int]
    /// Names of the messages that the destination handles.
    public var handled: Set<String>
    /// What happens when there is no room.
    public var overflow: EngineLayout.Overflow
    /// Messages that have gone round.
    public var turn: UInt32

    /// Makes a route.
    public init(
      room: [Int],
      handled: Set<String>,
      overflow: EngineLayout.Overflow = .wait,
      turn: UInt32 = 0
    ) {
      self.room = room
      self.handled = handled
      self.overflow = overflow
      self.turn = turn
    }
  }
}

/// Something that a handler asked its engine for.
public enum EngineOperation: Sendable, Hashable {
  /// An answer.
  case reply(Outgoing)
  /// A message for the outbox.
  case emit(Outgoing)
  /// A message for a replica behind a route: on its way, dropped or dead by the policy there.
  case send(Outgoing, route: Int, replica: Int, forwardingCall: Bool, SendCode)
  /// The end of the actor behind what is queued.
  case requestTermination

  /// A message that leaves the actor.
  public struct Outgoing: Sendable, Hashable {
    /// Its type in Swift.
    public var type: String
    /// Its payload as it stands in a slot.
    public var payload: [UInt8]
    /// Its stamp; 0: none.
    public var time: UInt64

    /// Makes a message.
    public init(_ type: String, _ payload: [UInt8], time: UInt64 = 0) {
      self.type = type
      self.payload = payload
      self.time = time
    }
  }
}
