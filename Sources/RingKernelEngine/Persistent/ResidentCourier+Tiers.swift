internal import RingKernelCore
internal import RingKernelIR
internal import RingKernelRender

// How near the senders of an inbox are, which says where it lies: `Design/0007`, "Between actors". It only ever goes
// outwards: what a sender keeps in its spill ring may outlive the route.
extension ResidentCourier {
  private typealias Ring = EngineLayout.Ring
  private var farTier: UInt32 { 0 }

  private func cluster(of block: Int) -> Int { block / clusterSize }

  /// Makes the inboxes of some actors fit for a sender on this block.
  func reach(_ receivers: [Seat], from block: Block) throws(RingKernelError) {
    for receiver in receivers where receiver.block !== block && receiver.origins.insert(block.number).inserted {
      let isWithin =
        clusterSize > 1 && receiver.origins.allSatisfy { cluster(of: $0) == cluster(of: receiver.block.number) }
      switch receiver.tier {
      case farTier: break
      case Ring.clusterTier where isWithin: break
      case Ring.blockTier where isWithin && receiver.area == nil:
        receiver.area = receiver.block.area.take(receiver.inbox)
        if receiver.area == nil { try moveFar(receiver) } else { try moveIntoCluster(receiver) }
      default: try moveFar(receiver)
      }
    }
  }

  /// Who may write an inbox at all, or keeps something for it, and whoever else sits there.
  private func writers(of receiver: Seat) -> [Seat] {
    seats.values.filter { $0.block === receiver.block || receiver.origins.contains($0.block.number) }
  }

  /// Lays an inbox into the shared memory of its block, with what waits in it.
  private func moveIntoCluster(_ receiver: Seat) throws(RingKernelError) {
    guard let area = receiver.area else { return }
    try pausing(writers(of: receiver)) { () throws(RingKernelError) in
      let rank = receiver.block.number % self.clusterSize
      try self.device.write(.table, at: receiver.inbox.row + Ring.area, [UInt32(area.word), UInt32(rank)])
      try self.list(receiver.inbox.row, receiver)
      try self.setTier(Ring.clusterTier, of: receiver)
    }
  }

  /// Lays an inbox into the memory of the device, for good, with what waits in it.
  func moveFar(_ receiver: Seat) throws(RingKernelError) {
    guard receiver.tier != farTier else { return }
    try pausing(writers(of: receiver)) { () throws(RingKernelError) in
      if receiver.area != nil {
        try self.list(0, receiver)
        self.forgetArea(receiver)
      }
      try self.setTier(self.farTier, of: receiver)
    }
  }

  /// Brings an inbox out of shared memory; nobody keeps anything for it any more, or the host is to see what waits.
  func leaveCluster(_ receiver: Seat) throws(RingKernelError) {
    if receiver.tier == Ring.clusterTier { try moveFar(receiver) }
  }

  /// Gives back the place of an inbox in shared memory, which its block uses no more.
  func forgetArea(_ seat: Seat) {
    if let area = seat.area { seat.block.area.give(area) }
    seat.area = nil
  }

  /// Puts a ring on its block's list, or takes it from there, and waits until it is where it belongs.
  private func list(_ row: Int, _ receiver: Seat) throws(RingKernelError) {
    guard let area = receiver.area else { return }
    try device.write(.table, at: receiver.block.area.list + area.number, [UInt32(row)])
    announce([receiver.block])
    try settle([receiver.block])
  }

  private func setTier(_ tier: UInt32, of receiver: Seat) throws(RingKernelError) {
    try device.write(.table, at: receiver.inbox.row + Ring.tier, [tier])
    receiver.tier = tier
  }

  // MARK: The size of clusters

  /// Starts a program in the largest clusters that the device holds it in; none runs.
  func launch(_ program: RenderedProgram, threads: Int, _ sizes: inout [UInt32]) throws(RingKernelError) {
    typealias Resident = EngineLayout.Resident
    sizes[Resident.areaWords] = UInt32(EngineLayout.Area.words)
    sizes[Resident.areas] = UInt32(areaLists)
    if clusterSize > 1 {
      let (size, reason) = try device.clusterSize(
        of: program.text,
        entry: program.entry,
        threads: threads,
        sizes,
        atMost: clusterSize
      )
      try shrinkClusters(to: size, reason)
    }
    sizes[Resident.cluster] = UInt32(clusterSize)
    do throws(RingKernelError) {
      try device.start(program.text, entry: program.entry, threads: threads, sizes)
    } catch {
      guard clusterSize > 1, error.code == .gridNotResident || error.code == .deviceCallRefused else { throw error }
      try shrinkClusters(to: 1, error.detail)
      sizes[Resident.cluster] = 1
      try device.start(program.text, entry: program.entry, threads: threads, sizes)
    }
  }

  /// Follows the clusters in which the next program is launched, which may be smaller ones.
  private func shrinkClusters(to size: Int, _ reason: String?) throws(RingKernelError) {
    guard size < clusterSize else { return }
    engine.note("actors use \(size > 1 ? "smaller" : "no") clusters of blocks", reason ?? "")
    clusterSize = size
    engine.show(clusters: size)
    for seat in seats.values where seat.tier == Ring.clusterTier {
      guard let area = seat.area else { continue }
      let rank = seat.block.number % size
      try device.write(.table, at: seat.inbox.row + Ring.rank, [UInt32(rank)])
      guard size == 1 || !seat.origins.allSatisfy({ cluster(of: $0) == cluster(of: seat.block.number) }) else {
        continue
      }
      try device.write(.table, at: seat.block.area.list + area.number, [0])
      forgetArea(seat)
      try setTier(farTier, of: seat)
    }
  }
}
