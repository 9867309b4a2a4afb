package import RingKernelIR

/// How programs lie in the cache: texts one behind the other, each with its length before it.
package struct ProgramFields {
  /// What was written.
  package private(set) var bytes: [UInt8] = []

  /// Begins without fields.
  package init() {}

  /// Appends texts.
  package mutating func append(_ fields: String...) {
    for field in fields { bytes += Array("\(field.utf8.count):".utf8) + Array(field.utf8) }
  }

  /// Appends numbers.
  package mutating func append(_ numbers: [Int]) { append(numbers.map(String.init).joined(separator: " ")) }

  /// Appends the places that can fail.
  package mutating func append(_ sites: [FailureSite]) {
    append([sites.count])
    for site in sites {
      append([Int(site.code.rawValue), site.line, site.column, site.labels.count])
      for label in site.labels { append(label) }
    }
  }
}

/// Reads what `ProgramFields` wrote; everything is nil that is not so.
package struct ProgramFieldReader {
  private var rest: ArraySlice<UInt8>

  /// Reads from the start.
  package init(_ bytes: [UInt8]) { rest = bytes[...] }

  /// Whether nothing is left.
  package var isAtEnd: Bool { rest.isEmpty }

  /// The next text.
  package mutating func text() -> String? {
    guard let mark = rest.firstIndex(of: UInt8(ascii: ":")),
      let count = Int(String(decoding: rest[..<mark], as: UTF8.self)), count >= 0, count < rest.endIndex - mark
    else { return nil }
    let end = mark + 1 + count
    defer { rest = rest[end...] }
    return String(decoding: rest[(mark + 1)..<end], as: UTF8.self)
  }

  /// The next numbers, of which there must be `count` where that is given.
  package mutating func numbers(_ count: Int? = nil) -> [Int]? {
    guard let words = text()?.split(separator: " ") else { return nil }
    let numbers = words.compactMap { Int($0) }
    return numbers.count == words.count && numbers.count == count ?? numbers.count ? numbers : nil
  }

  /// The next flag.
  package mutating func flag() -> Bool? {
    guard let number = numbers(1)?[0], (0...1).contains(number) else { return nil }
    return number == 1
  }

  /// The places that can fail.
  package mutating func sites() -> [FailureSite]? {
    guard let count = numbers(1)?[0], count >= 0 else { return nil }
    var sites: [FailureSite] = []
    while sites.count < count {
      guard let site = numbers(4), let code = UInt32(exactly: site[0]).flatMap(FailureCode.init(rawValue:)),
        site[3] >= 0
      else { return nil }
      var labels: [String] = []
      while labels.count < site[3] {
        guard let label = text() else { return nil }
        labels.append(label)
      }
      sites.append(FailureSite(code, line: site[1], column: site[2], labels: labels))
    }
    return sites
  }
}
