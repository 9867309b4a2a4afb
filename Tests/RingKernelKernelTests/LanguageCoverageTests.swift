#if Macros
import Foundation
import RingKernelIR
import RingKernelKernelTesting
import RingKernelSyntax
import Testing

/// What the language has is executed: each row of its tables occurs in a kernel that every executor runs, or in an actor.
@Suite struct LanguageCoverageTests {
  static func trees() throws -> [SyntaxNode] {
    let actors = KernelSource(files: try ActorCase.sources())
    return (try CorpusCase.source().declarations + actors.declarations).map(\.tree)
  }

  static func all(_ kinds: Set<SyntaxKind>) throws -> Set<String> {
    var found: Set<String> = []
    func visit(_ node: SyntaxNode) {
      if kinds.contains(node.kind) { found.insert(node.text) }
      node.children.forEach(visit)
    }
    try trees().forEach(visit)
    return found
  }

  @Test func `every kind of node occurs`() throws {
    var found: Set<SyntaxKind> = []
    func visit(_ node: SyntaxNode) {
      found.insert(node.kind)
      node.children.forEach(visit)
    }
    try Self.trees().forEach(visit)
    let missing = Set(SyntaxKind.allCases).subtracting(found).map(\.rawValue)
    #expect(missing.isEmpty, "\(missing.sorted())")
  }

  @Test func `every operator occurs, in assignments too`() throws {
    let (binary, prefix, assigned) = (try Self.all([.binary]), try Self.all([.prefix]), try Self.all([.assign]))
    var missing: [String] = []
    for row in SwiftOperator.all {
      switch row.kind {
      case .prefix: if !prefix.contains(row.text) { missing.append("prefix \(row.text)") }
      case .assignment: if !assigned.contains(row.text) { missing.append(row.text) }
      case .arithmetic, .bits, .shift:
        if !binary.contains(row.text) { missing.append(row.text) }
        if !assigned.contains(row.text + "=") { missing.append(row.text + "=") }
      default: if !binary.contains(row.text) { missing.append(row.text) }
      }
    }
    #expect(missing.isEmpty, "\(missing)")
    let known = Set(SwiftOperator.all.map(\.text))
    #expect(known.isSuperset(of: binary.union(prefix)))
  }

  @Test func `every method, member and constant of Swift's types occurs`() throws {
    var used: Set<SwiftMember> = []
    for one in try LoweredCase.all() {
      used.formUnion(KernelCompiler.swiftMembers(of: one.unit))
    }
    let actors = KernelSource(files: try ActorCase.sources())
    for declaration in actors.declarations where declaration.tree.kind == .actor {
      used.formUnion(KernelCompiler.swiftMembers(of: try actors.unit(actor: declaration.tree.text)))
    }
    let missing = SwiftMember.all.filter { !used.contains($0) }.map { "\($0.owner.rawValue): \($0.spelled)" }
    #expect(missing.isEmpty, "\(missing)")
    #expect(Set(SwiftMember.all).count == SwiftMember.all.count)
  }
}
#endif
