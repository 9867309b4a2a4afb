/// How long loops of handlers may run: what a message can choose must not hold a device.
///
/// A loop that is reached from a handler runs at most so many rounds; one of n rounds leaves the n-th part of them to
/// each loop inside of it, those of functions that it calls included. So whatever nest a message unfolds ends.
/// Loops over literals and `.indices` are as long as the source says and are left out.
package enum LoopLimit {
  /// Rounds unless the actor says otherwise.
  ///
  /// A turn may handle some thousands of messages that all ask for the most: with 2^16 rounds of 20 ns each, 4,096 of
  /// them are 5 s, which drivers bear.
  package static let standard = 65_536
  /// The most that an actor may ask for: one message of 50 ns a round is then at the second after which drivers give up.
  package static let largest = 1 << 24

  /// The rounds of an actor's loops, by its `loopLimit:`.
  package static func rounds(of actor: SyntaxNode) -> Int {
    let attribute = actor.children.first { $0.kind == .attribute && $0.text == "loopLimit" }
    return attribute?.children.first.flatMap { Int($0.text) } ?? standard
  }

  /// Whether a `for` is as long as the source says, whatever the message says.
  static func isFixed(_ loop: SyntaxNode) -> Bool {
    guard loop.kind == .for, loop.children.count > 1 else { return false }
    let range = loop.children[1]
    switch range.kind {
    case .member: return range.text == "indices"
    case .binary:
      let ends = range.children.map(literal)
      guard ["..<", "..."].contains(range.text), ends.count == 2, let start = ends[0], let end = ends[1] else {
        return false
      }
      return end - start < Int128(standard)
    case .call:
      let values = range.all(.argument).map { $0.children.first.flatMap(literal) }
      guard range.children.first?.text == "stride", values.count == 3, let start = values[0], let end = values[1],
        let step = values[2], step != 0
      else { return false }
      return (end - start) / step < Int128(standard)
    default: return false
    }
  }

  private static func literal(_ node: SyntaxNode) -> Int128? {
    if node.kind == .integer { return Int128(node.text) }
    guard node.kind == .prefix, node.text == "-", let inner = node.children.first else { return nil }
    return literal(inner).map { -$0 }
  }
}
