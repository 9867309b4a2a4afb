import RingKernelCore
import Testing

@testable import TransactionMonitor

@Suite struct `Transaction reader` {
  private static let header = "sourceNodeId,targetNodeId,value,time\n"

  @Test func `columns are found by name in any order`() throws {
    let found = try rows(
      of: MemoryBytes("time,note,value,targetNodeId,sourceNodeId\r\n7,\"a,b\",12.5,2,1\r\n\r\n8,,3,1,2")
    )
    #expect(
      found == [
        Transaction(row: 1, source: 1, target: 2, cents: 1250, time: 7),
        Transaction(row: 2, source: 2, target: 1, cents: 300, time: 8),
      ]
    )
  }

  @Test(arguments: [
    ("0", 0), ("7", 700), ("0.05", 5), ("0.5", 50), ("00012.30", 1230), ("163.3", 16330),
    ("92233720368547758.07", Int64.max),
  ])
  func `values are exact cents`(text: String, cents: Int64) throws {
    #expect(try rows(of: MemoryBytes(Self.header + "1,2,\(text),3")).map(\.cents) == [cents])
  }

  @Test(arguments: [
    ("1,2,-1,3", "value", "'-1' is negative"), ("1,2,1.234,3", "value", "has more than two decimals"),
    ("1,2,92233720368547758.08,3", "value", "is too large"), ("1,2,92233720368547759,3", "value", "is too large"),
    ("1,2,99999999999999999999999,3", "value", "is too large"), ("1,2,1e3,3", "value", "'1e3' is not a number"),
    ("1,2,.5,3", "value", "is empty"), ("1,2,5.,3", "value", "is empty"), ("1,2,+5,3", "value", "is not a number"),
    ("1,2,1.-5,3", "value", "is negative"), ("1,2,1.2.3,3", "value", "is not a number"),
    ("1,2,,3", "value", "is empty"),
    ("4294967296,2,1,3", "sourceNodeId", "'4294967296' is too large"), ("1, 2,1,3", "targetNodeId", "is not a number"),
    ("1,2,1,-3", "time", "is negative"), ("1,2,1,", "time", "is empty"),
    ("1,2,1,\"3\n4\"", "time", "'3\u{FFFD}4' is not a number"),
  ])
  func `a bad value names line, column and value`(line: String, column: String, reason: String) {
    let error = failure { () throws(RingKernelError) in try rows(of: MemoryBytes(Self.header + "\n9,9,9,9\n" + line)) }
    #expect(error?.code == .csvValue)
    #expect(error?.detail.hasPrefix("input, line 4, column '\(column)': ") == true)
    #expect(error?.detail.contains(reason) == true)
  }

  @Test(arguments: [
    ("", "the file is empty"), ("sourceNodeId,targetNodeId,value\n", "column 'time' is missing"),
    ("sourceNodeId,targetNodeId,value,time,time\n", "column 'time' stands there 2 times"),
    ("Source,target,value,time\n", "column 'sourceNodeId' is missing"),
  ])
  func `a header without the columns is refused`(text: String, reason: String) {
    let error = failure { () throws(RingKernelError) in try rows(of: MemoryBytes(text)) }
    #expect(error?.code == .csvColumn)
    #expect(error?.detail.contains(reason) == true)
  }

  @Test func `a row with another number of fields is refused`() {
    let error = failure { () throws(RingKernelError) in try rows(of: MemoryBytes(Self.header + "1,2,3\n")) }
    #expect(error?.code == .csvMalformed)
    #expect(error?.detail == "input, line 2: 3 fields where the header has 4.")
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func `any bytes behind a header give rows or a typed error`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let alphabet = Array("0123456789.,,,,\n\n-\"e".utf8)
    for _ in 0..<300 {
      let line = (0..<random.next(below: 40)).map { _ in alphabet[Int(random.next(below: UInt64(alphabet.count)))] }
      let error = failure { () throws(RingKernelError) in try rows(of: MemoryBytes(Array(Self.header.utf8) + line)) }
      #expect(error == nil || error?.code == .csvMalformed || error?.code == .csvValue, "seed \(seed)")
    }
  }

  @Test func `what is written is read back`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("rows.csv")
    let made = Array(try TransactionGenerator(seed: 5, accounts: 50, count: 500))
    try TransactionFile.write(made, to: path)
    #expect(try rows(of: InputFile(path: path)) == made)
  }

  @Test func `alerts are written in the order of the rows`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("alerts.csv")
    let alerts = [9, 3].map { Alert(row: $0, source: 1, target: 2, cents: 345, time: 6, count: 11) }
    try AlertFile.write(alerts, to: path)
    var reader = CSVReader(try InputFile(path: path))
    var record = CSVRecord()
    var lines: [[String]] = []
    while try reader.next(into: &record) { lines.append(record.fields) }
    #expect(
      lines == [
        ["row", "source", "target", "cents", "time", "count"], ["3", "1", "2", "345", "6", "11"],
        ["9", "1", "2", "345", "6", "11"],
      ]
    )
  }
}
