#if Macros
internal import RingKernelIR

/// The types, the device functions and the constants of types that a tree names, in alphabetical order.
struct DeviceDependencies {
  private(set) var types: [String] = []
  private(set) var functions: [String] = []
  /// Names as the kernel compiler looks them up, and the expressions that give the values.
  private(set) var constants: [(key: String, value: String)] = []

  /// Types that every kernel knows.
  private static let builtin: Set<String> = Set([
    "Int", "UInt", "Bool", "Float16", "Float", "Float32", "Float64", "Double", "SIMD2", "SIMD3", "SIMD4",
    "InlineArray", "BoundedArray", "Span", "MutableSpan", "Field1D", "Field2D", "Field3D", "SharedArray", "SharedTile",
    "GridPosition", "RingContext", "HybridTime", "Route", "Void", "Swift", "Self",
  ]).union([8, 16, 32, 64].flatMap { ["Int\($0)", "UInt\($0)"] })
  /// Functions of Swift's own that are no rows of the table.
  private static let known = Set(
    IntrinsicTable.rows.filter { $0.category != .context && $0.category != .ring }.map(\.swiftName)
  ).union([
    "min", "max", "abs", "stride", "any", "all", "zip", "self", "super",
  ])

  /// Finds the names of `tree`; its own name, its methods and its value parameters are not among them.
  init(_ tree: SyntaxNode) {
    var own = Set(tree.all(.function).map(\.text)).union([tree.text])
    var types: Set<String> = []
    var functions: Set<String> = []
    var constants: [String: String] = [:]
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
      case .member:
        guard let base = node.children.first, base.kind == .name, base.text.first?.isUppercase == true,
          !Self.builtin.subtracting(["Self", "Route", "HybridTime"]).contains(base.text)
        else { break }
        let owner = base.text == "Self" ? tree.text : base.text
        constants["\(owner).\(node.text)"] = "\(base.text).\(node.text.spelledInSwift)"
        return
      case .argument where node.text == "to" || node.text == "of":
        // `.shards` stands for a route.
        guard let member = node.children.first, member.kind == .member, member.children.isEmpty else { break }
        constants["Route.\(member.text)"] = "Route.\(member.text.spelledInSwift)"
      default: break
      }
      // A function of a type is called: the type has to be known.
      if node.kind == .call, let callee = node.children.first, callee.kind == .member {
        (callee.children + node.children.dropFirst()).forEach(visit)
        return
      }
      node.children.forEach(visit)
    }
    visit(tree)
    self.types = types.subtracting(own).subtracting(Self.builtin).sorted()
    self.constants = constants.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    self.functions = functions.subtracting(own).subtracting(Self.known).sorted()
  }
}
#endif
