/// A command line of one or two words, flags and options: what `ringkernel` takes of it, read without a package.
struct Words {
  /// The command, and the subject of `bench`.
  private(set) var commands: [String] = []
  private var flags: Set<String> = []
  private var options: [String: String] = [:]

  /// What is wrong with a command line.
  struct Mistake: Error {
    var words: String
  }

  private static let known: Set = ["--json", "--small"]

  /// Reads the words behind the program's name.
  init(_ words: [String]) throws(Mistake) {
    var rest = words[...]
    while let word = rest.popFirst() {
      if !word.hasPrefix("--") {
        commands.append(word)
      } else if Self.known.contains(word) {
        flags.insert(word)
      } else {
        guard let value = rest.popFirst() else { throw Mistake(words: "\(word) has no value.") }
        options[word] = value
      }
    }
  }

  /// Takes a flag.
  mutating func flag(_ name: String) -> Bool { flags.remove(name) != nil }

  /// Takes an option; nil where it is not given.
  mutating func text(_ name: String) -> String? { options.removeValue(forKey: name) }

  /// Takes a number within bounds.
  mutating func number(_ name: String, in bounds: ClosedRange<Int>, default value: Int) throws(Mistake) -> Int {
    guard let text = text(name) else { return value }
    guard let number = Int(text), bounds.contains(number) else {
      throw Mistake(words: "\(name) is '\(text)'; it is \(bounds.lowerBound) to \(bounds.upperBound).")
    }
    return number
  }

  /// Refuses what nobody has taken.
  func end() throws(Mistake) {
    if let word = (flags.sorted() + options.keys.sorted()).first { throw Mistake(words: "\(word) is not known here.") }
  }
}
