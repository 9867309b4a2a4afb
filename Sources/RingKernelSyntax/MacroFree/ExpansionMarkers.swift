#if Macros
/// Attributes that stand in comments because the file is compiled without macros.
enum ExpansionMarkers {
  /// The source with every marker turned into the attribute; lines and columns stay where they are.
  static func uncommented(in source: String) -> String {
    source.split(separator: "\n", omittingEmptySubsequences: false)
      .map { isMarker($0) ? uncommented($0) : String($0) }
      .joined(separator: "\n")
  }

  private static let attributes: Set = [
    "RingMessage", "RingKernel", "Kernel", "StencilKernel", "DeviceFunction", "DeviceStruct", "DeviceEnum",
  ]

  /// A comment that holds nothing but one of our attributes; prose that mentions one is no marker.
  private static func isMarker(_ line: Substring) -> Bool {
    let text = line.drop { $0 == " " }
    guard text.hasPrefix("// @") else { return false }
    let attribute = text.dropFirst(4).reversed().drop { $0 == " " || $0 == "\r" }.reversed()
    let name = attribute.prefix { $0.isLetter }
    guard attributes.contains(String(name)) else { return false }
    let arguments = attribute.dropFirst(name.count)
    return arguments.isEmpty || (arguments.first == "(" && arguments.last == ")")
  }

  private static func uncommented(_ line: Substring) -> String {
    let indent = line.prefix { $0 == " " }
    return indent + "   " + line.dropFirst(indent.count + 3)
  }
}
#endif
