/// A name that messages are published to: levels joined by slashes, `plant/line 3/temperature`.
///
/// 1 to 16 levels, none of them empty, 255 bytes of UTF-8 together with the slashes, no `*` and no `#`.
public struct Topic: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The levels from left to right.
  public let levels: [String]

  /// Most levels of a topic or pattern.
  public static let maximumLevels = 16
  /// Most bytes of a topic or pattern, slashes included.
  public static let maximumBytes = 255

  /// Parses and validates `text`.
  ///
  /// - Throws: `RingKernelError` with `.invalidTopic` and the reason.
  public init(_ text: String) throws(RingKernelError) {
    let levels = try Topic.levels(of: text, in: "topic")
    for level in levels where level.utf8.contains(where: isWildcardByte) {
      throw RingKernelError(.invalidTopic, "Level '\(level)' of topic '\(text)' has a wildcard.")
    }
    self.levels = levels
  }

  /// The levels joined by slashes.
  public var description: String { levels.joined(separator: "/") }

  /// Orders level by level; a topic comes before those below it.
  public static func < (first: Topic, second: Topic) -> Bool {
    first.levels.lexicographicallyPrecedes(second.levels)
  }

  /// The rules that topics and patterns share.
  static func levels(of text: String, in kind: String) throws(RingKernelError) -> [String] {
    guard text.utf8.count <= maximumBytes else {
      throw RingKernelError(
        .invalidTopic,
        "The \(kind) '\(text)' has \(text.utf8.count) bytes; at most \(maximumBytes) are allowed."
      )
    }
    // By bytes: a combining mark behind a slash would otherwise hide it.
    let levels = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      .map { String(Substring($0)) }
    guard levels.count <= maximumLevels else {
      throw RingKernelError(
        .invalidTopic,
        "The \(kind) '\(text)' has \(levels.count) levels; at most \(maximumLevels) are allowed."
      )
    }
    guard !levels.contains("") else {
      throw RingKernelError(.invalidTopic, "The \(kind) '\(text)' has an empty level.")
    }
    return levels
  }
}

/// Whether `byte` is one of the characters that only patterns may have.
func isWildcardByte(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "*") || byte == UInt8(ascii: "#") }
