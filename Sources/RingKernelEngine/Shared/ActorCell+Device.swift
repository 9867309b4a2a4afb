internal import RingKernelCore
internal import RingKernelIR

// An actor's state and row as a device has them.
extension ActorCell {
  /// The actor's type as the kernel compiler sees it.
  ///
  /// - Throws: `actorNotPortable` for one that runs on the CPU only.
  func portableType(for backend: BackendKind) throws(RingKernelError) -> any DeviceActor.Type {
    guard let type = deviceType else {
      throw RingKernelError(.actorNotPortable, "It has no form for \(backend.rawValue).", kernel: kernelID)
    }
    return type
  }

  /// The state in whole words.
  ///
  /// - Parameter count: Words, at least as many as the state fills.
  func stateWords(_ count: Int) -> [UInt32] {
    var words = [UInt32](repeating: 0, count: count)
    unsafe words.withUnsafeMutableBytes { unsafe $0.copyMemory(from: UnsafeRawBufferPointer(stateBytes)) }
    return words
  }

  /// Takes the state back, where the control path reads it.
  func takeState(_ words: [UInt32]) {
    unsafe words.withUnsafeBytes { bytes in
      let target = unsafe stateBytes
      unsafe target.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[..<target.count]))
    }
  }

  /// What the host knows for a row; counters that the device keeps are zero.
  ///
  /// - Parameters:
  ///   - state: First word of the state.
  ///   - stride: Words from one of its messages to the next.
  ///   - program: Number of its program.
  ///   - spill: The ring where its own messages wait for room.
  ///   - budget: Messages that it may handle in a turn.
  func row(state: Int, flags: UInt32, stride: Int, program: Int, spill: RingRow?, budget: Int) -> [UInt32] {
    typealias Row = EngineLayout.Actor
    let options = launchOptions
    var words = [UInt32](repeating: 0, count: EngineLayout.Table.rowWords)
    words[Row.state] = UInt32(state)
    words[Row.flags] = flags
    words[Row.index] = index
    words[Row.replica] = UInt32(replica)
    words[Row.gridSize] = UInt32(options.gridSize)
    words[Row.blockSize] = UInt32(options.threads)
    words[Row.stride] = UInt32(stride)
    words[Row.stamps] = options.causalOrder ? 1 : 0
    words[Row.drift] = UInt32(truncatingIfNeeded: driftUnits)
    words[Row.drift + 1] = UInt32(truncatingIfNeeded: driftUnits >> 32)
    words[Row.budget] = UInt32(budget)
    words[Row.program] = UInt32(program)
    words[Row.spill] = UInt32(spill?.row ?? 0)
    return words
  }
}
