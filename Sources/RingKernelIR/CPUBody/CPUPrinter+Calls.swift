extension CPUPrinter {
  /// At what a method of Swift's own types can fail.
  ///
  /// It takes the sites behind its arguments, as does a function of the source that has its name.
  static func sites(of method: String, _ checking: Checking) -> [FailureCode] {
    switch (method, checking) {
    case ("quotientAndRemainder", .checked): [.divisionByZero, .overflow]
    case ("quotientAndRemainder", .indices): [.divisionByZero]
    case ("negate", .checked): [.overflow]
    default: []
    }
  }

  mutating func call(_ node: SyntaxNode) -> String {
    let callee = node.children[0]
    let list = node.all(.argument)
    switch callee.kind {
    case .name: return named(callee.text, list, node)
    case .member:
      guard let base = callee.children.first else { return ".\(callee.text)(\(arguments(list)))" }
      if base.kind == .name, base.text == "Swift" { return named(callee.text, list, node) }
      if callee.text == "init" {
        return base.kind == .name ? named(base.text, list, node) : constructed(expression(base), list, node)
      }
      if let neighbour = neighbour(callee, list, node) { return neighbour }
      if let operation = contextual(callee, list) { return operation }
      let receiver = expression(base)
      let sites = Self.sites(of: callee.text, checking).map { ", \(site($0, node))" }.joined()
      return "\(receiver).\(owned(callee.text))(\(joined("rkT", list))\(sites))"
    default: return constructed(expression(callee), list, node)
    }
  }

  /// A value of a type; one vector may be converted to another, which can fail.
  private mutating func constructed(_ type: String, _ list: [SyntaxNode], _ node: SyntaxNode) -> String {
    let isVector = ["SIMD2", "SIMD3", "SIMD4"].contains(type.prefix { $0 != "<" })
    guard isVector, list.count == 1, list[0].text.isEmpty else { return "\(type)(\(arguments(list)))" }
    let site = checking == .unchecked ? "" : ", \(site(.conversion, node))"
    return "rkT.convertLanes(\(expression(list[0].children[0])), to: \(type).self\(site))"
  }

  /// The printed form of a device function or a method.
  private mutating func owned(_ name: String) -> String {
    canFail = true
    return "rkCPU_\(name)"
  }

  /// An operation of the context of a handler.
  private mutating func contextual(_ callee: SyntaxNode, _ list: [SyntaxNode]) -> String? {
    guard let base = callee.children.first, base.kind == .name, scope.contexts.contains(base.text) else { return nil }
    if ["send", "tick", "merge", "gridSize"].contains(callee.text) { canFail = true }
    return "\(spelled(base.text)).\(callee.text)(\(arguments(list)))"
  }

  private mutating func joined(_ first: String, _ list: [SyntaxNode]) -> String {
    list.isEmpty ? first : "\(first), \(arguments(list))"
  }

  private mutating func named(_ name: String, _ list: [SyntaxNode], _ node: SyntaxNode) -> String {
    if ScalarType(swiftName: name) != nil, list.count == 1, let value = list.first, value.text.isEmpty {
      return conversion(name, value.children[0], node)
    }
    if !isThrowing, let atomic = Self.atomic(name) { return "rkT.\(atomic)(\(arguments(list)))" }
    if name == "stride" {
      let site = checking == .unchecked ? "" : ", \(site(.range, node))"
      return "rkT.stride(\(arguments(list))\(site))"
    }
    if methods.contains(name) { return "\(owned(name))(\(joined("rkT", list)))" }
    // Swift has functions of these names, too, which trap or know another NaN.
    if ["abs", "min", "max"].contains(name) { return "RingKernelCompute.\(name)(\(arguments(list)))" }
    if !IntrinsicLookup.rows(name).isEmpty || ["any", "all"].contains(name) { return "\(name)(\(arguments(list)))" }
    if name.first?.isUppercase == true { return constructed(name, list, node) }
    return "\(owned(name))(\(joined("rkT", list)))"
  }

  private mutating func conversion(_ type: String, _ value: SyntaxNode, _ node: SyntaxNode) -> String {
    let digits = value.kind == .prefix && value.text == "-" ? value.children[0] : value
    if digits.kind == .integer || digits.kind == .floating { return "(\(expression(value)) as \(type))" }
    if type == "Bool" { return expression(value) }
    let site = checking == .unchecked ? "" : ", \(site(.conversion, node))"
    return "rkT.convert(\(expression(value)), to: \(type).self\(site))"
  }

  /// The atomic operation that a function is where blocks run side by side: each thread of a reduction over the grid adds
  /// its own value.
  private static func atomic(_ name: String) -> String? {
    guard IntrinsicID(rawValue: name) != nil else { return nil }
    if name.hasPrefix("gridReduce") { return "atomic\(name.dropFirst("gridReduce".count))" }
    return name.hasPrefix("atomic") ? name : nil
  }

  /// A neighbour in a field, which a stencil kernel's interior has.
  private mutating func neighbour(_ callee: SyntaxNode, _ list: [SyntaxNode], _ node: SyntaxNode) -> String? {
    guard let base = callee.children.first, base.kind == .name, let rank = scope.ranks[base.text],
      let first = list.first
    else { return nil }
    let position = expression(first.children[0])
    if callee.text == "index" { return "\(spelled(base.text)).index(\(position))" }
    var offsets = ["", "", ""]
    switch callee.text {
    case "north": offsets[1] = " &- 1"
    case "south": offsets[1] = " &+ 1"
    case "west": offsets[0] = " &- 1"
    case "east": offsets[0] = " &+ 1"
    case "down": offsets[2] = " &- 1"
    case "up": offsets[2] = " &+ 1"
    case "at":
      for (axis, argument) in list.dropFirst().enumerated() where axis < 3 {
        offsets[axis] = " &+ \(expression(argument.children[0]))"
      }
    default: return nil
    }
    let places = ["x", "y", "z"].prefix(rank).enumerated().map { "\(position).\($1)\(offsets[$0])" }
    let isLiteral =
      callee.text != "at"
      || !Self.mentions(node) { $0.kind == .name && ![base.text, scope.position].contains($0.text) }
    if checking == .unchecked || (isLiteral && position == scope.position) {
      return "\(spelled(base.text))[proved: \(places.joined(separator: ", "))]"
    }
    return "\(spelled(base.text))[\(places.joined(separator: ", ")), rkT, \(site(.indexOutOfRange, node))]"
  }
}
