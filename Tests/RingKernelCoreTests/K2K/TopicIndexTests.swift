@testable import RingKernelCore
import RingKernelTesting
import Testing

struct `The topic index` {
  @Test func `finds what a scan finds while patterns come and go`() throws {
    let seed = SplitMix64.drawSeed(for: "topic index")
    var random = SplitMix64(seed: seed)
    var index = TopicIndex<Int>()
    var patterns: [Int: TopicPattern] = [:]
    var found = 0
    for step in 0..<3_000 {
      if patterns.count < 200, Int.random(in: 0..<3, using: &random) > 0 {
        let pattern = try TopicPattern(RandomTopics.patternText(using: &random))
        patterns[step] = pattern
        index.insert(step, for: pattern)
      } else if let (value, pattern) = patterns.randomElement(using: &random) {
        patterns[value] = nil
        index.remove(value, for: pattern)
      }
      let topic = try Topic(RandomTopics.topicText(using: &random))
      let expected = patterns.filter { $0.value.matches(topic) }.keys.sorted()
      #expect(index.values(matching: topic) == expected, "topic \(topic), seed \(seed)")
      found += expected.count
    }
    #expect(found > 10_000)
    for (value, pattern) in patterns { index.remove(value, for: pattern) }
    #expect(index.nodeCount == 1, "only the root is left")
  }

  @Test func `removing what is not there changes nothing`() throws {
    var index = TopicIndex<Int>()
    index.insert(1, for: try TopicPattern("a/b"))
    index.remove(1, for: try TopicPattern("a"))
    index.remove(1, for: try TopicPattern("a/c"))
    index.remove(2, for: try TopicPattern("a/b"))
    #expect(index.values(matching: try Topic("a/b")) == [1])
    #expect(index.nodeCount == 3)
  }
}
