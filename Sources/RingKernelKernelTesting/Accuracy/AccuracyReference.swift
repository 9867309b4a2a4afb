internal import Foundation
public import RingKernelIR

/// What `Scripts/math-reference` finds: the largest error of results, in units in the last place of the exact ones.
public struct AccuracyReference: Sendable {
  /// Results of one function on one executor.
  public struct Batch: Sendable {
    /// The function.
    public var id: IntrinsicID
    /// Who computed.
    public var executor: String
    /// Bits of the results.
    public var results: [UInt64]
    /// Units in the last place that are allowed.
    public var ulps: Double
    /// Distance that is allowed as well.
    public var absolute: Double
    /// Whether it may take subnormals for zeros.
    public var flushes: Bool

    /// Makes a batch.
    public init(_ id: IntrinsicID, _ executor: String, _ results: [UInt64], _ bound: IntrinsicAccuracy.Bound) {
      (self.id, self.executor, self.results) = (id, executor, results)
      (ulps, absolute, flushes) = (bound.ulps, bound.absolute ?? 0, false)
    }

    /// Makes a batch of results at special values; where nothing is stated, they are exact.
    public init(
      _ id: IntrinsicID,
      _ executor: String,
      special results: [UInt64],
      _ bound: IntrinsicAccuracy.Bound?,
      flushes: Bool
    ) {
      (self.id, self.executor, self.results, self.flushes) = (id, executor, results, flushes)
      ulps = bound?.ulps ?? 0
      absolute = bound?.absolute ?? 0
    }
  }

  /// A result at a special value that is none of those that the language allows.
  public struct Exception: Sendable, Hashable, CustomStringConvertible {
    /// The function.
    public var id: IntrinsicID
    /// Who computed.
    public var executor: String
    /// The result, what is right, the arguments.
    public var words: String
    /// All of it.
    public var description: String { "\(id.rawValue) on \(executor): \(words)" }
  }

  /// The result of a batch that is furthest out, by what is stated.
  public struct Finding: Sendable, Hashable {
    /// The function.
    public var id: IntrinsicID
    /// Who computed.
    public var executor: String
    /// Units in the last place.
    public var ulps: Double
    /// Distance from the exact value.
    public var absolute: Double
    /// The error as a part of what is stated; more than 1 is too much.
    public var part: Double
    /// The arguments.
    public var place: String
  }

  /// Compares with exact values.
  ///
  /// - Parameters:
  ///   - batches: Results on the arguments of each function.
  ///   - kernel: Whose arguments they are.
  /// - Throws: `ToolAbsent`, or what the script says.
  public static func findings(_ batches: [Batch], _ kernel: AccuracyKernel) throws -> [Finding] {
    let output = try run("math-reference", batches, kernel.type) { kernel.arguments(of: $0, count: $1) }
    return output.split(separator: "\n").compactMap { line in
      let parts = line.split(separator: " ", maxSplits: 5)
      guard parts.count == 6, let id = IntrinsicID(rawValue: String(parts[0])), let ulps = Double(parts[2]),
        let absolute = Double(parts[3]), let part = Double(parts[4])
      else { return nil }
      let executor = parts[1].replacing("_", with: " ")
      return Finding(
        id: id,
        executor: String(executor),
        ulps: ulps,
        absolute: absolute,
        part: part,
        place: String(parts[5])
      )
    }
  }

  /// Results at special values that are wrong, and how many were looked at.
  ///
  /// - Parameters:
  ///   - batches: Results on the arguments of each function.
  ///   - values: Whose arguments they are.
  /// - Throws: `ToolAbsent`, or what the script says.
  public static func exceptions(
    _ batches: [Batch],
    _ values: SpecialValues
  ) throws -> (found: [Exception], checked: Int) {
    let output = try run("math-special", batches, values.type) { test, _ in values.arguments(of: test) }
    var (found, checked): ([Exception], Int) = ([], 0)
    for line in output.split(separator: "\n") {
      let parts = line.split(separator: " ", maxSplits: 2).map(String.init)
      if parts.count == 2, parts[0] == "checked" { checked = Int(parts[1]) ?? 0 }
      guard parts.count == 3, let id = IntrinsicID(rawValue: parts[0]) else { continue }
      found.append(Exception(id: id, executor: parts[1].replacing("_", with: " "), words: parts[2]))
    }
    return (found, checked)
  }

  /// What a script says of results.
  private static func run(
    _ script: String,
    _ batches: [Batch],
    _ type: ScalarType,
    _ arguments: (AccuracyCase, Int) -> (reals: [[UInt64]], wholes: [Int32])
  ) throws -> String {
    guard let python = Tool.python.file("python") else { throw ToolAbsent(Tool.python.absence ?? "python") }
    var lines = ["type \(type.rawValue)"]
    for test in AccuracyKernel.known {
      let own = batches.filter { $0.id == test.id }
      guard let count = own.first?.results.count else { continue }
      let arguments = arguments(test, count)
      lines.append("function \(test.id.rawValue)")
      for (name, values) in zip(["x", "y", "z"], arguments.reals) { lines.append("\(name) \(hex(values))") }
      lines.append("k " + arguments.wholes.map(String.init).joined(separator: " "))
      for batch in own {
        let bound = "\(batch.ulps) \(batch.absolute) \(batch.flushes ? "flushes" : "keeps")"
        lines.append("result \(batch.executor.replacing(" ", with: "_")) \(bound) \(hex(batch.results))")
      }
    }
    let input = FileManager.default.temporaryDirectory.appending(path: "rk-accuracy-\(UUID().uuidString).txt")
    try lines.joined(separator: "\n").write(to: input, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: input) }
    let file = Tool.root.appending(path: "Scripts/\(script)").path()
    let (status, output) = try runTool(python, [file, input.path()])
    guard status == 0 else { throw ToolAbsent(output) }
    return output
  }

  private static func hex(_ values: [UInt64]) -> String {
    values.map { String($0, radix: 16) }.joined(separator: " ")
  }
}
