public import Foundation
public import RingKernelIR

/// A launch of a corpus kernel, as the comment above the kernel describes it.
///
/// `// launch saxpy: grid 4, block 64; x: 200 noise 1; y: 200 zero; a: 1.5; ulp wgsl 3; fails overflow`
/// A buffer is its extents (`200`, `24x17`), a filling and a seed; a scalar is a number; `const n = 5` gives a generic
/// value parameter; `ulp stated` allows floats the errors that `IntrinsicAccuracy` states, `ulp N`, `ulp wgsl N` and `abs X`
/// others; `alone` says that one thread at most fails, which is to be told then on every device.
public struct CorpusCase: Sendable, Hashable, CustomStringConvertible {
  /// The kernel's name.
  public var kernel: String
  /// Blocks along x, y, z.
  public var grid: [Int] = [1, 1, 1]
  /// Threads of a block along x, y, z.
  public var block: [Int] = [1, 1, 1]
  /// Fillings of buffers and texts of scalars, by name.
  public var inputs: [String: String] = [:]
  /// Generic value parameters.
  public var constants: [String: Int64] = [:]
  /// Allowed error in units in the last place, by dialect; `` for all.
  public var ulps: [String: Double] = [:]
  /// Allowed absolute error.
  public var absolute = 0.0
  /// Whether the errors count that are stated of the functions which the kernel calls.
  public var isStated = false
  /// The failure that is expected.
  public var failure: FailureCode?
  /// Where the case stands.
  public var line = 0

  /// The kernel and what is special about the launch.
  public var description: String { "\(kernel):\(line)" }

  /// Why a description cannot be read.
  public struct Malformed: Error, CustomStringConvertible {
    /// File, line, part.
    public let description: String
  }

  /// Makes a launch without inputs.
  public init(kernel: String, grid: [Int], block: [Int]) {
    self.kernel = kernel
    self.grid = grid
    self.block = block
  }

  /// Reads a description without `// launch `.
  ///
  /// - Throws: `Malformed`.
  public init(_ text: String, line: Int) throws(Malformed) {
    self.line = line
    guard let colon = text.firstIndex(of: ":") else { throw Malformed(description: "line \(line): no kernel name") }
    kernel = text[..<colon].trimmingCharacters(in: .whitespaces)
    for part in text[text.index(after: colon)...].split(separator: ";") {
      let words = part.split(whereSeparator: { $0 == " " || $0 == "," }).map(String.init)
      guard let first = words.first else { continue }
      let numbers = words.compactMap(Int.init)
      switch first {
      case "grid":
        let split = words.firstIndex(of: "block") ?? words.count
        grid = Self.three(words[..<split].compactMap(Int.init))
        block = Self.three(words[split...].compactMap(Int.init))
      case "const": constants[words[1]] = numbers.last.map(Int64.init)
      case "ulp" where words.last == "stated": isStated = true
      case "ulp": ulps[words.count > 2 ? words[1] : ""] = words.last.flatMap(Double.init)
      case "abs": absolute = words.last.flatMap(Double.init) ?? 0
      case "fails": failure = FailureCode.allCases.first { "\($0)" == words.last }
      case _ where first.hasSuffix(":"):
        let value = part.split(separator: ":", maxSplits: 1).last.map(String.init) ?? ""
        inputs[String(first.dropLast())] = value.trimmingCharacters(in: .whitespaces)
      default: throw Malformed(description: "line \(line): what is '\(first)'?")
      }
    }
  }

  private static func three(_ numbers: [Int]) -> [Int] { Array((numbers + [1, 1, 1]).prefix(3)) }

  /// All cases of a file, in its order.
  ///
  /// - Throws: `Malformed`, or what reading the file throws.
  public static func all(in file: URL) throws -> [CorpusCase] {
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
    return try lines.enumerated().compactMap { number, line in
      guard line.hasPrefix("// launch ") else { return nil }
      return try CorpusCase(String(line.dropFirst("// launch ".count)), line: number + 1)
    }
  }

  /// The files of the corpus.
  public static func files() throws -> [URL] {
    let folder = Tool.root.appending(path: "Tests/Corpus")
    return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "swift" }.sorted { $0.path() < $1.path() }
  }
}
