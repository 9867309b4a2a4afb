internal import RingKernelABI
internal import RingKernelCore
internal import RingKernelIR

/// Whoever hands the records of a device to the cells that they are about: the same on every device.
protocol RecordTaker: AnyObject {
  /// The actor whose row begins at a word of the table.
  func cell(atRow row: Int) -> ActorCell?
}

extension RecordTaker {
  /// Hands a record of an actor over; true for that of a turn, which is the taker's own.
  @unsafe func deliver(
    _ record: UnsafeBufferPointer<UInt32>,
    of cell: ActorCell,
    _ program: EpochProgram
  ) -> Bool {
    typealias Record = EngineLayout.Record
    guard let start = record.baseAddress else { return false }
    let body = unsafe UnsafeRawPointer(start + Record.headWords)
    let auxiliary = unsafe Int(record[Record.auxiliary])
    switch EngineLayout.RecordKind(rawValue: unsafe record[Record.kind]) {
    case .reply: unsafe cell.answer(body)
    case .emitted: unsafe cell.emit(body)
    case .failed: unsafe fail(start + Record.headWords, cell, program)
    case .unanswered:
      let header = unsafe body.loadUnaligned(as: SlotHeader.self)
      cell.leaveUnanswered(header.correlation_id, typeID: header.type_id)
    case .turn: return true
    case .termination: cell.askForTermination()
    case .expired: unsafe cell.setAsideOnDevice(body, .deadlineExpired)
    case .undeliverable: unsafe self.cell(atRow: auxiliary)?.refuse(body, .queueFull)
    case .dropped: unsafe self.cell(atRow: auxiliary)?.refuse(body, nil)
    case nil: break
    }
    return false
  }

  @unsafe private func fail(_ words: UnsafePointer<UInt32>, _ cell: ActorCell, _ program: EpochProgram) {
    typealias Failure = EngineLayout.Failure
    let values = (0..<2).map { number in
      unsafe wide(words, Failure.values + 2 * number)
    }
    let error = unsafe program.error(
      words[Failure.code],
      site: words[Failure.site],
      values: values,
      thread: words[Failure.thread],
      kernel: cell.kernelID,
      isConnected: { number in
        let targets = cell.routeTargets
        return targets.indices.contains(number) && !targets[number].isEmpty
      }
    )
    unsafe cell.fail(UnsafeRawPointer(words + Failure.words), error)
  }
}

/// Two words, the low one first.
@unsafe func wide(_ words: UnsafePointer<UInt32>, _ place: Int) -> UInt64 {
  unsafe UInt64(words[place]) | UInt64(words[place + 1]) << 32
}
