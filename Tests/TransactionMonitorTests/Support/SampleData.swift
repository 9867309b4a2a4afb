import Foundation
import Testing

/// The file of 120,558 transactions that lies beside a checkout; it is not part of the repository.
enum SampleData {
  static let transactions = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("../shared/data/transactions/amlsim-20k-transactions.csv.gz")
    .standardizedFileURL.path

  /// Absent data skips a test, unless the environment says that it must be there.
  static var isUsable: Bool {
    FileManager.default.fileExists(atPath: transactions)
      || ProcessInfo.processInfo.environment["RINGKERNEL_REQUIRE_DATA"] == "1"
  }

  static let absence: Comment =
    "the sample transactions are not beside the checkout; RINGKERNEL_REQUIRE_DATA=1 makes that a failure"
}
