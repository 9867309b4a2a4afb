public import RingKernelIR

/// A record that a device wrote for the host.
public struct EngineRecord: Sendable, Hashable {
  /// What it says.
  public var kind: EngineLayout.RecordKind
  /// Number of the actor in the bench.
  public var actor: Int
  /// What else the kind needs.
  public var auxiliary: UInt32
  /// What is behind the head.
  public var body: [UInt32]

  /// The message; nil for kinds without one.
  public var message: EngineMessage? {
    switch kind {
    case .turn, .termination: nil
    case .failed: EngineMessage(slot: body.dropFirst(EngineLayout.Failure.words))
    default: EngineMessage(slot: body)
    }
  }

  /// Code, site and values; nil for kinds other than a failure.
  public var failure: (code: UInt32, site: Int, values: [UInt64])? {
    guard kind == .failed else { return nil }
    let values = [0, 2].map { EngineWords.pair(body, EngineLayout.Failure.values + $0) }
    return (body[EngineLayout.Failure.code], Int(body[EngineLayout.Failure.site]), values)
  }

  /// The records of outbound, and what is wrong with it; actors by the words of their rows.
  static func all(in outbound: [UInt32], upTo end: Int, rows: [UInt32: Int]) throws -> [EngineRecord] {
    var records: [EngineRecord] = []
    var at = 0
    while at < end {
      typealias Record = EngineLayout.Record
      guard at + Record.headWords <= end else { throw EngineProblem("a record is cut off at word \(at)") }
      let length = Int(outbound[at + Record.length])
      guard let kind = EngineLayout.RecordKind(rawValue: outbound[at + Record.kind]),
        let actor = rows[outbound[at + Record.actor]], length >= Record.headWords + least(kind), at + length <= end
      else { throw EngineProblem("no record at word \(at): \(outbound[at..<min(at + 8, end)])") }
      let body = Array(outbound[at + Record.headWords..<at + length])
      records.append(
        EngineRecord(kind: kind, actor: actor, auxiliary: outbound[at + Record.auxiliary], body: body)
      )
      at += length
    }
    return records
  }
}

/// Words of the shortest body of a record.
private func least(_ kind: EngineLayout.RecordKind) -> Int {
  switch kind {
  case .turn: EngineLayout.Turn.words
  case .termination: 0
  case .failed: EngineLayout.Failure.words + EngineLayout.Slot.headerWords
  default: EngineLayout.Slot.headerWords
  }
}

/// What is wrong with the words of an engine.
public struct EngineProblem: Error, CustomStringConvertible {
  /// In words.
  public var description: String

  /// Names a problem.
  public init(_ description: String) { self.description = description }
}
