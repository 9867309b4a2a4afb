/// Names for one program: from the Swift names, unique, never a word of the language.
struct Namer {
  private var taken: Set<String>

  /// Starts with the words that must not be used.
  init(reserved: Set<String>) { taken = reserved }

  /// A name like that of a type which nobody has yet; it begins with a capital, and no name of ours does.
  mutating func uniqueType(_ name: String) -> String { unique(name.prefix(1).uppercased() + name.dropFirst()) }

  /// A name like `name` that nobody has yet.
  mutating func unique(_ name: String) -> String {
    var plain = String(
      name.unicodeScalars.map {
        $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "_")
          ? Character($0) : "_"
      }
    )
    if plain.first?.isNumber != false { plain = "v" + plain }
    // Two underscores in a row and a leading one belong to compilers.
    while plain.contains("__") { plain = plain.replacing("__", with: "_") }
    if plain.hasPrefix("_") || plain.hasPrefix("rk_") { plain = "v" + plain }
    var candidate = plain
    var number = 2
    while !taken.insert(candidate).inserted {
      candidate = "\(plain)_\(number)"
      number += 1
    }
    return candidate
  }
}
