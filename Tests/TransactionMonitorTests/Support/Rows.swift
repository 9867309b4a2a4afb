import RingKernelCore
import Testing

@testable import TransactionMonitor

/// All rows of `source`.
func rows(of source: some ByteSource) throws(RingKernelError) -> [Transaction] {
  var reader = try TransactionReader(source)
  var rows: [Transaction] = []
  while let row = try reader.next() { rows.append(row) }
  return rows
}

/// All records of `bytes`, read in chunks of `chunkBytes`, and the error that ended them.
func records(
  of bytes: [UInt8],
  chunkBytes: Int = .max,
  limits: CSVLimits = CSVLimits()
) -> (records: [CSVRecord], error: RingKernelError?) {
  var reader = CSVReader(MemoryBytes(bytes, chunkBytes: chunkBytes), limits: limits)
  var found: [CSVRecord] = []
  var record = CSVRecord()
  do throws(RingKernelError) {
    while try reader.next(into: &record) { found.append(record) }
    return (found, nil)
  } catch {
    return (found, error)
  }
}

/// The expected result for `rows`.
func oracle(for rows: some Sequence<Transaction>) throws(RingKernelError) -> SequentialOracle {
  var oracle = SequentialOracle()
  for row in rows { try oracle.apply(row) }
  return oracle
}

/// What a throwing call threw.
func failure<Value: ~Copyable>(_ body: () throws(RingKernelError) -> Value) -> RingKernelError? {
  do throws(RingKernelError) {
    _ = try body()
    return nil
  } catch {
    return error
  }
}
