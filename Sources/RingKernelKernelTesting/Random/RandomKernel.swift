public import RingKernelIR

/// A kernel made from a seed, with its launch.
public struct RandomKernel: Sendable, Hashable {
  /// What it was made from.
  public var seed: UInt64
  /// The kernel.
  public var tree: SyntaxNode
  /// Device functions that it calls.
  public var functions: [SyntaxNode]
  /// Grid, block and fillings.
  public var launch: CorpusCase

  /// What the kernel compiler compiles.
  public var unit: CompilationUnit {
    let attribute = tree.children.first { ["unchecked", "checked"].contains($0.text) && $0.kind == .attribute }
    let checking = attribute.flatMap { Checking(rawValue: $0.text) }
    return CompilationUnit(declaration: tree, functions: functions, checking: checking)
  }

  /// The kernel as a file of the corpus.
  public var swiftFile: String {
    let inputs = launch.inputs.sorted { $0.key < $1.key }.map { "; \($0.key): \($0.value)" }.joined()
    let sizes = "grid \(launch.grid[0]), block \(launch.block[0])"
    let text = functions.map { SwiftPrinter.text($0) + "\n\n" }.joined()
    return """
      import RingKernelDSL

      \(text)// Random kernel of seed \(seed).
      // launch \(tree.text): \(sizes)\(inputs)
      \(SwiftPrinter.text(tree))

      """
  }
}
