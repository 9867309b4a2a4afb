/// Functions in WGSL that printed programs call; a program gets those that its text mentions.
enum WGSLLibrary {
  /// Every function by its name.
  private static let functions: [String: String] = {
    let texts =
      integers + exactness + conversions + pairs + wide + wideNumbers + wideChecks + native + floats + halves
      + mathematics
      + exponentials + special + bessel + geometry
    return Dictionary(texts.map { (name(of: $0), $0) }) { first, _ in first }
  }()

  private static func name(of text: String) -> String {
    String(text.drop { $0 != " " }.dropFirst().prefix { $0 != "(" })
  }

  /// The functions that texts mention, and those that these mention, in a stable order.
  ///
  /// - Parameters:
  ///   - texts: The texts.
  ///   - more: Pieces by name that are not of the library.
  static func needed(by texts: [String], also more: [String: String] = [:]) -> [String] {
    var known: Set<String> = []
    var found: [String] = []
    func visit(_ text: String) {
      for word in words(text) {
        guard let function = functions[word] ?? more[word], known.insert(word).inserted else { continue }
        visit(function)
        found.append(function)
      }
    }
    for text in texts { visit(text) }
    return found
  }

  /// The identifiers of a text that begin with `rk_`.
  static func words(_ text: String) -> [String] {
    var found: [String] = []
    var word: [UInt8] = []
    func end() {
      if word.starts(with: [0x72, 0x6b, 0x5f]) { found.append(String(decoding: word, as: UTF8.self)) }
      word = []
    }
    for byte in text.utf8 {
      let isPart =
        (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte) || byte == 0x5f
      if isPart { word.append(byte) } else { end() }
    }
    end()
    return found
  }
}
