public import RingKernelHost

/// How the pipeline runs.
public struct MonitorOptions: Sendable {
  /// Where the kernels live.
  public var backend = BackendChoice.automatic
  /// Worker threads of the CPU engine; nil takes the runtime's default.
  public var workers: Int?
  /// Shards that hold the accounts; nil takes as many as the accounts need.
  public var shards: Int?
  /// Balance queries whose round trip is measured; 0 measures none.
  public var roundTrips = 200_000
  /// Longest time without progress: a full inbox that stays full, a stage that does not pass the end on.
  public var patience = Duration.seconds(60)

  /// Makes options with the defaults.
  public init() {}

  /// Accounts that a shard gets on average: five eighths of its table, which leaves room for an uneven spread.
  static let accountsPerShard = 640
  /// Slots of the inbox that the host fills: some milliseconds of work, so that the host may nap.
  static let ingestCapacity = 16_384
  /// Messages that a stage handles before its worker looks at another one.
  ///
  /// Rows of one batch go to all shards: with
  /// small batches a shard would find a message or two each time that its accounts have been brought near.
  static let batch = 4096
  /// Slots of the inbox of each shard.
  static let shardInbox = 256

  /// Shards for `accounts` different accounts.
  ///
  /// - Throws: `invalidConfiguration` when there are more accounts than replicas of a kernel can hold.
  func shardCount(accounts: Int) throws(RingKernelError) -> Int {
    let count = shards ?? max(1, (accounts + Self.accountsPerShard - 1) / Self.accountsPerShard)
    guard (1...65_536).contains(count) else {
      throw RingKernelError(.invalidConfiguration, "\(accounts) accounts and \(count) shards; 1 to 65,536 can run.")
    }
    return count
  }
}
