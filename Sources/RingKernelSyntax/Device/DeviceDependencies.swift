#if Macros
internal import RingKernelIR

/// The types and the device functions that a tree names, in alphabetical order.
struct DeviceDependencies {
  private(set) var types: [String] = []
  private(set) var functions: [String] = []

  /// Types that every kernel knows.
  private static let builtin: Set<String> = Set([
    "Int", "UInt", "Bool", "Float16", "Float", "Float32", "Float64", "Double", "SIMD2", "SIMD3", "SIMD4",
    "InlineArray", "Span", "MutableSpan", "Field1D", "Field2D", "Field3D", "SharedArray", "SharedTile",
    "GridPosition", "RingContext", "Void", "Swift", "Self",
  ]).union([8, 16, 32, 64].flatMap { ["Int\($0)", "UInt\($0)"] })
  /// Functions of Swift's own that are no rows of the table.
  private static let known = Set(IntrinsicTable.rows.map(\.swiftName)).union([
    "min", "max", "abs", "stride", "any", "all", "zip", "self", "super",
  ])

  /// Finds the names of `tree`; its own name, its methods and its value parameters are not among them.
  init(_ tree: SyntaxNode) {
    var own = Set(tree.all(.function).map(\.text)).union([tree.text])
    var types: Set<String> = []
    var functions: Set<String> = []
    func visit(_ node: SyntaxNode) {
      switch node.kind {
      case .valueParameter: own.insert(node.text)
      case .type: types.insert(node.text)
      case .name:
        if node.text.first?.isUppercase == true { types.insert(node.text) }
      case .call:
        if let callee = node.children.first, callee.kind == .name, callee.text.first?.isUppercase == false {
          functions.insert(callee.text)
        }
      default: break
      }
      node.children.forEach(visit)
    }
    visit(tree)
    self.types = types.subtracting(own).subtracting(Self.builtin).sorted()
    self.functions = functions.subtracting(own).subtracting(Self.known).sorted()
  }
}
#endif
