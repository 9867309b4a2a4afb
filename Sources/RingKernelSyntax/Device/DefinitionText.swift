#if Macros
internal import RingKernelIR

/// Swift text that makes the `DeviceDefinition` of a tree.
enum DefinitionText {
  /// `DeviceDefinition("saxpy", file: …, syntax: …, uses: { […] })`.
  ///
  /// - Parameters:
  ///   - tree: The declaration.
  ///   - file: `Module/File.swift`.
  ///   - layout: Expression of the struct's layout, or nil.
  static func make(_ tree: SyntaxNode, file: String, layout: String? = nil) -> String {
    let found = DeviceDependencies(tree)
    let uses =
      found.types.map { ".of(\($0).self)" } + found.functions.map { "rkDefinition_\($0)" }
      + found.constants.map { ".constant(\"\($0.key)\", \($0.value))" }
    var arguments = ["\"\(tree.text)\"", "file: \"\(file)\"", "syntax: \(literal(SyntaxText.encode(tree)))"]
    if let layout { arguments.append("layout: \(layout)") }
    if !uses.isEmpty { arguments.append("uses: { [\(uses.joined(separator: ", "))] }") }
    return "DeviceDefinition(\(arguments.joined(separator: ", ")))"
  }

  /// A literal that needs no escapes.
  private static func literal(_ text: String) -> String {
    var marks = "#"
    while text.contains("\"\(marks)") || text.contains("\\\(marks)") { marks += "#" }
    return "\(marks)\"\(text)\"\(marks)"
  }

  /// `.measured(Self.self, [\Self.a, \Self.b])` of the stored properties.
  static func layout(_ tree: SyntaxNode) -> String {
    let fields = tree.all(.field).map { "\\Self.\($0.text.spelledInSwift)" }
    return ".measured(Self.self, [\(fields.joined(separator: ", "))])"
  }
}

extension String {
  /// The name, in backticks where Swift has a meaning for it.
  var spelledInSwift: String {
    ["default", "in", "is", "as", "repeat", "operator", "where", "for", "case", "switch", "init", "self"].contains(self)
      ? "`\(self)`" : self
  }
}
#endif
