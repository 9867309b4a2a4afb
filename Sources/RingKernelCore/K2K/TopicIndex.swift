/// Patterns by level, so that finding the ones that match a topic does not look at the others.
///
/// A trie whose edges are the segments of patterns. Matching walks all paths that a topic can take at once, level by
/// level, so the cost depends on the patterns that share a beginning with the topic, not on how many there are.
struct TopicIndex<Value: Hashable & Comparable & Sendable>: Sendable {
  private struct Node: Sendable {
    var children: [String: Int] = [:]
    var one: Int?
    var many: Int?
    var values: Set<Value> = []
    let isMany: Bool

    var isEmpty: Bool { values.isEmpty && children.isEmpty && one == nil && many == nil }
  }

  /// The root stands at 0; a removed node leaves its place to the next one.
  private var nodes = [Node(isMany: false)]
  private var freePlaces: [Int] = []

  /// Nodes in use, the root included.
  var nodeCount: Int { nodes.count - freePlaces.count }

  /// Adds `value` to `pattern`.
  mutating func insert(_ value: Value, for pattern: TopicPattern) {
    var node = 0
    for segment in pattern.segments {
      if let child = child(of: node, along: segment) {
        node = child
      } else {
        let child = makeNode(isMany: segment == .many)
        setChild(child, of: node, along: segment)
        node = child
      }
    }
    nodes[node].values.insert(value)
  }

  /// Removes `value` from `pattern` and the nodes that nothing needs any more.
  mutating func remove(_ value: Value, for pattern: TopicPattern) {
    var path = [0]
    for segment in pattern.segments {
      guard let child = child(of: path[path.count - 1], along: segment) else { return }
      path.append(child)
    }
    nodes[path[path.count - 1]].values.remove(value)
    for (depth, segment) in pattern.segments.enumerated().reversed() where nodes[path[depth + 1]].isEmpty {
      setChild(nil, of: path[depth], along: segment)
      freePlaces.append(path[depth + 1])
    }
  }

  /// The values of all patterns that `topic` matches, ascending, each once per pattern.
  func values(matching topic: Topic) -> [Value] {
    var active = closure([0])
    for level in topic.levels {
      var next: [Int] = []
      for node in active {
        if let child = nodes[node].children[level] { next.append(child) }
        if let child = nodes[node].one { next.append(child) }
        if nodes[node].isMany { next.append(node) }
      }
      guard !next.isEmpty else { return [] }
      active = closure(next)
    }
    return active.flatMap { nodes[$0].values }.sorted()
  }

  /// `active` and the `**` below each of them, which also match no level at all.
  ///
  /// Only a `**` can be reached twice, from its parent and from itself: every other node has one way in.
  private func closure(_ active: [Int]) -> [Int] {
    var seen = Set(active.lazy.filter { nodes[$0].isMany })
    var result = active
    for node in active {
      if let many = nodes[node].many, seen.insert(many).inserted { result.append(many) }
    }
    return result
  }

  private func child(of node: Int, along segment: TopicPattern.Segment) -> Int? {
    switch segment {
    case .level(let name): nodes[node].children[name]
    case .one: nodes[node].one
    case .many: nodes[node].many
    }
  }

  private mutating func setChild(_ child: Int?, of node: Int, along segment: TopicPattern.Segment) {
    switch segment {
    case .level(let name): nodes[node].children[name] = child
    case .one: nodes[node].one = child
    case .many: nodes[node].many = child
    }
  }

  private mutating func makeNode(isMany: Bool) -> Int {
    guard let place = freePlaces.popLast() else {
      nodes.append(Node(isMany: isMany))
      return nodes.count - 1
    }
    nodes[place] = Node(isMany: isMany)
    return place
  }
}
