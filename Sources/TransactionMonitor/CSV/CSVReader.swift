public import RingKernelCore

/// How much of a CSV file may belong together; what is longer is refused, so that memory stays bounded.
public struct CSVLimits: Sendable {
  /// Bytes of one field.
  public var fieldBytes: Int
  /// Bytes of all fields of a record.
  public var recordBytes: Int
  /// Fields of a record.
  public var fields: Int

  /// Sets the limits.
  public init(fieldBytes: Int = 1 << 16, recordBytes: Int = 1 << 20, fields: Int = 4096) {
    self.fieldBytes = fieldBytes
    self.recordBytes = recordBytes
    self.fields = fields
  }
}

/// Streaming reader of RFC 4180 files: any byte sequence gives records or a typed error.
///
/// Lines end with LF, CRLF or CR; the last one needs no end. A byte-order mark is skipped. Quotes inside an
/// unquoted field and text behind a closing quote are refused, as the RFC has it.
public struct CSVReader<Source: ByteSource> {
  private enum State { case recordStart, fieldStart, unquoted, quoted, quoteInQuoted }

  private var input: BufferedBytes<Source>
  private let name: String
  private let limits: CSVLimits
  private var state = State.recordStart
  private var line = 1
  private var previous: UInt8 = 0
  private var failure: RingKernelError?

  /// Reads from `source`; `name` stands in messages.
  public init(_ source: Source, name: String = "input", limits: CSVLimits = CSVLimits()) {
    input = BufferedBytes(source)
    self.name = name
    self.limits = limits
  }

  /// Reads the next record into `record`.
  ///
  /// - Returns: False at the end of the input.
  /// - Throws: `csvMalformed` with the line, or what the source throws; the reader then stays failed.
  public mutating func next(into record: inout CSVRecord) throws(RingKernelError) -> Bool {
    if let failure { throw failure }
    do throws(RingKernelError) { return try readRecord(into: &record) } catch {
      failure = error
      throw error
    }
  }

  private mutating func readRecord(into record: inout CSVRecord) throws(RingKernelError) -> Bool {
    record.restart(at: line)
    while let byte = try input.next() {
      let followsReturn = previous == carriageReturn
      previous = byte
      if byte == lineFeed && followsReturn && state == .recordStart { continue }  // second half of CRLF
      if byte == carriageReturn || byte == lineFeed && !followsReturn { line += 1 }
      if try take(byte, into: &record) { return true }
    }
    return try finish(&record)
  }

  /// Handles one byte; true when it ends the record.
  private mutating func take(_ byte: UInt8, into record: inout CSVRecord) throws(RingKernelError) -> Bool {
    switch (state, byte) {
    case (.quoted, quote): state = .quoteInQuoted
    case (.quoted, _): try append(byte, to: &record)
    case (.quoteInQuoted, quote):
      state = .quoted
      try append(byte, to: &record)
    case (.recordStart, quote), (.fieldStart, quote): state = .quoted
    case (_, comma):
      state = .fieldStart
      try endField(of: &record)
    case (_, lineFeed), (_, carriageReturn):
      state = .recordStart
      try endField(of: &record)
      return true
    case (.quoteInQuoted, _): throw malformed(record, "text follows a closing quote")
    case (_, quote): throw malformed(record, "a quote stands inside a field that does not start with one")
    default:
      state = .unquoted
      try append(byte, to: &record)
    }
    return false
  }

  /// Ends the last record at the end of the input; false when there is none.
  private mutating func finish(_ record: inout CSVRecord) throws(RingKernelError) -> Bool {
    switch state {
    case .recordStart: return false
    case .quoted: throw malformed(record, "the input ends inside quotes")
    case .fieldStart, .unquoted, .quoteInQuoted:
      state = .recordStart
      try endField(of: &record)
      return true
    }
  }

  private func append(_ byte: UInt8, to record: inout CSVRecord) throws(RingKernelError) {
    guard record.bytes.count < limits.recordBytes else {
      throw malformed(record, "the record is longer than \(limits.recordBytes) bytes")
    }
    guard record.bytes.count - (record.ends.last ?? 0) < limits.fieldBytes else {
      throw malformed(record, "field \(record.count + 1) is longer than \(limits.fieldBytes) bytes")
    }
    record.bytes.append(byte)
  }

  private func endField(of record: inout CSVRecord) throws(RingKernelError) {
    guard record.count < limits.fields else {
      throw malformed(record, "the record has more than \(limits.fields) fields")
    }
    record.ends.append(record.bytes.count)
  }

  private func malformed(_ record: CSVRecord, _ reason: String) -> RingKernelError {
    RingKernelError(.csvMalformed, "\(name), line \(record.line): \(reason).")
  }
}

private let quote = UInt8(ascii: "\"")
private let comma = UInt8(ascii: ",")
private let lineFeed = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")
