internal import RingKernelHost

extension Mismatches {
  /// Compares the balance of every account.
  mutating func compare(_ found: [UInt32: Int64], with expected: [UInt32: Int64]) {
    guard found != expected else { return }
    for account in Set(found.keys).union(expected.keys).sorted() where found[account] != expected[account] {
      add("balance of account \(account): found \(text(found[account])), expected \(text(expected[account]))")
    }
  }

  /// Compares the alerts of every row: how many there are, and their fields.
  mutating func compare(_ found: [Alert], with expected: [Alert]) {
    guard found != expected.sorted(by: { $0.row < $1.row }) else { return }
    let groups = Dictionary(grouping: found, by: \.row)
    let wanted = Dictionary(grouping: expected, by: \.row)
    for row in Set(groups.keys).union(wanted.keys).sorted() where groups[row] != wanted[row] {
      add("alerts of row \(row): found \(groups[row] ?? []), expected \(wanted[row] ?? [])")
    }
  }

  /// Checks that `kernel` has handled every message that it accepted, and nothing else became of one.
  mutating func check(_ kernel: KernelHandle) {
    let metrics = kernel.metrics
    let account = metrics.account
    if !account.isBalanced || account.accepted != account.delivered {
      add("kernel '\(kernel.id)' has not delivered every message: \(account)")
    }
    if metrics.errors > 0 { add("kernel '\(kernel.id)' reports \(metrics.errors) errors") }
    if metrics.lateReplies > 0 { add("kernel '\(kernel.id)' has sent \(metrics.lateReplies) late replies") }
    if metrics.outboxDropped > 0 { add("kernel '\(kernel.id)' has dropped \(metrics.outboxDropped) emitted messages") }
  }
}

private func text(_ cents: Int64?) -> String { cents.map { "\($0) cents" } ?? "no such account" }
