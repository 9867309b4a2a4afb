internal import RingKernelABI
internal import RingKernelCompute

/// A kernel type with its types erased: what the engine needs to make and run an actor of it.
@safe
public final class KernelProgram: @unchecked Sendable {
  // Safety: the tables are written by `init` only.
  @safe
  struct Row: Sendable {
    let typeID: UInt64
    let message: MessageLayout
    let reply: MessageLayout?
    let body: HandlerBody
    let probe: PayloadProbe

    /// Decodes the payload of bytes at rest and throws it away.
    func decodes(_ bytes: [UInt8]) throws(MessageError) {
      let outcome = unsafe bytes.withUnsafeBytes { raw -> Result<Void, MessageError> in
        guard let base = raw.baseAddress else { return .failure(.truncated(needed: 1, available: 0)) }
        do throws(MessageError) {
          return .success(unsafe try probe(base + ABI.headerBytes, raw.count - ABI.headerBytes))
        } catch { return .failure(error) }
      }
      try outcome.get()
    }
  }

  /// Name for launches by string.
  public let name: String
  let rows: [Row]
  /// The rows again, where the message path reads them without touching a reference count.
  private let table: UnsafeMutablePointer<Row>
  private let typeIDs: UnsafeMutablePointer<UInt64>
  private let replyTypeIDs: UnsafeMutablePointer<UInt64>
  let stateType: ObjectIdentifier
  /// The type again where its handlers stay within the kernel language.
  let deviceType: (any DeviceActor.Type)?
  let stateBytes: Int
  let stateAlignment: Int
  let emits: [MessageLayout]
  /// Threads that run each handler together; nil for one.
  let threadsPerMessage: Int?
  private let initialize: @Sendable (UnsafeMutableRawPointer, Int) -> Void

  /// Erases `Kernel`; `makeState` gives the initial state of each replica.
  init<Kernel: KernelActor>(
    _ kernel: Kernel.Type,
    makeState: @escaping @Sendable (Int) -> Kernel
  ) throws(RingKernelError) {
    name = Kernel.kernelName
    rows = Kernel.handlers.map {
      unsafe Row(
        typeID: $0.message.typeID.rawValue,
        message: $0.message,
        reply: $0.reply,
        body: $0.body,
        probe: $0.probe
      )
    }
    unsafe table = .allocate(capacity: max(rows.count, 1))
    unsafe typeIDs = .allocate(capacity: max(rows.count, 1))
    unsafe replyTypeIDs = .allocate(capacity: max(rows.count, 1))
    for (place, row) in rows.enumerated() {
      unsafe (table + place).initialize(to: row)
      unsafe (typeIDs + place).initialize(to: row.typeID)
      unsafe (replyTypeIDs + place).initialize(to: row.reply?.key.typeID ?? 0)
    }
    stateType = ObjectIdentifier(kernel)
    deviceType = kernel as? any DeviceActor.Type
    stateBytes = MemoryLayout<Kernel>.size
    stateAlignment = MemoryLayout<Kernel>.alignment
    emits = Kernel.emits.map { $0.layout }
    threadsPerMessage = Kernel.threadsPerMessage
    unsafe initialize = { memory, replica in
      unsafe memory.bindMemory(to: Kernel.self, capacity: 1).initialize(to: makeState(replica))
    }
    if let function = deviceType?.deviceDefinition.recursiveFunction {
      throw RingKernelError(ErrorCode(1109), "\(function) calls itself; use a loop.", kernel: name)
    }
    guard !rows.isEmpty else {
      throw RingKernelError(.invalidConfiguration, "The kernel has no handler.", kernel: name)
    }
    for (place, row) in rows.enumerated() {
      if let other = rows[..<place].first(where: { $0.typeID == row.typeID }) {
        throw RingKernelError(
          .typeIDCollision,
          "\(other.message.name) and \(row.message.name) both have \(row.message.typeID).",
          kernel: name
        )
      }
    }
    for layout in layouts { try MessageRegistry.register(layout) }
  }

  /// Every message that goes in or out.
  var layouts: [MessageLayout] { rows.map(\.message) + rows.compactMap(\.reply) + emits }
  /// Payload bytes of the largest message that is handled.
  var largestInput: Int { rows.map(\.message.payloadBytes).max() ?? 0 }
  /// Payload bytes of the largest message that comes out.
  var largestOutput: Int { (rows.compactMap(\.reply) + emits).map(\.payloadBytes).max() ?? 0 }

  deinit {
    unsafe table.deinitialize(count: rows.count).deallocate()
    unsafe typeIDs.deallocate()
    unsafe replyTypeIDs.deallocate()
  }

  /// Place of the row for a message type.
  @inline(__always) func place(of typeID: UInt64) -> Int? {
    for place in 0..<rows.count where unsafe typeIDs[place] == typeID { return place }
    return nil
  }

  /// Type id of the answer that the row at `place` returns; 0 when it returns none.
  @inline(__always) func replyTypeID(at place: Int) -> UInt64 { unsafe replyTypeIDs[place] }

  /// The row for a message type.
  func row(for typeID: UInt64) -> Row? { place(of: typeID).map { rows[$0] } }

  /// Code of the row at `place`.
  @inline(__always) @unsafe func body(at place: Int) -> HandlerBody { unsafe table[place].body }

  @unsafe func initializeState(_ memory: UnsafeMutableRawPointer, replica: Int) {
    unsafe initialize(memory, replica)
  }

  /// Names of the handled messages, for errors.
  var handledNames: String { rows.map(\.message.name).joined(separator: ", ") }
}
