public import RingKernelCore

/// Transactions from a CSV file with a header line.
///
/// The header names `sourceNodeId`, `targetNodeId`, `value` and `time` in any order; other columns are ignored.
/// Source and target are account numbers, the value has at most two decimals and no sign, the time is a step.
/// Rows count from 1; blank lines are no rows.
public struct TransactionReader<Source: ByteSource> {
  private enum Column: Int, CaseIterable {
    case source, target, value, time
    var name: String { ["sourceNodeId", "targetNodeId", "value", "time"][rawValue] }
  }

  private var csv: CSVReader<Source>
  private let name: String
  private var record = CSVRecord()
  private var columns: [Int] = []
  private var headerCount = 0
  private var row: UInt64 = 0

  /// Reads the header of `source`; `name` stands in messages.
  ///
  /// - Throws: `csvColumn` when a column is missing or named twice.
  public init(_ source: Source, name: String = "input", limits: CSVLimits = CSVLimits()) throws(RingKernelError) {
    csv = CSVReader(source, name: name, limits: limits)
    self.name = name
    guard try csv.next(into: &record) else {
      throw RingKernelError(.csvColumn, "\(name), line 1: the file is empty; a header line is needed.")
    }
    let header = record.fields
    headerCount = header.count
    for column in Column.allCases {
      let places = header.indices.filter { header[$0] == column.name }
      guard let place = places.first, places.count == 1 else {
        let state = places.isEmpty ? "is missing" : "stands there \(places.count) times"
        throw RingKernelError(
          .csvColumn,
          "\(name), line \(record.line): column '\(column.name)' \(state) in \(shown(headerBytes))."
        )
      }
      columns.append(place)
    }
  }

  /// The next transaction; nil at the end.
  ///
  /// - Throws: `csvMalformed` or `csvValue` with line, column and value.
  public mutating func next() throws(RingKernelError) -> Transaction? {
    repeat {
      guard try csv.next(into: &record) else { return nil }
    } while record.isBlank
    guard record.count == headerCount else {
      throw RingKernelError(
        .csvMalformed,
        "\(name), line \(record.line): \(record.count) fields where the header has \(headerCount)."
      )
    }
    row += 1
    return Transaction(
      row: row,
      source: try read(.source, parseUInt32),
      target: try read(.target, parseUInt32),
      cents: try read(.value, parseCents),
      time: try read(.time, parseUInt32)
    )
  }

  private func read<Value>(
    _ column: Column,
    _ parse: (ArraySlice<UInt8>) throws(FieldError) -> Value
  ) throws(RingKernelError) -> Value {
    let field = record[columns[column.rawValue]]
    do throws(FieldError) { return try parse(field) } catch {
      throw RingKernelError(
        .csvValue,
        "\(name), line \(record.line), column '\(column.name)': \(shown(field)) \(error.reason)."
      )
    }
  }

  private var headerBytes: ArraySlice<UInt8> { ArraySlice(record.fields.joined(separator: ",").utf8) }
}

extension TransactionReader<InputFile> {
  /// Opens a plain or packed file.
  public init(path: String) throws(RingKernelError) { try self.init(InputFile(path: path), name: path) }
}
