// Fix-its that the syntax tree is enough for: it knows where nodes begin, and how long names are.
extension SyntaxNode {
  /// The node that begins first in the source; `a[i] += 1` stands at its operator.
  package var leftmost: SyntaxNode {
    var first = self
    for child in children where child.line != 0 {
      let inner = child.leftmost
      if first.line == 0 || (inner.line, inner.column) < (first.line, first.column) { first = inner }
    }
    return first
  }

  /// Writes `text` in place of a name.
  func edit(to text: String) -> SourceFix.Edit {
    SourceFix.Edit(line: line, column: column, length: self.text.utf8.count, text: text)
  }

  /// Removes what stands from here to `next` on the same line.
  private func removal(to next: SyntaxNode) -> SourceFix.Edit? {
    guard line != 0, next.line == line, next.column > column else { return nil }
    return SourceFix.Edit(line: line, column: column, length: next.column - column, text: "")
  }

  /// Removes the label of an argument.
  var withoutLabel: SourceFix? {
    guard !text.isEmpty, let value = children.first, let edit = removal(to: value.leftmost) else { return nil }
    return SourceFix("remove '\(text):'", [edit])
  }

  /// Removes `inout` from a parameter.
  var withoutInout: SourceFix? {
    guard let word = children.first(where: { $0.kind == .attribute && $0.text == "inout" }),
      let type = children.first(where: { $0.kind == .type || $0.kind == .tupleType }),
      let edit = word.removal(to: type)
    else { return nil }
    return SourceFix("remove 'inout'", [edit])
  }

  /// The last `let` of this name before a place.
  fileprivate func constant(_ name: SyntaxNode) -> SyntaxNode? {
    var found: SyntaxNode?
    if kind == .variable, text == "let", children.first?.text == name.text, children.first?.kind == .name,
      (line, column) < (name.line, name.column)
    {
      found = self
    }
    for child in children { if let inner = child.constant(name) { found = inner } }
    return found
  }
}

extension ModuleLowering {
  /// Makes the kernel's parameter of this name one that is written to.
  func mutableBuffer(_ name: String) -> SourceFix? {
    let parameter = unit.declaration.all(.parameter).first { $0.text == name && !$0.has("inout") }
    guard let type = parameter?.first(.type), type.line != 0 else { return nil }
    if type.text == "Span" {
      return SourceFix("make '\(name)' an inout MutableSpan", [type.edit(to: "inout MutableSpan")])
    }
    return SourceFix("make '\(name)' inout", [SourceFix.Edit(line: type.line, column: type.column, text: "inout ")])
  }

  /// Makes the constant that `name` names a variable.
  func variable(_ name: SyntaxNode) -> SourceFix? {
    guard name.kind == .name, let declared = unit.declaration.constant(name) else { return nil }
    return SourceFix("make it a 'var'", [declared.edit(to: "var")])
  }
}
