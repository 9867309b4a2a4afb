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
    /// What is stated.
    public var bound: IntrinsicAccuracy.Bound

    /// Makes a batch.
    public init(_ id: IntrinsicID, _ executor: String, _ results: [UInt64], _ bound: IntrinsicAccuracy.Bound) {
      self.id = id
      self.executor = executor
      self.results = results
      self.bound = bound
    }
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
    guard let python = Tool.python.file("python") else { throw ToolAbsent(Tool.python.absence ?? "python") }
    var lines = ["type \(kernel.type.rawValue)"]
    for test in AccuracyCase.all {
      let own = batches.filter { $0.id == test.id }
      guard let count = own.first?.results.count else { continue }
      let arguments = kernel.arguments(of: test, count: count)
      lines.append("function \(test.id.rawValue) \(test.arguments.count)")
      for (name, values) in zip(["x", "y", "z"], arguments.reals) { lines.append("\(name) \(hex(values))") }
      lines.append("k " + arguments.wholes.map(String.init).joined(separator: " "))
      for batch in own {
        let bound = "\(batch.bound.ulps) \(batch.bound.absolute ?? 0)"
        lines.append("result \(batch.executor.replacing(" ", with: "_")) \(bound) \(hex(batch.results))")
      }
    }
    let input = FileManager.default.temporaryDirectory.appending(path: "rk-accuracy-\(UUID().uuidString).txt")
    try lines.joined(separator: "\n").write(to: input, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: input) }
    let script = Tool.root.appending(path: "Scripts/math-reference").path()
    let (status, output) = try runTool(python, [script, input.path()])
    guard status == 0 else { throw ToolAbsent(output) }
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

  private static func hex(_ values: [UInt64]) -> String {
    values.map { String($0, radix: 16) }.joined(separator: " ")
  }
}
