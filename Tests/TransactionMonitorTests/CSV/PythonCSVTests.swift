import Foundation
import RingKernelCore
import Testing

@testable import TransactionMonitor

@Suite(.enabled(if: Python.isAvailable, Python.absence), .timeLimit(.minutes(5)))
struct `CSV reader beside Python's csv module` {
  /// What Python found in one input: bytes as Latin-1, so that every byte is one character.
  private struct Outcome: Decodable {
    let rows: [[String]]
    let lines: [Int]
    let error: String?
  }

  private static let program = """
    import csv, io, json, struct, sys
    data, at, cases = open(sys.argv[1], 'rb').read(), 0, []
    while at < len(data):
        count, = struct.unpack_from('<I', data, at)
        text = data[at + 4:at + 4 + count].decode('latin-1')
        at += 4 + count
        reader = csv.reader(io.StringIO(text, newline=''), strict=True)
        rows, lines, start, error = [], [], 1, None
        try:
            for row in reader:
                rows.append(row or [''])
                lines.append(start)
                start = reader.line_num + 1
        except csv.Error as problem:
            error = str(problem)
        cases.append({'rows': rows, 'lines': lines, 'error': error})
    json.dump(cases, open(sys.argv[2], 'w'))
    """

  private static let quoteInField = "a quote stands inside a field"

  @Test(arguments: [11, 12, 13] as [UInt64])
  func `both read the same records at the same lines, or both refuse`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let inputs = (0..<1500).map { index in index % 2 == 0 ? wellFormed(&random) : arbitrary(&random) }
    let packed = inputs.flatMap { input in
      (0..<4).map { UInt8(truncatingIfNeeded: input.count >> ($0 * 8)) } + input
    }
    let outcomes = try JSONDecoder().decode([Outcome].self, from: Python.run(Self.program, input: packed))
    try #require(outcomes.count == inputs.count)
    var accepted = 0
    for (input, python) in zip(inputs, outcomes) {
      let (found, error) = records(of: input, chunkBytes: 1 + Int(random.next(below: 40)))
      let rows = found.map { record in (0..<record.count).map { latin1(record[$0]) } }
      let note: Comment = "seed \(seed), input \(String(decoding: input, as: UTF8.self).debugDescription)"
      if let error, error.detail.contains(Self.quoteInField) {
        // Python takes such a quote literally; the RFC does not have it.
        #expect(Array(python.rows.prefix(rows.count)) == rows, note)
        let disputed = python.rows.dropFirst(rows.count).first
        #expect(disputed == nil || disputed?.contains { $0.contains("\"") } == true, note)
      } else {
        #expect(python.rows == rows, note)
        #expect(python.lines == found.map(\.line), note)
        #expect((python.error == nil) == (error == nil), note)
        accepted += error == nil ? 1 : 0
      }
    }
    #expect(accepted >= inputs.count / 2, "seed \(seed): half of the inputs are well-formed")
  }

  /// Fields in quotes or plain, all line ends, the last line with or without one.
  private func wellFormed(_ random: inout SplitMix64) -> [UInt8] {
    var text: [UInt8] = []
    let lineEnd = Array(["\n", "\r\n", "\r"][Int(random.next(below: 3))].utf8)
    let count = random.next(below: 6)
    for row in 0..<count {
      for field in 0...random.next(below: 4) {
        if field > 0 { text.append(UInt8(ascii: ",")) }
        text += self.field(&random)
      }
      if row + 1 < count || random.chance(perMille: 500) { text += lineEnd }
    }
    return text
  }

  private func field(_ random: inout SplitMix64) -> [UInt8] {
    let isQuoted = random.chance(perMille: 500)
    var text: [UInt8] = []
    for _ in 0..<random.next(below: 6) {
      let piece =
        isQuoted ? ["x", "é", ",", "\n", "\r\n", "\r", "\"\"", " "] : ["x", "é", "7", " ", "\t", "'", ".", ";"]
      text += Array(piece[Int(random.next(below: UInt64(piece.count)))].utf8)
    }
    return isQuoted ? [UInt8(ascii: "\"")] + text + [UInt8(ascii: "\"")] : text
  }

  /// Any sequence of the bytes that mean something, and one that does not.
  private func arbitrary(_ random: inout SplitMix64) -> [UInt8] {
    let alphabet = Array("\",\r\na".utf8)
    return (0..<random.next(below: 14)).map { _ in alphabet[Int(random.next(below: UInt64(alphabet.count)))] }
  }

  private func latin1(_ bytes: ArraySlice<UInt8>) -> String {
    String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
  }
}
