internal import RingKernelCore
internal import RingKernelIR

// Rings that no route has any more: their words go back once nobody reads or writes them.
extension Courier {
  /// Notes that a route is no more; what stands in its rings is still delivered.
  func retire(_ route: RouteRow) {
    guard !route.rings.isEmpty else { return }
    retired.append(route)
  }

  /// Gives back the words of retired rings that are empty and in nobody's chain; only between epochs.
  ///
  /// - Throws: `deviceMemory`, `deviceLost`.
  func sweep() throws(RingKernelError) {
    guard loss == nil, retired.count >= sweepLimit else { return }
    var kept: [RouteRow] = []
    for route in retired {
      guard try isUnused(route), let first = route.rings.first else {
        kept.append(route)
        continue
      }
      for ring in route.rings {
        guard let receiver = ring.receiver else { continue }
        receiver.incoming.removeAll { $0 === ring }
        try writeIncoming(receiver)
        memory.giveSlots(ring)
      }
      memory.give(.table, first.row, route.rings.count * EngineLayout.Table.rowWords)
    }
    retired = kept
    // A look costs a transfer for each, so the next one waits until there are as many again.
    sweepLimit = max(16, kept.count * 2)
  }

  private func isUnused(_ route: RouteRow) throws(RingKernelError) -> Bool {
    typealias Ring = EngineLayout.Ring
    for ring in route.rings {
      let row = try device.read(.table, at: ring.row, count: EngineLayout.Table.rowWords)
      if ring.receiver != nil, row[Ring.head] != row[Ring.tail] || row[Ring.nextReleased] != 0 { return false }
      guard let sender = ring.sender else { continue }
      guard row[Ring.nextPublished] == 0 else { return false }
      // What the sender keeps may be for this ring.
      if let spill = sender.spill {
        let own = try device.read(.table, at: spill.row, count: EngineLayout.Table.rowWords)
        guard own[Ring.head] == own[Ring.tail] else { return false }
      }
    }
    return true
  }
}
