internal import RingKernelCore
internal import RingKernelIR

/// What the host gives out of an engine's regions.
final class EngineMemory {
  private let device: any EpochDevice
  private var states = WordAllocator(after: 16)
  // Row 0 is unused, so that 0 means "none".
  private var table = WordAllocator(after: EngineLayout.Table.rowWords)
  private var rings = WordAllocator(after: 16)

  init(_ device: any EpochDevice) { self.device = device }

  /// Words of a region; the first stands at a multiple of 16.
  ///
  /// - Throws: `deviceMemory`, `deviceLost`; no epoch may be in flight.
  func take(_ region: EpochRegion, _ count: Int) throws(RingKernelError) -> Int {
    switch region {
    case .state: try take(&states, region, count)
    case .table: try take(&table, region, count)
    case .rings: try take(&rings, region, count)
    }
  }

  private func take(
    _ allocator: inout WordAllocator,
    _ region: EpochRegion,
    _ count: Int
  ) throws(RingKernelError) -> Int {
    let place = allocator.take(count)
    do throws(RingKernelError) { try device.grow(region, to: allocator.end * 4) } catch {
      allocator.give(place, count)
      throw error
    }
    return place
  }

  /// Takes words back.
  func give(_ region: EpochRegion, _ place: Int, _ count: Int) {
    switch region {
    case .state: states.give(place, count)
    case .table: table.give(place, count)
    case .rings: rings.give(place, count)
    }
  }

  /// Makes a ring; its row stands at `row` if the caller has one, else at words of its own.
  func ring(
    capacity: Int,
    stride: Int,
    sender: Int,
    receiver: Int,
    row: Int? = nil
  ) throws(RingKernelError) -> RingRow {
    let slots = try take(.rings, capacity * stride)
    do throws(RingKernelError) {
      let own = if let row { row } else { try take(.table, EngineLayout.Table.rowWords) }
      let ring = RingRow(row: own, slots: slots, capacity: capacity, stride: stride)
      try device.write(.table, at: own, ring.words(sender: sender, receiver: receiver))
      return ring
    } catch {
      give(.rings, slots, capacity * stride)
      throw error
    }
  }

  /// Takes a ring's slots back; its row belongs to whoever took it.
  func giveSlots(_ ring: RingRow) { give(.rings, ring.slots, ring.capacity * ring.stride) }
}
