internal import RingKernelIR

// The offsets of `EngineLayout` under the names that programs use.
extension WGSLEngine {
  /// Constants.
  static let words: [String] =
    (epoch + inbound + actor + route + ring + slot + record).map { name, value in
      "const rk_\(name) = \(value)u;"
    } + SendCode.allCases.map { "const rk_send_\($0) = \($0.rawValue)i;" }

  private static let epoch: [(String, Int)] = [
    ("epoch_cursor", EngineLayout.Epoch.cursor), ("epoch_reserved", EngineLayout.Epoch.reserved),
    ("epoch_capacity", EngineLayout.Epoch.capacity), ("epoch_pending", EngineLayout.Epoch.pending),
    ("epoch_time", EngineLayout.Epoch.time), ("epoch_monotonic", EngineLayout.Epoch.monotonic),
    ("epoch_blocks", EngineLayout.Epoch.blocks), ("epoch_blocks_done", EngineLayout.Epoch.blocksDone),
    ("epoch_round", EngineLayout.Epoch.round), ("epoch_parity", EngineLayout.Epoch.parity),
  ]

  private static let inbound: [(String, Int)] = [
    ("program_slot", EngineLayout.Program.slot), ("inbound_program", EngineLayout.Inbound.programWords),
    ("inbound_roster", EngineLayout.Inbound.roster), ("inbound_count", EngineLayout.Inbound.rosterCount),
    ("entry_words", EngineLayout.Inbound.Entry.words), ("entry_actor", EngineLayout.Inbound.Entry.actor),
    ("entry_messages", EngineLayout.Inbound.Entry.messages), ("entry_count", EngineLayout.Inbound.Entry.count),
    ("entry_number", EngineLayout.Inbound.Entry.number),
  ]

  private static let actor: [(String, Int)] = [
    ("row_words", EngineLayout.Table.rowWords), ("actor_state", EngineLayout.Actor.state),
    ("actor_flags", EngineLayout.Actor.flags), ("actor_index", EngineLayout.Actor.index),
    ("actor_replica", EngineLayout.Actor.replica), ("actor_grid", EngineLayout.Actor.gridSize),
    ("actor_block", EngineLayout.Actor.blockSize), ("actor_stride", EngineLayout.Actor.stride),
    ("actor_routes", EngineLayout.Actor.routes), ("actor_route_count", EngineLayout.Actor.routeCount),
    ("actor_floor_of", EngineLayout.Actor.floorOf),
    ("actor_incoming", EngineLayout.Actor.incoming), ("actor_incoming_count", EngineLayout.Actor.incomingCount),
    ("actor_spill", EngineLayout.Actor.spill), ("actor_processed", EngineLayout.Actor.processed),
    ("actor_failed", EngineLayout.Actor.failed), ("actor_taken", EngineLayout.Actor.taken),
    ("actor_clock", EngineLayout.Actor.clock), ("actor_stamps", EngineLayout.Actor.stamps),
    ("actor_ring_taken", EngineLayout.Actor.takenFromRings), ("actor_drift", EngineLayout.Actor.drift),
    ("actor_budget", EngineLayout.Actor.budget), ("actor_sent", EngineLayout.Actor.sent),
    ("actor_is_active", Int(EngineLayout.Actor.activeFlag)), ("actor_is_ending", Int(EngineLayout.Actor.terminateFlag)),
    ("turn_messages", EngineLayout.turnMessages),
  ]

  private static let route: [(String, Int)] = [
    ("route_replicas", EngineLayout.Route.replicas), ("route_rings", EngineLayout.Route.rings),
    ("route_handled", EngineLayout.Route.handled), ("route_overflow", EngineLayout.Route.overflow),
    ("route_turn", EngineLayout.Route.turn), ("route_deadline", EngineLayout.Route.deadline),
    ("overflow_wait", Int(EngineLayout.Overflow.wait.rawValue)),
    ("overflow_reject", Int(EngineLayout.Overflow.reject.rawValue)),
    ("overflow_drop", Int(EngineLayout.Overflow.dropNewest.rawValue)),
  ]

  private static let ring: [(String, Int)] = [
    ("ring_slots", EngineLayout.Ring.slots), ("ring_capacity", EngineLayout.Ring.capacity),
    ("ring_stride", EngineLayout.Ring.stride), ("ring_seen_tail", EngineLayout.Ring.seenTail),
    ("ring_tail", EngineLayout.Ring.tail), ("ring_seen_head", EngineLayout.Ring.seenHead),
    ("ring_head", EngineLayout.Ring.head), ("ring_floor", EngineLayout.Ring.floor),
    ("ring_receiver", EngineLayout.Ring.receiver),
    ("ring_next_published", EngineLayout.Ring.nextPublished), ("ring_next_released", EngineLayout.Ring.nextReleased),
    ("chain_end", Int(EngineLayout.Ring.chainEnd)), ("actor_published", EngineLayout.Actor.published),
    ("actor_released", EngineLayout.Actor.released),
    ("spill_ring", EngineLayout.Spill.ring), ("spill_slot", EngineLayout.Spill.slot),
  ]

  private static let slot: [(String, Int)] = [
    ("slot_id", EngineLayout.Slot.messageID), ("slot_type", EngineLayout.Slot.typeID),
    ("slot_correlation", EngineLayout.Slot.correlation), ("slot_time", EngineLayout.Slot.time),
    ("slot_deadline", EngineLayout.Slot.deadline), ("slot_source", EngineLayout.Slot.source),
    ("slot_length", EngineLayout.Slot.lengthFlagsPriority), ("slot_header", EngineLayout.Slot.headerWords),
    ("slot_flags_shift", EngineLayout.Slot.flagsShift), ("slot_priority_shift", EngineLayout.Slot.priorityShift),
    ("slot_reply", Int(EngineLayout.Slot.replyFlag)), ("slot_normal", Int(EngineLayout.Slot.normalPriority)),
  ]

  private static let record: [(String, Int)] =
    [
      ("record_kind", EngineLayout.Record.kind), ("record_length", EngineLayout.Record.length),
      ("record_actor", EngineLayout.Record.actor), ("record_auxiliary", EngineLayout.Record.auxiliary),
      ("record_words", EngineLayout.Record.headWords), ("failure_code", EngineLayout.Failure.code),
      ("failure_site", EngineLayout.Failure.site), ("failure_values", EngineLayout.Failure.values),
      ("failure_thread", EngineLayout.Failure.thread), ("failure_words", EngineLayout.Failure.words),
      ("turn_handled", EngineLayout.Turn.handled),
      ("turn_failed", EngineLayout.Turn.failed), ("turn_taken", EngineLayout.Turn.taken),
      ("turn_ring_taken", EngineLayout.Turn.takenFromRings), ("turn_clock", EngineLayout.Turn.clock),
      ("turn_pending", EngineLayout.Turn.isPending), ("turn_spilled", EngineLayout.Turn.spilled),
      ("turn_words", EngineLayout.Turn.words),
    ] + EngineLayout.RecordKind.allCases.map { ("kind_\($0)", Int($0.rawValue)) }
}
