/// What a resident program of some actors asks of its grid (`Design/0007`).
public struct ResidentRoom: Sendable {
  /// Threads of a block: as many as the largest handler asks for, in whole warps.
  public let threads: Int
  /// Words that a block has for records that are not in its ring yet.
  public let draftWords: Int

  /// What `modules` ask for.
  public init(_ modules: [KernelModule]) {
    let most = modules.map(\.handlerThreads).max() ?? 1
    threads = (most + 31) / 32 * 32
    draftWords = max(1024, ((modules.map(\.residentNeed).max() ?? 0) + 15) / 16 * 16)
  }
}
