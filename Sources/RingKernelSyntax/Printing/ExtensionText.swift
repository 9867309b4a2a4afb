#if Macros
/// An extension as text: `members` indented by two spaces, a blank line between them.
package func extensionText(of type: String, conformsTo protocolName: String?, members: [String]) -> String {
  let head = "extension \(type)" + (protocolName.map { ": \($0)" } ?? "")
  guard !members.isEmpty else { return head + " {}" }
  let body = members.map { $0.indented() }
  return "\(head) {\n\(body.joined(separator: "\n\n"))\n}"
}

extension String {
  /// Every line that is not empty, two spaces further in.
  func indented() -> String {
    split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : "  \($0)" }
      .joined(separator: "\n")
  }
}
#endif
