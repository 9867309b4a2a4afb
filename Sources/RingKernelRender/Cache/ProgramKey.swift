/// What a compiled program depends on; two programs with equal keys are the same bytes.
public struct ProgramKey: Hashable, Sendable {
  /// The key in full; the cache compares it, so that two keys with one digest never meet.
  let text: String

  /// Makes a key of everything that matters.
  ///
  /// - Parameters:
  ///   - source: Syntax tree or generated text.
  ///   - options: Checking, block size, features, constants, compiler flags.
  ///   - compiler: Name and version of whoever turns the source into the program.
  ///   - device: Architecture or adapter that the program is for.
  public init(source: String, options: [String], compiler: String, device: String) {
    // Lengths keep the parts apart whatever they contain.
    text = ([compiler, device] + options + [source]).map { "\($0.utf8.count):\($0)" }.joined(separator: "\n")
  }

  /// 64-bit FNV-1a over the text, as 16 hexadecimal digits: the name of the file.
  var digest: String {
    let hash = ProgramDigest.fnv1a(text.utf8)
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

/// The hash of keys and of what is stored.
enum ProgramDigest {
  /// 64-bit FNV-1a (Fowler, Noll, Vo).
  static func fnv1a(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return hash
  }
}
