import RingKernelCore
import Testing

@testable import TransactionMonitor

@Suite struct `CSV reader` {
  @Test(arguments: [
    ("a,b\nc,d\n", [["a", "b"], ["c", "d"]]),
    ("a,b\r\nc,d", [["a", "b"], ["c", "d"]]),
    ("a\rb\r", [["a"], ["b"]]),
    ("\"a,b\",c\n", [["a,b", "c"]]),
    ("\"say \"\"hi\"\"\"\n", [["say \"hi\""]]),
    ("\"two\r\nlines\",x\r\ny,z", [["two\r\nlines", "x"], ["y", "z"]]),
    (",\n", [["", ""]]),
    ("a,", [["a", ""]]),
    ("\"\"", [[""]]),
    ("\n\n", [[""], [""]]),
    ("", []),
    ("\u{FEFF}a,b\n", [["a", "b"]]),
    ("\u{FEFF}\"a\"\n", [["a"]]),
    ("\u{FEFF}", []),
    ("naïve,日本\n", [["naïve", "日本"]]),
  ])
  func `fields are split and unescaped, whatever the chunks`(input: String, expected: [[String]]) {
    for chunkBytes in [1, 2, 3, 5, .max] {
      let (found, error) = records(of: Array(input.utf8), chunkBytes: chunkBytes)
      #expect(found.map(\.fields) == expected)
      #expect(error == nil)
    }
  }

  @Test(arguments: [
    ("ok\n\"open", 2, "ends inside quotes"),
    ("ok\r\nok\r\n\"a\"b\n", 3, "text follows a closing quote"),
    ("a\"b\n", 1, "a quote stands inside a field"),
    ("\"1\n2\"\n\"a\" ,b", 3, "text follows a closing quote"),
  ])
  func `malformed input names the line of the record`(input: String, line: Int, reason: String) {
    let (_, error) = records(of: Array(input.utf8))
    #expect(error?.code == .csvMalformed)
    #expect(error?.detail.contains("line \(line):") == true)
    #expect(error?.detail.contains(reason) == true)
  }

  @Test func `records carry the line on which they start`() {
    let (found, _) = records(of: Array("a\r\n\"b\nb\rb\r\nb\"\n\nc".utf8))
    #expect(found.map(\.line) == [1, 2, 6, 7])
  }

  @Test func `limits refuse what is longer and accept what is as long`() {
    let limits = CSVLimits(fieldBytes: 4, recordBytes: 6, fields: 3)
    #expect(records(of: Array("1234,12\n".utf8), limits: limits).error == nil)
    #expect(records(of: Array("12345\n".utf8), limits: limits).error?.detail.contains("longer than 4 bytes") == true)
    #expect(records(of: Array("1234,123\n".utf8), limits: limits).error?.detail.contains("longer than 6 bytes") == true)
    #expect(records(of: Array("1,2,3,4\n".utf8), limits: limits).error?.detail.contains("more than 3 fields") == true)
  }

  @Test func `a reader that has failed stays failed`() {
    var reader = CSVReader(MemoryBytes("\"a\"b\nc\n"))
    var record = CSVRecord()
    let first = failure { () throws(RingKernelError) in try reader.next(into: &record) }
    let second = failure { () throws(RingKernelError) in try reader.next(into: &record) }
    #expect(first?.code == .csvMalformed)
    #expect(first == second)
  }

  @Test func `a reader at the end stays at the end`() throws {
    var reader = CSVReader(MemoryBytes("a"))
    var record = CSVRecord()
    let answers = [
      try reader.next(into: &record), try reader.next(into: &record), try reader.next(into: &record),
    ]
    #expect(answers == [true, false, false])
  }

  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func `any bytes give records or a typed error`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<200 {
      let bytes = (0..<random.next(below: 300)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      let whole = records(of: bytes)
      let chunked = records(of: bytes, chunkBytes: 1 + Int(random.next(below: 9)))
      #expect(whole.records == chunked.records, "seed \(seed)")
      #expect(whole.error == chunked.error, "seed \(seed)")
      #expect(whole.error == nil || whole.error?.code == .csvMalformed, "seed \(seed)")
    }
  }
}
