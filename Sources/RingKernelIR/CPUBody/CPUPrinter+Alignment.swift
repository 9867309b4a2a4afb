// Bodies whose shared arrays should begin with cache lines: `CPUBlock.settled` calls them where they do.
extension CPUPrinter {
  /// Whether a loop in a statement uses an array.
  static func loops(_ node: SyntaxNode, over name: String) -> Bool {
    [.for, .while, .repeat].contains(node.kind) ? uses(node, name) : node.children.contains { loops($0, over: name) }
  }

  /// The statements that look, once, behind the declaration of an array; none where another array is looked at, or in
  /// handlers, which run once for a message.
  mutating func settling(_ name: String) -> [String] {
    guard !isCareful, !isThrowing, settledType == nil, let type = scope.stacked[name] else { return [] }
    settledType = type
    return [
      "if rkLooks {\nrkLooks = false\nlet rkBytes = rkPast(&\(spelled(name)))\nif rkBytes != 0 { return rkBytes }\n}"
    ]
  }

  /// The function that runs a row of blocks, around the loop over them.
  func entry(_ loop: String) -> String {
    guard let type = settledType else { return "static func run(_ rkRow: CPUBlock) {\n\(loop)\n}" }
    // The array's address goes to a function with its very type: then swiftc still sees that nobody else has it.
    return """
      static func run(_ rkRow: CPUBlock) { rkRow.settled { rkRows(rkRow, $0) } }
      @inline(never) static func rkPast(_ array: inout \(type)) -> Int { CPUBlock.bytesPastLine(&array) }
      @inline(never) static func rkRows(_ rkRow: CPUBlock, _ rkLooks: Bool) -> Int {
      var rkLooks = rkLooks
      \(loop)
      return 0
      }
      """
  }
}
