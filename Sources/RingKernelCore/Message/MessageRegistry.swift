internal import RingKernelABI

/// Every message type of the process that a kernel has used, so that two types never share an id unnoticed.
enum MessageRegistry {
  private static let layouts = Lock<[UInt64: MessageLayout]>([:])

  /// Remembers `layout`.
  ///
  /// - Throws: `typeIDCollision` when another type has its id.
  static func register(_ layout: MessageLayout) throws(RingKernelError) {
    let other = layouts.withLock { layouts -> MessageLayout? in
      if let known = layouts[layout.typeID.rawValue] { return known }
      layouts[layout.typeID.rawValue] = layout
      return nil
    }
    guard let other, other.name != layout.name || other.fingerprint != layout.fingerprint else { return }
    throw RingKernelError(
      .typeIDCollision,
      "\(other.name) \(other.signature) and \(layout.name) \(layout.signature) both have \(layout.typeID)."
    )
  }

  /// The name behind a type id, or the id itself.
  static func name(of typeID: UInt64) -> String {
    layouts.withLock { $0[typeID]?.name } ?? hex(typeID)
  }
}
