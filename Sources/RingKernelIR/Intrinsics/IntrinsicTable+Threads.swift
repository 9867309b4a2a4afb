// What threads do together.
extension IntrinsicTable {
  static let synchronisation: [Intrinsic] = [
    Intrinsic(
      .barrier,
      .synchronisation,
      [],
      .none,
      .barrier,
      summary: "Waits for every thread of the block; memory of the block is seen by all."
    ),
    Intrinsic(
      .barrierCount,
      .synchronisation,
      [.bool],
      .i32,
      .barrier,
      summary: "A barrier that counts the threads whose argument holds."
    ),
    Intrinsic(
      .barrierAll,
      .synchronisation,
      [.bool],
      .bool,
      .barrier,
      summary: "A barrier that tells whether the argument holds for every thread."
    ),
    Intrinsic(
      .barrierAny,
      .synchronisation,
      [.bool],
      .bool,
      .barrier,
      summary: "A barrier that tells whether the argument holds for some thread."
    ),
    Intrinsic(
      .gridBarrier,
      .synchronisation,
      [],
      .none,
      .barrier,
      needs: [.gridBarrier],
      summary: "Waits for every thread of the grid, which must be resident."
    ),
    Intrinsic(
      .subgroupBarrier,
      .synchronisation,
      [],
      .none,
      .subgroup,
      needs: [.subgroups],
      summary: "Waits for every lane of the subgroup."
    ),
    Intrinsic(
      .threadFenceBlock,
      .fence,
      [],
      .none,
      .memory,
      summary: "Orders memory accesses of this thread for its block."
    ),
    Intrinsic(
      .threadFence,
      .fence,
      [],
      .none,
      .memory,
      summary: "Orders memory accesses of this thread for its device."
    ),
    Intrinsic(
      .threadFenceSystem,
      .fence,
      [],
      .none,
      .memory,
      summary: "Orders memory accesses of this thread for the device and the host."
    ),
  ]

  static let atomics: [Intrinsic] = [
    atomic(.atomicAdd, of: .atomicNumber, summary: "Adds, wrapping; gives the old value."),
    atomic(.atomicSubtract, of: .atomicNumber, summary: "Subtracts, wrapping; gives the old value."),
    atomic(.atomicMin, of: .atomicInteger, summary: "Keeps the smaller value; gives the old one."),
    atomic(.atomicMax, of: .atomicInteger, summary: "Keeps the larger value; gives the old one."),
    atomic(.atomicExchange, of: .atomicNumber, summary: "Stores a value; gives the old one."),
    atomic(.atomicAnd, of: .atomicInteger, summary: "Bitwise and; gives the old value."),
    atomic(.atomicOr, of: .atomicInteger, summary: "Bitwise or; gives the old value."),
    atomic(.atomicXor, of: .atomicInteger, summary: "Bitwise exclusive or; gives the old value."),
    atomic(
      .atomicIncrement,
      of: .word,
      summary: "Counts up to the limit, then from 0: old >= limit ? 0 : old + 1; gives the old value."
    ),
    atomic(
      .atomicDecrement,
      of: .word,
      summary: "Counts down to 0, then from the limit: old == 0 || old > limit ? limit : old - 1; gives the old value."
    ),
    Intrinsic(
      .atomicCompareExchange,
      .atomic,
      [.place, .generic, .generic],
      .generic,
      of: .atomicInteger,
      .memory,
      labels: ["", "expected", "desired"],
      summary: "Stores `desired` if the value is `expected`; gives the old value."
    ),
    Intrinsic(
      .atomicLoad,
      .atomic,
      [.place],
      .generic,
      of: .atomicNumber,
      .memory,
      summary: "Reads, never a torn value."
    ),
    Intrinsic(
      .atomicStore,
      .atomic,
      [.place, .generic],
      .none,
      of: .atomicNumber,
      .memory,
      summary: "Writes, never torn."
    ),
  ]

  private static func atomic(_ id: IntrinsicID, of type: Intrinsic.TypeClass, summary: String) -> Intrinsic {
    Intrinsic(id, .atomic, [.place, .generic], .generic, of: type, .memory, summary: summary)
  }

  static let subgroups: [Intrinsic] = [
    lanes(
      .subgroupShuffle,
      [.generic, .int],
      .generic,
      of: .number,
      labels: ["", "lane"],
      summary: "The value of another lane; the own one if there is no such lane."
    ),
    lanes(
      .subgroupShuffleUp,
      [.generic, .int],
      .generic,
      of: .number,
      summary: "The value of the lane that is this much lower; unspecified below lane 0."
    ),
    lanes(
      .subgroupShuffleDown,
      [.generic, .int],
      .generic,
      of: .number,
      summary: "The value of the lane that is this much higher; unspecified past the last."
    ),
    lanes(
      .subgroupShuffleXor,
      [.generic, .int],
      .generic,
      of: .number,
      summary: "The value of the lane whose number differs in these bits."
    ),
    lanes(
      .subgroupBroadcast,
      [.generic, .int],
      .generic,
      of: .number,
      labels: ["", "lane"],
      summary: "The value of one lane, a constant, for all."
    ),
    lanes(.subgroupActiveMask, [], .u32, summary: "A bit for each lane that takes part."),
    lanes(.subgroupBallot, [.bool], .u32, summary: "A bit for each lane whose argument holds."),
    lanes(.subgroupAll, [.bool], .bool, summary: "Whether the argument holds in every lane."),
    lanes(.subgroupAny, [.bool], .bool, summary: "Whether the argument holds in some lane."),
    lanes(.subgroupMatchAny, [.generic], .u32, of: .atomicInteger, summary: "A bit for each lane with the same value."),
    lanes(
      .subgroupMatchAll,
      [.generic],
      .u32,
      of: .atomicInteger,
      summary: "The active mask if all lanes have one value, otherwise 0."
    ),
    lanes(.subgroupElect, [], .bool, summary: "Whether this is the lowest lane that takes part."),
    lanes(.subgroupReduceAdd, [.generic], .generic, of: .number, summary: "The sum over the subgroup."),
    lanes(.subgroupReduceMin, [.generic], .generic, of: .number, summary: "The least value of the subgroup."),
    lanes(.subgroupReduceMax, [.generic], .generic, of: .number, summary: "The largest value of the subgroup."),
    lanes(.subgroupReduceAnd, [.generic], .generic, of: .integer, summary: "Bitwise and over the subgroup."),
    lanes(.subgroupReduceOr, [.generic], .generic, of: .integer, summary: "Bitwise or over the subgroup."),
    lanes(.subgroupReduceXor, [.generic], .generic, of: .integer, summary: "Bitwise exclusive or over the subgroup."),
    lanes(
      .subgroupInclusiveAdd,
      [.generic],
      .generic,
      of: .number,
      summary: "The sum over this lane and the lower ones."
    ),
    lanes(.subgroupExclusiveAdd, [.generic], .generic, of: .number, summary: "The sum over the lower lanes."),
  ]

  private static func lanes(
    _ id: IntrinsicID,
    _ parameters: [Intrinsic.TypePattern],
    _ result: Intrinsic.TypePattern,
    of type: Intrinsic.TypeClass = .none,
    labels: [String] = [],
    summary: String
  ) -> Intrinsic {
    Intrinsic(
      id,
      .subgroup,
      parameters,
      result,
      of: type,
      .subgroup,
      labels: labels,
      needs: [.subgroups],
      summary: summary
    )
  }

  // Floats are added in one order: for s = half of the next power of two, …, 2, 1, thread t < s adds the value of t + s.
  static let reductions: [Intrinsic] = [
    block(
      .blockReduceAdd,
      of: .number,
      summary: "The sum over the block, for every thread; floats are added in a fixed order."
    ),
    block(.blockReduceMin, of: .number, summary: "The least value of the block, for every thread."),
    block(.blockReduceMax, of: .number, summary: "The largest value of the block, for every thread."),
    block(.blockReduceAnd, of: .integer, summary: "Bitwise and over the block, for every thread."),
    block(.blockReduceOr, of: .integer, summary: "Bitwise or over the block, for every thread."),
    block(.reduceAndBroadcast, of: .number, summary: "The same as `blockReduceAdd`."),
    grid(.gridReduceAdd, of: .atomicNumber, summary: "Adds the sum over the block to a place, once a block."),
    grid(.gridReduceMin, of: .atomicInteger, summary: "Lowers a place to the least value of the block."),
    grid(.gridReduceMax, of: .atomicInteger, summary: "Raises a place to the largest value of the block."),
  ]

  private static func block(_ id: IntrinsicID, of type: Intrinsic.TypeClass, summary: String) -> Intrinsic {
    Intrinsic(id, .reduction, [.generic], .generic, of: type, .barrier, summary: summary)
  }
  private static func grid(_ id: IntrinsicID, of type: Intrinsic.TypeClass, summary: String) -> Intrinsic {
    Intrinsic(id, .reduction, [.place, .generic], .none, of: type, .barrier, summary: summary)
  }
}
