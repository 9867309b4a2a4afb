/// A set of topics: `plant/*/temperature`, `plant/**`.
///
/// `*` stands for exactly one level, `**` for any number of levels, none included; `#` is another spelling of a final
/// `**`. A wildcard is a whole level.
public struct TopicPattern: Hashable, Sendable, CustomStringConvertible {
  /// One level of a pattern.
  enum Segment: Hashable, Sendable {
    case level(String)
    case one
    case many
  }

  /// Never has `.many` twice in a row: it would match the same topics.
  let segments: [Segment]

  /// Parses and validates `text`.
  ///
  /// - Throws: `RingKernelError` with `.invalidTopic` and the reason.
  public init(_ text: String) throws(RingKernelError) {
    let levels = try Topic.levels(of: text, in: "pattern")
    var segments: [Segment] = []
    for (index, level) in levels.enumerated() {
      let segment = try TopicPattern.segment(level, isLast: index == levels.count - 1, in: text)
      if segment != .many || segments.last != .many { segments.append(segment) }
    }
    self.segments = segments
  }

  /// The pattern that only `topic` matches.
  public init(_ topic: Topic) { segments = topic.levels.map(Segment.level) }

  /// Whether `topic` is in the set.
  ///
  /// - Complexity: O(levels of the topic times levels of the pattern).
  public func matches(_ topic: Topic) -> Bool {
    let levels = topic.levels
    var segment = 0
    var level = 0
    // Only the last `**` needs another try: what an earlier one could take, the last one can take as well.
    var retry: (segment: Int, level: Int)?
    while level < levels.count {
      if segment < segments.count {
        if segments[segment] == .many {
          segment += 1
          retry = (segment, level)
          continue
        }
        if segments[segment] == .one || segments[segment] == .level(levels[level]) {
          segment += 1
          level += 1
          continue
        }
      }
      guard let last = retry else { return false }
      retry = (last.segment, last.level + 1)
      segment = last.segment
      level = last.level + 1
    }
    return segments[segment...].allSatisfy { $0 == .many }
  }

  /// The pattern in its one spelling: `**` for a final `#`.
  public var description: String {
    let levels = segments.map { segment in
      switch segment {
      case .level(let name): name
      case .one: "*"
      case .many: "**"
      }
    }
    return levels.joined(separator: "/")
  }

  private static func segment(_ level: String, isLast: Bool, in text: String) throws(RingKernelError) -> Segment {
    switch level {
    case "*": return .one
    case "**": return .many
    case "#":
      guard isLast else {
        throw RingKernelError(.invalidTopic, "'#' is not the last level of pattern '\(text)'.")
      }
      return .many
    default:
      guard !level.utf8.contains(where: isWildcardByte) else {
        throw RingKernelError(
          .invalidTopic,
          "Level '\(level)' of pattern '\(text)' mixes a wildcard with other characters."
        )
      }
      return .level(level)
    }
  }
}
