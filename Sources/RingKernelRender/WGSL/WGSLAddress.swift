/// A place in a binding of words: a sum of indices times strides, and a constant; in bytes.
struct WGSLAddress {
  /// Texts of type `u32`, and the bytes that each steps over.
  var terms: [(text: String, stride: Int)] = []
  var constant = 0

  /// Whether it is the start of a word, as far as the strides tell.
  var isWord: Bool { constant % 4 == 0 && isInWord }
  /// Whether it is at a known byte of a word.
  var isInWord: Bool { terms.allSatisfy { $0.stride % 4 == 0 } }

  /// Number of the word in which it lies, where `isInWord`.
  var word: String { sum(unit: 4) }
  /// Number of the byte.
  var byte: String { sum(unit: 1) }
  /// Bits below it in its word, where `isInWord`.
  var bits: Int { constant % 4 * 8 }

  private func sum(unit: Int) -> String {
    var parts: [String] = []
    for term in terms where term.stride > 0 {
      parts.append(term.stride == unit ? term.text : "\(term.text) * \(term.stride / unit)u")
    }
    if constant / unit > 0 || parts.isEmpty { parts.append("\(constant / unit)u") }
    return parts.joined(separator: " + ")
  }

  func advanced(by bytes: Int) -> WGSLAddress { WGSLAddress(terms: terms, constant: constant + bytes) }
}
