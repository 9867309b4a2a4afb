#if Macros
package import SwiftSyntax

/// Swift text of a message's conformance.
extension MessageDescription {
  /// The layout; it goes inside the struct, where the names of field types mean what they mean in the fields.
  package func layout(spell: (Syntax) -> String = \.description) -> String {
    let id = identity.expression.map { ", id: \($0)" } ?? ""
    let rows = fields.map { "    .init(\"\($0.name)\", \(spell(Syntax($0.type))).self)," }
    return """
      \(access.prefix)static let layout = MessageLayout(
        "\(qualifiedName)"\(id),
        [
      \(rows.joined(separator: "\n"))
        ])
      """
  }

  /// The reader; it goes into an extension so that the struct keeps its memberwise initializer.
  package var reader: String {
    let reads = fields.map { field in
      // A field of the parameter's name would hide behind it.
      "  \(field.identifier == "reader" ? "self." : "")\(field.identifier) = try reader.read()"
    }
    return """
      \(access.prefix)init(from reader: inout WireReader) throws(MessageError) {
      \(reads.joined(separator: "\n"))
      }
      """
  }

  /// The writer.
  package var writer: String {
    let writes = fields.map { "  writer.write(\($0.identifier == "writer" ? "self." : "")\($0.identifier))" }
    return """
      \(access.prefix)func write(to writer: inout WireWriter) {
      \(writes.joined(separator: "\n"))
      }
      """
  }
}
#endif
