internal import RingKernelIR

// The offsets of `EngineLayout` under the names that programs use.
extension CUDAEngine {
  static let words: [(String, Int)] = resident + steps + lines + actor + route + ring + slot + record

  /// Numbers with a sign.
  static let codes: [(String, Int)] = SendCode.allCases.map { ("send_\($0)", Int($0.rawValue)) }

  private static let resident: [(String, Int)] = [
    ("at_state", EngineLayout.Resident.state), ("at_table", EngineLayout.Resident.table),
    ("at_rings", EngineLayout.Resident.rings), ("at_inbound", EngineLayout.Resident.inbound),
    ("at_host", EngineLayout.Resident.hostLines), ("at_device", EngineLayout.Resident.deviceLines),
    ("at_outbound", EngineLayout.Resident.outbound), ("at_stage", EngineLayout.Resident.stage),
    ("at_outbound_words", EngineLayout.Resident.outboundWords), ("at_stage_words", EngineLayout.Resident.stageWords),
    ("at_cluster", EngineLayout.Resident.cluster), ("at_areas", EngineLayout.Resident.areas),
    ("area_places", EngineLayout.Area.places), ("area_tail", EngineLayout.Area.tail),
    ("area_head", EngineLayout.Area.head), ("area_head_words", EngineLayout.Area.headWords),
  ]

  /// What all threads do next, where it is no handler, where the first thread stands in its work, and what it finds.
  private static let steps: [(String, Int)] = [
    ("step_leave", 0xffff_ffff), ("step_copy", 0xffff_fffe), ("step_look", 0xffff_fffd), ("step_draw", 0xffff_fffc),
    ("work_resting", 0), ("work_choosing", 1), ("work_opening", 2), ("work_closing", 3), ("spree_limit", 64),
    ("find_nothing", 0), ("find_look", 1), ("find_copy", 2), ("find_message", 3),
    ("line_words", EngineLayout.Link.lineWords),
  ]

  private static let lines: [(String, Int)] = [
    ("host_command", EngineLayout.HostLine.command), ("host_generation", EngineLayout.HostLine.generation),
    ("host_taken", EngineLayout.HostLine.taken), ("host_asked", EngineLayout.HostLine.asked),
    ("host_seats", EngineLayout.HostLine.seats),
    ("host_seat_count", EngineLayout.HostLine.seatCount), ("host_monotonic", EngineLayout.HostLine.monotonic),
    ("host_wall", EngineLayout.HostLine.wall), ("host_words", EngineLayout.HostLine.words),
    ("device_heartbeat", EngineLayout.DeviceLine.heartbeat), ("device_phase", EngineLayout.DeviceLine.phase),
    ("device_actor", EngineLayout.DeviceLine.actor), ("device_message", EngineLayout.DeviceLine.messageID),
    ("device_generation", EngineLayout.DeviceLine.generation), ("device_handler", EngineLayout.DeviceLine.handler),
    ("device_clock", EngineLayout.DeviceLine.clock), ("device_words", EngineLayout.DeviceLine.words),
    ("device_answered", EngineLayout.DeviceLine.answered), ("device_answer", EngineLayout.DeviceLine.answer),
    ("phase_handling", Int(EngineLayout.DeviceLine.handling)), ("phase_gone", Int(EngineLayout.DeviceLine.gone)),
    ("phase_polling", Int(EngineLayout.DeviceLine.polling)), ("phase_leaving", Int(EngineLayout.DeviceLine.leaving)),
    ("command_leave", Int(EngineLayout.HostLine.leave)),
    ("command_timed", Int(EngineLayout.HostLine.timed)), ("command_passing", Int(EngineLayout.HostLine.passing)),
    ("at_timings", EngineLayout.Resident.timings),
    ("timing_message", EngineLayout.Timing.messageID), ("timing_actor", EngineLayout.Timing.actor),
    ("timing_handler", EngineLayout.Timing.handler), ("timing_position", EngineLayout.Timing.position),
    ("timing_hosts", EngineLayout.Timing.isHosts), ("timing_seen", EngineLayout.Timing.seen),
    ("timing_began", EngineLayout.Timing.began), ("timing_answered", EngineLayout.Timing.answered),
    ("timing_words", EngineLayout.Timing.words), ("timing_lines", EngineLayout.Timing.lines),
    ("timing_block", EngineLayout.Timing.blockWords),
  ]

  private static let actor: [(String, Int)] = [
    ("actor_state", EngineLayout.Actor.state), ("actor_flags", EngineLayout.Actor.flags),
    ("actor_index", EngineLayout.Actor.index), ("actor_replica", EngineLayout.Actor.replica),
    ("actor_grid", EngineLayout.Actor.gridSize), ("actor_block", EngineLayout.Actor.blockSize),
    ("actor_stride", EngineLayout.Actor.stride), ("actor_routes", EngineLayout.Actor.routes),
    ("actor_route_count", EngineLayout.Actor.routeCount), ("actor_spill", EngineLayout.Actor.spill),
    ("actor_taken", EngineLayout.Actor.taken), ("actor_clock", EngineLayout.Actor.clock),
    ("actor_stamps", EngineLayout.Actor.stamps), ("actor_drift", EngineLayout.Actor.drift),
    ("actor_budget", EngineLayout.Actor.budget), ("actor_program", EngineLayout.Actor.program),
    ("actor_sent", EngineLayout.Actor.sent), ("actor_inbound", EngineLayout.Actor.inbound),
    ("actor_inbound_capacity", EngineLayout.Actor.inboundCapacity), ("actor_inbox", EngineLayout.Actor.inbox),
    ("actor_is_active", Int(EngineLayout.Actor.activeFlag)), ("actor_is_ending", Int(EngineLayout.Actor.terminateFlag)),
    ("actor_is_paused", Int(EngineLayout.Actor.pausedFlag)), ("row_words", EngineLayout.Table.rowWords),
    ("actor_floor", EngineLayout.Actor.floor), ("actor_floor_of", EngineLayout.Actor.floorFor),
    ("actor_seen", EngineLayout.Actor.seen), ("actor_changes_shift", EngineLayout.Actor.changesShift),
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
    ("ring_stride", EngineLayout.Ring.stride), ("ring_tail", EngineLayout.Ring.tail),
    ("ring_head", EngineLayout.Ring.head), ("ring_receiver", EngineLayout.Ring.receiver),
    ("ring_tier", EngineLayout.Ring.tier), ("tier_block", Int(EngineLayout.Ring.blockTier)),
    ("ring_area", EngineLayout.Ring.area), ("ring_rank", EngineLayout.Ring.rank),
    ("tier_cluster", Int(EngineLayout.Ring.clusterTier)),
    ("spill_ring", EngineLayout.Spill.ring), ("spill_slot", EngineLayout.Spill.slot),
  ]

  private static let slot: [(String, Int)] = [
    ("slot_id", EngineLayout.Slot.messageID), ("slot_type", EngineLayout.Slot.typeID),
    ("slot_correlation", EngineLayout.Slot.correlation), ("slot_time", EngineLayout.Slot.time),
    ("slot_deadline", EngineLayout.Slot.deadline), ("slot_source", EngineLayout.Slot.source),
    ("slot_length", EngineLayout.Slot.lengthFlagsPriority), ("slot_header", EngineLayout.Slot.headerWords),
    ("slot_flags_shift", EngineLayout.Slot.flagsShift), ("slot_priority_shift", EngineLayout.Slot.priorityShift),
    ("slot_reply", Int(EngineLayout.Slot.replyFlag)), ("slot_normal", Int(EngineLayout.Slot.normalPriority)),
    ("slot_lap", Int(EngineLayout.Slot.lapFlag << UInt32(EngineLayout.Slot.flagsShift))),
  ]

  private static let record: [(String, Int)] =
    [
      ("record_kind", EngineLayout.Record.kind), ("record_length", EngineLayout.Record.length),
      ("record_actor", EngineLayout.Record.actor), ("record_auxiliary", EngineLayout.Record.auxiliary),
      ("record_words", EngineLayout.Record.headWords),
      ("failure_code", EngineLayout.Failure.code), ("failure_site", EngineLayout.Failure.site),
      ("failure_values", EngineLayout.Failure.values), ("failure_words", EngineLayout.Failure.words),
      ("failure_thread", EngineLayout.Failure.thread),
      ("turn_handled", EngineLayout.Turn.handled), ("turn_failed", EngineLayout.Turn.failed),
      ("turn_taken", EngineLayout.Turn.taken), ("turn_ring_taken", EngineLayout.Turn.takenFromRings),
      ("turn_clock", EngineLayout.Turn.clock), ("turn_pending", EngineLayout.Turn.isPending),
      ("turn_spilled", EngineLayout.Turn.spilled), ("turn_words", EngineLayout.Turn.words),
    ] + EngineLayout.RecordKind.allCases.map { ("kind_\($0)", Int($0.rawValue)) }
}
