import RingKernelCore
import RingKernelTesting
import Testing

struct `Topics and patterns` {
  @Test(arguments: ["a", "a/b/c", "plant/line 3/\u{e9}", "+/$", "1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16"])
  func `a topic keeps its levels`(text: String) throws {
    let topic = try Topic(text)
    #expect(topic.description == text)
    #expect(topic.levels == text.split(separator: "/").map(String.init))
  }

  @Test(arguments: [
    "", "/", "/a", "a/", "a//b", "*", "a/*", "a*", "a/#", "#", "**", "a/b#c", "/\u{338}a",
    "1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17", String(repeating: "x", count: 256),
    String(repeating: "\u{e9}", count: 128),
  ])
  func `a malformed topic is refused with its text`(text: String) {
    let error = #expect(throws: RingKernelError.self) { try Topic(text) }
    #expect(error?.code == .invalidTopic)
    #expect(error?.detail.contains("'\(text)'") == true)
  }

  @Test(arguments: ["", "/", "a//b", "#/a", "a/#/b", "a*", "*a/b", "a/***", "a/b#", "##", "*/"])
  func `a malformed pattern is refused with its text`(text: String) {
    let error = #expect(throws: RingKernelError.self) { try TopicPattern(text) }
    #expect(error?.code == .invalidTopic)
    #expect(error?.detail.contains("'\(text)'") == true)
  }

  @Test func `255 bytes are the most`() throws {
    let text = String(repeating: "x", count: 255)
    #expect(try Topic(text).description == text)
    #expect(try TopicPattern(text).matches(try Topic(text)))
  }

  @Test(arguments: [
    ("a/b", "a/b", true), ("a/b", "a", false), ("a/b", "a/b/c", false), ("a/b", "a/c", false),
    ("*", "a", true), ("*", "a/b", false), ("a/*", "a", false), ("a/*/c", "a/b/c", true), ("*/*", "a/b", true),
    ("#", "a", true), ("**", "a/b/c", true), ("a/#", "a", true), ("a/**", "a/b/c", true), ("a/#", "b", false),
    ("**/c", "c", true), ("**/c", "a/b/c", true), ("**/c", "a/c/b", false), ("a/**/d", "a/d", true),
    ("a/**/d", "a/b/c/d", true), ("a/**/d", "a/d/e", false), ("a/**/*", "a", false), ("a/**/*", "a/b", true),
    ("**/b/**/c", "a/b/b/c/c", true), ("**/b/**/c", "a/c/b", false), ("**/a/b/**", "a/a/b", true),
  ])
  func `known patterns match known topics`(pattern: String, topic: String, isMatch: Bool) throws {
    #expect(try TopicPattern(pattern).matches(try Topic(topic)) == isMatch)
  }

  @Test func `equal sets have one spelling`() throws {
    #expect(try TopicPattern("a/#") == TopicPattern("a/**"))
    #expect(try TopicPattern("a/**/**/b/**/#").description == "a/**/b/**")
    #expect(try TopicPattern(try Topic("a/b")) == TopicPattern("a/b"))
  }

  @Test func `topics order level by level`() throws {
    let ordered = try ["a", "a/b", "a/b/c", "a/c", "a-/a", "b"].map { text throws in try Topic(text) }
    #expect(ordered.shuffled().sorted() == ordered)
  }

  @Test func `matching follows the definition on random inputs`() throws {
    let seed = SplitMix64.drawSeed(for: "pattern matching")
    var random = SplitMix64(seed: seed)
    var matches = 0
    for _ in 0..<20_000 {
      let pattern = RandomTopics.patternText(using: &random)
      let topic = RandomTopics.topicText(using: &random)
      let expected = RandomTopics.matches(
        pattern.split(separator: "/")[...],
        topic.split(separator: "/")[...]
      )
      #expect(try TopicPattern(pattern).matches(try Topic(topic)) == expected, "\(pattern) \(topic), seed \(seed)")
      if expected { matches += 1 }
    }
    #expect(matches > 1_000)
  }
}

/// Short topics and patterns over few names, so that they match each other often, and the definition of matching.
enum RandomTopics {
  static func topicText(using random: inout SplitMix64) -> String {
    let count = Int.random(in: 1...6, using: &random)
    return (0..<count).map { _ in ["a", "b", "c"].randomElement(using: &random) ?? "a" }.joined(separator: "/")
  }

  static func patternText(using random: inout SplitMix64) -> String {
    let count = Int.random(in: 1...6, using: &random)
    var levels = (0..<count).map { _ in ["a", "b", "c", "*", "**"].randomElement(using: &random) ?? "a" }
    if Int.random(in: 0..<4, using: &random) == 0 { levels.append("#") }
    return levels.joined(separator: "/")
  }

  static func matches(_ pattern: ArraySlice<Substring>, _ topic: ArraySlice<Substring>) -> Bool {
    guard let first = pattern.first else { return topic.isEmpty }
    let rest = pattern.dropFirst()
    switch first {
    case "**", "#": return (0...topic.count).contains { matches(rest, topic.dropFirst($0)) }
    case "*": return !topic.isEmpty && matches(rest, topic.dropFirst())
    default: return topic.first == first && matches(rest, topic.dropFirst())
    }
  }
}
