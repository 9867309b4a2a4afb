// Handlers of actors: their failures are thrown, for the state must stay as it was when the handler failed.
extension CPUPrinter {
  /// The checked form of a handler, or of another method of an actor.
  mutating func handler(_ node: SyntaxNode) -> String {
    isThrowing = true
    return printed(node)
  }

  /// `throw context.failure("no account \(n)")`, with its place and its values.
  mutating func failure(_ node: SyntaxNode) -> String {
    guard let call = node.children.first, let text = call.first(.argument)?.children.first, text.kind == .string else {
      return refuse("only context.failure(\"…\") is thrown", node)
    }
    var words = escaped(text.text)
    var values: [String] = []
    canFail = false
    for part in text.children {
      if part.kind == .string {
        words += escaped(part.text)
      } else {
        let value = expression(part)
        words += "\\(\(value))"
        values.append("rkT.bits(\(value))")
      }
    }
    let word = canFail ? "throw try" : "throw"
    let list = [site(.explicit, call)] + values + ["text: \"\(words)\""]
    return "\(word) rkT.failure(\(list.joined(separator: ", ")))"
  }

  private func escaped(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      switch scalar {
      case "\"", "\\": "\\\(scalar)"
      case " "..."~": "\(scalar)"
      default: "\\u{\(String(scalar.value, radix: 16))}"
      }
    }.joined()
  }
}
