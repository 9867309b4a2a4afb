/// Form of a cached program on disk: a line of numbers, the key, the program.
///
/// `ringkernel-program 1 <key bytes> <program bytes> <FNV-1a of both>\n`. A file that is cut short, or that anything
/// wrote over, does not decode, and counts as absent.
enum ProgramFile {
  private static let magic = "ringkernel-program 1"
  private static let longestLine = 128

  static func encode(_ key: ProgramKey, _ program: [UInt8]) -> [UInt8] {
    let body = Array(key.text.utf8) + program
    let line = "\(magic) \(key.text.utf8.count) \(program.count) \(ProgramDigest.fnv1a(body))\n"
    return Array(line.utf8) + body
  }

  /// The key and the program of a file; nil when it is not whole.
  static func decode(_ file: [UInt8]) -> (key: String, program: [UInt8])? {
    guard let end = file.prefix(longestLine).firstIndex(of: UInt8(ascii: "\n")) else { return nil }
    let words = String(decoding: file[..<end], as: UTF8.self).split(separator: " ")
    guard words.count == 5, words[0] + " " + words[1] == magic, let keyBytes = Int(words[2]),
      let programBytes = Int(words[3]), let hash = UInt64(words[4]), keyBytes >= 0, programBytes >= 0
    else { return nil }
    let body = file[(end + 1)...]
    let (total, overflow) = keyBytes.addingReportingOverflow(programBytes)
    guard !overflow, body.count == total, ProgramDigest.fnv1a(body) == hash else { return nil }
    return (String(decoding: body.prefix(keyBytes), as: UTF8.self), Array(body.dropFirst(keyBytes)))
  }
}
