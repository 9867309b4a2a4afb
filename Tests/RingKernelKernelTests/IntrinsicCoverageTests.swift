#if Macros
import RingKernelIR
import RingKernelKernelTesting
import RingKernelSyntax
import Testing

@Suite struct IntrinsicCoverageTests {
  @Test func `every row of the table has a case in the corpus or says why not`() throws {
    let source = try CorpusCase.source()
    var used: Set<IntrinsicID> = []
    var members: Set<String> = []
    func visit(_ node: SyntaxNode) {
      if node.kind == .member { members.insert(node.text) }
      node.children.forEach(visit)
    }
    source.declarations.forEach { visit($0.tree) }
    for one in try LoweredCase.all() {
      used.formUnion(one.module.intrinsics)
    }
    var missing: [String] = []
    for row in IntrinsicTable.rows {
      // Methods of fields become index arithmetic: they are seen in the source only.
      let isSeen = row.category == .stencil ? members.contains(Self.method(row)) : used.contains(row.id)
      if let reason = row.engineOnly {
        #expect(!isSeen && !reason.isEmpty, "\(row.id.rawValue) has a case and a reason for having none")
      } else if !isSeen {
        missing.append(row.id.rawValue)
      }
    }
    #expect(missing.isEmpty, "no case: \(missing.joined(separator: ", "))")
    #expect(Set(IntrinsicTable.rows.map(\.id)) == Set(IntrinsicID.allCases))
  }

  @Test func `every index and size has a case in the corpus, on every axis`() throws {
    var used: Set<String> = []
    func visit(_ node: SyntaxNode) {
      if node.kind == .name { used.insert(node.text) }
      if node.kind == .member, let name = node.children.first { used.insert("\(name.text).\(node.text)") }
      node.children.forEach(visit)
    }
    try CorpusCase.source().declarations.forEach { visit($0.tree) }
    for builtin in Builtin.allCases {
      let names = builtin.hasAxes ? ["x", "y", "z"].map { "\(builtin).\($0)" } : ["\(builtin)"]
      #expect(used.isSuperset(of: names), "\(builtin)")
    }
  }

  /// `stencilNorth` is the method `north`.
  private static func method(_ row: Intrinsic) -> String { row.swiftName.dropFirst(7).lowercased() }
}
#endif
