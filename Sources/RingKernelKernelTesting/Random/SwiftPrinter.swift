public import RingKernelIR

/// Prints the syntax trees that random kernels are made of as Swift, every operation in parentheses.
public enum SwiftPrinter {
  /// A declaration as Swift.
  public static func text(_ node: SyntaxNode) -> String {
    switch node.kind {
    case .structure: return "@DeviceStruct struct \(node.text) {\n\(members(node))}"
    case .enumeration: return "@DeviceEnum enum \(node.text): \(expression(node.children[0])) {\n\(members(node))}"
    case .kernel: break
    default: return "@DeviceFunction " + function(node, "")
    }
    let attributes = node.all(.attribute).map { attribute in
      let list = attribute.children.map(expression).joined(separator: ", ")
      if attribute.children.isEmpty { return ".\(attribute.text)" }
      return "\(attribute.text): " + (attribute.children.count > 1 ? "(\(list))" : list)
    }
    return "@Kernel\(attributes.isEmpty ? "" : "(\(attributes.joined(separator: ", ")))") " + function(node, "")
  }

  private static func members(_ node: SyntaxNode) -> String {
    let fields = node.all(.field).map { "  var \($0.text): \(expression($0.children[0]))\n" }
    let cases = node.all(.enumCase).map { one in
      "  case \(one.text)" + (one.children.first.map { " = \(expression($0))" } ?? "") + "\n"
    }
    return (fields + cases + node.all(.function).map { "  " + function($0, "  ") + "\n" }).joined()
  }

  private static func function(_ node: SyntaxNode, _ indent: String) -> String {
    let parameters = node.all(.parameter).map(parameter).joined(separator: ", ")
    let result = node.first(.result)?.children.first.map { " -> \(expression($0))" } ?? ""
    let body = node.first(.block).map { block($0, indent) } ?? "{}"
    return "\(node.has("mutating") ? "mutating " : "")func \(node.text)(\(parameters))\(result) \(body)"
  }

  private static func parameter(_ node: SyntaxNode) -> String {
    let label = node.first(.label).map(\.text) ?? node.text
    let type = node.children.last.map(expression) ?? ""
    return "\(label == node.text ? "" : label + " ")\(node.text): \(node.has("inout") ? "inout " : "")\(type)"
  }

  private static func block(_ node: SyntaxNode, _ indent: String) -> String {
    let inner = indent + "  "
    return "{\n" + node.children.map { inner + statement($0, inner) + "\n" }.joined() + indent + "}"
  }

  private static func statement(_ node: SyntaxNode, _ indent: String) -> String {
    let parts = node.children
    let label = node.text.isEmpty ? "" : "\(node.text): "
    func body(_ place: Int) -> String { parts.indices.contains(place) ? block(parts[place], indent) : "{}" }
    switch node.kind {
    case .variable:
      let annotation = node.first(.annotation)?.children.first.map { ": \(expression($0))" } ?? ""
      let initial = node.first(.initial)?.children.first.map { " = \(expression($0))" } ?? ""
      let pattern = parts.first.map { $0.kind == .tuplePattern ? list($0) : $0.text } ?? "_"
      return "\(node.text) \(pattern)\(annotation)\(initial)"
    case .assign: return "\(expression(parts[0])) \(node.text) \(expression(parts[1]))"
    case .expression: return parts.first.map(expression) ?? ""
    case .if: return "if \(expression(parts[0])) \(body(1))" + (parts.count > 2 ? " else \(body(2))" : "")
    case .guard:
      let tests = node.all(.condition).map(expression).joined(separator: ", ")
      return "guard \(tests) else " + (node.first(.block).map { block($0, indent) } ?? "{}")
    case .while: return "\(label)while \(expression(parts[0])) \(body(1))"
    case .repeat: return "\(label)repeat \(body(0)) while \(expression(parts[1]))"
    case .for: return "\(label)for \(parts[0].text) in \(bare(parts[1])) \(body(2))"
    case .switch:
      return "switch \(parts.first.map(expression) ?? "") {\n"
        + node.all(.case).map { indent + self.case($0, indent) }.joined() + indent + "}"
    case .break, .continue: return node.kind.rawValue + (node.text.isEmpty ? "" : " " + node.text)
    case .return: return "return" + (parts.first.map { " " + expression($0) } ?? "")
    default: preconditionFailure("nothing makes a statement of kind \(node.kind)")
    }
  }

  private static func `case`(_ node: SyntaxNode, _ indent: String) -> String {
    let items = node.all(.item).map { item in
      let test = item.first(.condition).map { " where \(expression($0))" } ?? ""
      return (item.first(.valuePattern)?.children.first.map(bare) ?? "_") + test
    }
    let head = node.text == "default" ? "default:" : "case \(items.joined(separator: ", ")):"
    let body = node.first(.block)?.children.map { indent + "  " + statement($0, indent + "  ") + "\n" } ?? []
    return head + "\n" + (body.isEmpty ? indent + "  break\n" : body.joined())
  }

  /// An operation without its outer parentheses.
  private static func bare(_ node: SyntaxNode) -> String {
    node.kind == .binary
      ? "\(expression(node.children[0]))\(node.text)\(expression(node.children[1]))" : expression(node)
  }

  private static func expression(_ node: SyntaxNode) -> String {
    let parts = node.children
    switch node.kind {
    case .binary: return "(\(expression(parts[0])) \(node.text) \(expression(parts[1])))"
    case .prefix where parts[0].kind == .integer: return node.text + parts[0].text
    case .prefix: return "(\(node.text)\(expression(parts[0])))"
    case .ternary: return "(\(expression(parts[0])) ? \(expression(parts[1])) : \(expression(parts[2])))"
    case .member: return "\(parts.first.map(expression) ?? "").\(node.text)"
    case .call, .subscript:
      let list = parts.dropFirst().map(expression).joined(separator: ", ")
      return expression(parts[0]) + (node.kind == .call ? "(\(list))" : "[\(list)]")
    case .argument: return (node.text.isEmpty ? "" : node.text + ": ") + (parts.first.map(expression) ?? "")
    case .type: return node.text + (parts.isEmpty ? "" : "<\(parts.map(expression).joined(separator: ", "))>")
    case .tuple, .tupleType: return list(node)
    case .typeName, .condition, .element: return parts.first.map(expression) ?? ""
    case .inout: return "&" + (parts.first.map(expression) ?? "")
    default: return node.text
    }
  }

  private static func list(_ node: SyntaxNode) -> String {
    "(\(node.children.map(expression).joined(separator: ", ")))"
  }
}
