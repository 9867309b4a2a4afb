public import RingKernelIR

/// A kernel made from a seed, with its launch.
public struct RandomKernel: Sendable, Hashable {
  /// What it was made from.
  public var seed: UInt64
  /// The kernel.
  public var tree: SyntaxNode
  /// Device structs and enums that it names.
  public var types: [SyntaxNode]
  /// Device functions that it calls.
  public var functions: [SyntaxNode]
  /// Grid, block and fillings.
  public var launch: CorpusCase

  /// What the kernel compiler compiles.
  ///
  /// - Throws: A type without a layout.
  public var unit: CompilationUnit {
    get throws(CompileFailure) {
      CompilationUnit(
        declaration: tree,
        types: try KernelCompiler.layouts(of: types),
        structures: types.filter { $0.kind == .structure },
        functions: functions,
        checking: Checking.allCases.first { tree.has($0.rawValue) }
      )
    }
  }

  /// The declarations that the kernel names, as Swift.
  var declarations: [String] { (types + functions).map { SwiftPrinter.text($0) } }

  /// The kernel as a file of the corpus.
  public var swiftFile: String {
    let inputs = launch.inputs.sorted { $0.key < $1.key }.map { "; \($0.key): \($0.value)" }.joined()
    func axes(_ sizes: [Int]) -> String { sizes.map(String.init).joined(separator: " ") }
    let sizes = "grid \(axes(launch.grid)), block \(axes(launch.block))"
    let text = declarations.map { $0 + "\n\n" }.joined()
    return """
      import RingKernelDSL

      \(text)// Random kernel of seed \(seed).
      // launch \(tree.text): \(sizes)\(inputs)
      \(SwiftPrinter.text(tree))

      """
  }
}
