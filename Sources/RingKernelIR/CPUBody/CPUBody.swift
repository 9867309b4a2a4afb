/// Prints kernels back as Swift that runs blocks of threads on the CPU, in loops that swiftc vectorises.
///
/// The text uses `RingKernelCompute`. For a kernel it is `enum RKCPU_name { static func run(_ rk: CPUBlock) }`; the code
/// between two barriers is a loop over the threads, locals that live across one are arrays. For a device function it is
/// two functions `rkCPU_name` whose first parameter is the thread, for a struct an extension with such methods. A failing
/// thread (`CPUThread`) records what failed; then reads give anything, stores go nowhere, and loops end. A handler's
/// thread (`CheckedThread`) throws instead: the state of an actor outlives the failure.
public enum CPUBody {
  /// Prints one declaration.
  ///
  /// - Parameters:
  ///   - node: A `kernel`, `function` or `structure`.
  ///   - checking: Which checks are made.
  ///   - constants: Values of generic value parameters; those that are left out stay generic.
  /// - Throws: `CompileFailure` for what has no printed form.
  public static func print(
    _ node: SyntaxNode,
    checking: Checking,
    constants: [String: Int64] = [:]
  ) throws(CompileFailure) -> String {
    var printer = CPUPrinter(checking: checking, constants: constants)
    let text =
      switch node.kind {
      case .kernel: printer.kernel(node)
      case .function: printer.function(node)
      case .structure: printer.structure(node)
      default: printer.refuse("a \(node.kind.rawValue) has no body", node)
      }
    guard printer.errors.isEmpty else { throw CompileFailure(printer.errors) }
    return text
  }

  /// Prints the methods of a struct one by one, for a place inside it.
  ///
  /// - Throws: As above.
  public static func members(_ structure: SyntaxNode, checking: Checking) throws(CompileFailure) -> [String] {
    var printer = CPUPrinter(checking: checking, constants: [:])
    let methods = structure.all(.function).filter { $0.text != "init" }
    printer.methods = Set(methods.map(\.text))
    printer.block[0] = structure.kind == .actor ? "\(handlerThreads(structure))" : printer.block[0]
    let texts = methods.map { structure.kind == .actor ? printer.handler($0) : printer.function($0) }
    guard printer.errors.isEmpty else { throw CompileFailure(printer.errors) }
    return texts
  }

  /// Where the declarations of a unit break the rule about barriers (`RK2201`), which only bodies for the CPU know.
  public static func problems(of unit: CompilationUnit) -> [CompileError] {
    ([unit.declaration] + unit.structures + unit.functions).flatMap(problems)
  }

  /// The same of one declaration.
  public static func problems(of declaration: SyntaxNode) -> [CompileError] {
    do throws(CompileFailure) {
      switch declaration.kind {
      case .kernel, .function: _ = try print(declaration, checking: .unchecked)
      case .structure, .actor: _ = try members(declaration, checking: .unchecked)
      default: break
      }
      return []
    } catch { return error.errors.filter { $0.code == LanguageRule.joinPlace.code } }
  }

  /// Threads that run each handler of an actor.
  static func handlerThreads(_ actor: SyntaxNode) -> Int {
    let block = actor.children.first { $0.kind == .attribute && $0.text == "block" }
    return block?.children.first.flatMap { Int($0.text) } ?? 1
  }

  /// Whether the threads of a kernel see which block they are in; otherwise the launch may cut blocks as it likes.
  public static func usesBlocks(_ kernel: SyntaxNode) -> Bool {
    let block: Set<String> = [
      "threadIndex", "blockIndex", "blockSize", "gridSize", "linearThreadIndex", "laneIndex", "subgroupIndex",
      "subgroupSize", "SharedArray", "SharedTile",
    ]
    return CPUPrinter.mentions(kernel) { node in
      block.contains(node.text) || node.text.hasPrefix("subgroup") || CPUPrinter.isBarrier(node)
        || (node.kind == .name && node.text.hasPrefix("gridReduce"))
    }
  }

  /// Whether the blocks of a kernel wait for each other, which those of the CPU cannot.
  public static func waitsForGrid(_ kernel: SyntaxNode) -> Bool {
    CPUPrinter.mentions(kernel) { $0.kind == .name && $0.text == "gridBarrier" }
  }
}
