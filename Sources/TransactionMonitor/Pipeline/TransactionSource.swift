public import RingKernelCore

/// Where transactions come from; it can be read again from the start.
public enum TransactionSource: Sendable {
  /// A CSV file, plain or packed.
  case file(String)
  /// Made-up rows.
  case generated(TransactionGenerator)

  /// Starts reading.
  ///
  /// - Throws: What is wrong with the file or its header.
  public func stream() throws(RingKernelError) -> TransactionStream {
    switch self {
    case .file(let path): TransactionStream(reader: try TransactionReader(path: path))
    case .generated(let generator): TransactionStream(generator: generator)
    }
  }
}

/// The rows of a source, one after the other.
public struct TransactionStream {
  private var reader: TransactionReader<InputFile>?
  private var generator: TransactionGenerator?

  init(reader: TransactionReader<InputFile>) { self.reader = reader }
  init(generator: TransactionGenerator) { self.generator = generator }

  /// The next row; nil at the end.
  ///
  /// - Throws: `csvMalformed` or `csvValue` with line, column and value; `fileUnreadable`.
  public mutating func next() throws(RingKernelError) -> Transaction? {
    if let row = try reader?.next() { return row }
    return generator?.next()
  }
}

/// What a first reading of a source finds: every row is well-formed, and how much there is to do.
struct TransactionSurvey: Equatable {
  private(set) var rows: UInt64 = 0
  /// Different accounts, payers and receivers; of made-up rows, how many there can be.
  private(set) var accounts = 0

  /// Reads a file to its end; made-up rows are known beforehand.
  init(_ source: TransactionSource, isInterrupted: () -> Bool) throws(RingKernelError) {
    if case .generated(let generator) = source {
      rows = generator.count
      accounts = Int(clamping: generator.accounts)
      return
    }
    var stream = try source.stream()
    var seen: Set<UInt32> = []
    while !isInterrupted(), let row = try stream.next() {
      rows += 1
      seen.insert(row.source)
      seen.insert(row.target)
    }
    accounts = seen.count
  }
}
