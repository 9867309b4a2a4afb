internal import RingKernelABI

/// A kernel type with its types erased: what the engine needs to make and run an actor of it.
@safe
public final class KernelProgram: Sendable {
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
  let stateType: ObjectIdentifier
  let stateBytes: Int
  let stateAlignment: Int
  let emits: [MessageLayout]
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
    stateType = ObjectIdentifier(kernel)
    stateBytes = MemoryLayout<Kernel>.size
    stateAlignment = MemoryLayout<Kernel>.alignment
    emits = Kernel.emits.map { $0.layout }
    unsafe initialize = { memory, replica in
      unsafe memory.bindMemory(to: Kernel.self, capacity: 1).initialize(to: makeState(replica))
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

  @inline(__always) func row(for typeID: UInt64) -> Row? {
    for row in rows where row.typeID == typeID { return row }
    return nil
  }

  @unsafe func initializeState(_ memory: UnsafeMutableRawPointer, replica: Int) {
    unsafe initialize(memory, replica)
  }

  /// Names of the handled messages, for errors.
  var handledNames: String { rows.map(\.message.name).joined(separator: ", ") }
}
