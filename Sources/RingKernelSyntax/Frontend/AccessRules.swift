#if Macros
internal import RingKernelIR
internal import SwiftSyntax

/// Who touches which element: accesses that no condition guards, and stores that every thread makes.
///
/// Both rules speak only where the source leaves no doubt. An index that is a thread's own number, or a sum or product
/// with it, needs some condition on such numbers around it, or before it where some threads leave; a store at an index
/// that is the same for all threads needs a condition that differs between them around it. A device function is not
/// judged by what it accesses: whoever calls it may have the condition.
struct AccessRules {
  /// What each buffer calls its sizes.
  private var buffers: [String: [String]] = [:]
  /// Stored properties of an actor with a block, which all its threads share.
  private var fields: Set<String> = []
  /// Locals that follow the number of the thread in the grid, and locals that differ between threads at all.
  private var numbers: Set<String> = []
  private var divergent: Set<String> = []
  /// Whether a condition on a thread's number decides whether the thread comes by.
  private var isGuarded = false
  /// Whether what follows runs in chosen threads only.
  private var isChosen = false
  private var unguarded: (access: SyntaxNode, buffer: String, indices: [Int: SyntaxNode])?
  private var crowded: [SyntaxNode] = []

  /// What is wrong in a kernel; `syntax` gives the fix-its their places.
  static func problems(of kernel: SyntaxNode, _ syntax: DeclSyntax, _ places: SourcePlaces) -> [CompileError] {
    if kernel.kind == .actor { return stateProblems(of: kernel, syntax, places) }
    guard kernel.kind == .kernel, !kernel.has("stencil"), let body = kernel.first(.block) else { return [] }
    var rules = AccessRules()
    for parameter in kernel.all(.parameter) {
      guard let type = parameter.first(.type), let sizes = sizes(of: type.text) else { continue }
      rules.buffers[parameter.text] = sizes
    }
    rules.block(body)
    let fixes = AccessFixes(syntax: syntax, places: places, meets: body.contains { $0.text.contains("arrier") })
    let guardError = rules.unguarded.map { found in
      LanguageRule.missingGuard.error(
        "nothing keeps threads past the end of '\(found.buffer)' from this access",
        at: found.access.leftmost,
        fix: fixes.insertGuard(found.access, found.indices, of: found.buffer, rules.buffers[found.buffer] ?? [])
      )
    }
    let errors = rules.crowded.map { place in
      LanguageRule.unindexedWrite.error(
        "every thread stores to this element",
        at: place.leftmost,
        fix: fixes.chooseThread(place.leftmost)
      )
    }
    return ((guardError.map { [$0] } ?? []) + errors).sorted { ($0.line, $0.column) < ($1.line, $1.column) }
  }

  /// What is wrong in the handlers of an actor with a block of threads: stores to its state that all of them make.
  private static func stateProblems(
    of actor: SyntaxNode,
    _ syntax: DeclSyntax,
    _ places: SourcePlaces
  ) -> [CompileError] {
    let block = actor.children.first { $0.kind == .attribute && $0.text == "block" }?.children.first?.text
    guard let block, block != "1" else { return [] }
    let fixes = AccessFixes(syntax: syntax, places: places, meets: true)
    return actor.all(.function).filter { $0.has("handler") }.flatMap { handler in
      var rules = AccessRules()
      rules.fields = Set(actor.all(.field).map(\.text)).subtracting(handler.all(.parameter).map(\.text))
      handler.all(.block).forEach { rules.block($0) }
      return rules.crowded.map { place in
        LanguageRule.unindexedWrite.error(
          "every thread stores to this part of the state",
          at: place.leftmost,
          fix: fixes.chooseThread(place.leftmost, "threadIndex.x")
        )
      }
    }
  }

  private static func sizes(of type: String) -> [String]? {
    switch type {
    case "Span", "MutableSpan": ["count"]
    case "Field1D": ["width"]
    case "Field2D": ["width", "height"]
    case "Field3D": ["width", "height", "depth"]
    default: nil
    }
  }

  private mutating func block(_ node: SyntaxNode) {
    for statement in node.children { self.statement(statement) }
  }

  private mutating func statement(_ node: SyntaxNode) {
    switch node.kind {
    case .variable: variable(node)
    case .assign: assign(node)
    case .if, .while, .repeat: conditional(node, node.all(.condition))
    case .switch: conditional(node, Array(node.children.prefix(1)))
    case .guard: leave(node, whenTrue: false)
    case .for: loop(node)
    default: visit(node)
    }
  }

  private mutating func variable(_ node: SyntaxNode) {
    guard let pattern = node.children.first else { return }
    node.children.dropFirst().forEach { visit($0) }
    guard let value = node.first(.initial)?.children.first else { return }
    // A tuple that is taken apart at once is as many constants.
    let names = pattern.kind == .tuplePattern ? pattern.children.map(\.text) : [pattern.text]
    let isApart = pattern.kind == .tuplePattern && value.kind == .tuple && value.children.count == names.count
    for (index, name) in names.enumerated() {
      let value = isApart ? value.children[index].children.first ?? value : value
      fields.remove(name)
      if isNumber(value) { numbers.insert(name) } else { numbers.remove(name) }
      if differs(value) || isChosen { divergent.insert(name) } else { divergent.remove(name) }
    }
  }

  private mutating func assign(_ node: SyntaxNode) {
    node.children.forEach { visit($0) }
    guard let place = node.children.first, node.children.count == 2 else { return }
    if place.kind == .name, differs(node.children[1]) || isChosen { divergent.insert(place.text) }
    if place.kind == .name, node.text == "=" {
      if isNumber(node.children[1]) { numbers.insert(place.text) } else { numbers.remove(place.text) }
    }
    if !isChosen, isShared(place) { crowded.append(place) }
    guard !isChosen, let access = element(place), !access.all(.argument).contains(where: differs) else { return }
    crowded.append(place)
  }

  /// Whether a place is one part of the state for all threads.
  private func isShared(_ place: SyntaxNode) -> Bool {
    switch place.kind {
    case .name: return fields.contains(place.text)
    case .member:
      guard let base = place.children.first else { return false }
      return base.kind == .name && base.text == "self" ? fields.contains(place.text) : isShared(base)
    case .subscript:
      return place.children.first.map(isShared) == true && !place.all(.argument).contains(where: differs)
    default: return false
    }
  }

  /// The element of a buffer that a place lies in.
  private func element(_ place: SyntaxNode) -> SyntaxNode? {
    if place.kind == .subscript, let base = place.children.first, base.kind == .name, buffers[base.text] != nil {
      return place
    }
    guard place.kind == .member || place.kind == .subscript, let base = place.children.first else { return nil }
    return element(base)
  }

  private mutating func conditional(_ node: SyntaxNode, _ conditions: [SyntaxNode]) {
    let outside = isGuarded
    for condition in conditions {
      visit(condition)
      note([condition])
    }
    let before = isChosen
    if conditions.contains(where: differs) { isChosen = true }
    for child in node.children where !conditions.contains(child) {
      switch child.kind {
      case .block: block(child)
      case .if: statement(child)
      case .case: child.all(.block).forEach { block($0) }
      default: break
      }
    }
    isChosen = before
    // Behind a condition that sends some threads away it holds for the others; behind any other one all are there again.
    if !node.sendsAway { isGuarded = outside }
    if node.kind == .if, node.all(.block).first?.leaves == true { leave(node, whenTrue: true) }
  }

  /// An early exit: one that compares with a literal leaves chosen threads behind, a bounds check leaves nearly all.
  private mutating func leave(_ node: SyntaxNode, whenTrue: Bool) {
    let conditions = node.all(.condition)
    if !whenTrue {
      for condition in conditions {
        visit(condition)
        note([condition])
      }
      node.all(.block).forEach { block($0) }
    }
    if conditions.contains(where: differs), conditions.contains(where: { $0.contains { $0.kind == .integer } }) {
      isChosen = true
    }
  }

  private mutating func loop(_ node: SyntaxNode) {
    guard node.children.count >= 3 else { return }
    let outside = isGuarded
    visit(node.children[1])
    note([node.children[1]] + node.all(.condition))
    let name = node.children[0].text
    numbers.remove(name)
    if differs(node.children[1]) { divergent.insert(name) } else { divergent.remove(name) }
    let before = isChosen
    if node.all(.condition).contains(where: differs) { isChosen = true }
    node.all(.block).forEach { block($0) }
    isChosen = before
    isGuarded = outside
  }

  /// Looks for accesses in an expression, in the order of the source.
  private mutating func visit(_ node: SyntaxNode) {
    if node.kind == .ternary || (node.kind == .binary && ["&&", "||"].contains(node.text)) {
      // What decides guards what it decides about.
      let outside = isGuarded
      defer { isGuarded = outside }
      for (index, child) in node.children.enumerated() {
        visit(child)
        if index == 0 { note([child]) }
      }
      return
    }
    if node.kind == .subscript, !isGuarded, unguarded == nil, let base = node.children.first, base.kind == .name,
      buffers[base.text] != nil
    {
      let indices = node.all(.argument).compactMap(\.children.first).enumerated().filter { isNumber($0.element) }
      if !indices.isEmpty { unguarded = (node, base.text, Dictionary(uniqueKeysWithValues: indices.map { ($0, $1) })) }
    }
    // A bounded array that every thread appends to.
    if node.kind == .call, !isChosen, let callee = node.children.first, callee.kind == .member, callee.text == "append",
      let base = callee.children.first, isShared(base)
    {
      crowded.append(base)
    }
    if node.kind == .if || node.kind == .switch { return statement(node) }
    node.children.forEach { visit($0) }
  }

  private mutating func note(_ conditions: [SyntaxNode]) {
    if conditions.contains(where: { $0.contains { self.differsAlone($0) } }) { isGuarded = true }
  }

  /// Whether an index follows the number of the thread in the grid without anything that could bound it.
  private func isNumber(_ node: SyntaxNode) -> Bool {
    switch node.kind {
    case .name: return numbers.contains(node.text)
    case .member: return node.children.first?.text == "globalThreadIndex" && node.children.first?.kind == .name
    case .binary where ["+", "-", "*", "&+", "&-", "&*"].contains(node.text):
      return node.children.contains(where: isNumber) || isBlockNumber(node)
    case .call:
      // A conversion leaves the number as it is; any other call may bound it.
      guard let callee = node.children.first, callee.kind == .name, ["Int", "Int32", "UInt32"].contains(callee.text),
        node.children.count == 2
      else { return false }
      return node.children[1].children.first.map(isNumber) ?? false
    default: return false
    }
  }

  /// `blockIndex.x * blockSize.x + threadIndex.x`, the number spelled out.
  private func isBlockNumber(_ node: SyntaxNode) -> Bool {
    let names: Set = ["blockIndex", "blockSize", "threadIndex"]
    return names.allSatisfy { name in node.contains { $0.kind == .name && $0.text == name } }
      && !node.contains { [.call, .subscript, .ternary].contains($0.kind) }
  }

  /// Whether a value may differ between threads: it mentions one of their indices, memory, or a function.
  private func differs(_ node: SyntaxNode) -> Bool { node.contains { differsAlone($0) } }

  private func differsAlone(_ node: SyntaxNode) -> Bool {
    switch node.kind {
    case .name:
      let indices: Set = [
        "globalThreadIndex", "threadIndex", "blockIndex", "linearThreadIndex", "laneIndex", "subgroupIndex",
      ]
      return indices.contains(node.text) || divergent.contains(node.text)
    case .subscript: return true
    case .call:
      // Conversions and the like give what their arguments give.
      let plain: Set = ["Int", "Int32", "UInt32", "UInt64", "Float", "Double", "min", "max", "abs"]
      return !(node.children.first?.kind == .name && plain.contains(node.children.first?.text ?? ""))
    default: return false
    }
  }
}

extension SyntaxNode {
  /// Whether a node inside satisfies `test`.
  func contains(_ test: (SyntaxNode) -> Bool) -> Bool { test(self) || children.contains { $0.contains(test) } }

  /// Whether a block ends the thread's work.
  fileprivate var leaves: Bool { children.last.map { $0.kind == .return } ?? false }

  /// Whether a condition's branch goes elsewhere instead of on to what follows.
  fileprivate var sendsAway: Bool {
    let exits: Set<NodeKind> = kind == .switch ? [.return, .continue, .throw] : [.return, .break, .continue, .throw]
    guard kind == .if || kind == .switch else { return false }
    return children.contains { child in
      switch child.kind {
      case .block: child.children.last.map { exits.contains($0.kind) } ?? false
      case .if: child.sendsAway
      case .case: child.all(.block).contains { $0.children.last.map { exits.contains($0.kind) } ?? false }
      default: false
      }
    }
  }
}
#endif
