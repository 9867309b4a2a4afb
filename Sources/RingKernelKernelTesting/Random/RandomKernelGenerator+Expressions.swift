internal import RingKernelIR

extension RandomKernelGenerator {
  /// An expression of a type; its literals are spelled `Int32(5)`, so that nothing is left to inference.
  mutating func expression(_ type: ScalarType, depth: Int) -> SyntaxNode {
    if depth <= 0 || dice.oneIn(5) { return leaf(type) }
    if type == .bool { return truth(depth) }
    if dice.oneIn(8) {
      return SyntaxNode(
        .ternary,
        "",
        [expression(.bool, depth: depth - 1), expression(type, depth: depth - 1), expression(type, depth: depth - 1)]
      )
    }
    return type.isFloat ? float(type, depth - 1) : whole(type, depth - 1)
  }

  private mutating func leaf(_ type: ScalarType) -> SyntaxNode {
    let known = locals.filter { $0.type == type }
    if !known.isEmpty && !dice.oneIn(4) { return dice.pick(known).place }
    let rows = lists.filter { $0.type == type }
    if !rows.isEmpty && dice.oneIn(2) { return item(dice.pick(rows)) }
    if let place = types.firstIndex(of: type), dice.oneIn(2) { return element(name("a\(place)"), ownIndex()) }
    return literal(type)
  }

  /// An element of a local array, at an index that differs between threads.
  mutating func item(_ list: List) -> SyntaxNode {
    element(list.place, binary(binary(name("i"), "+", integer(dice.below(4))), "%", integer(4)))
  }

  /// A number of this type.
  mutating func literal(_ type: ScalarType) -> SyntaxNode {
    if type == .bool { return SyntaxNode(.boolean, dice.oneIn(2) ? "true" : "false") }
    if type.isFloat {
      let text = ["0.5", "1.0", "2.0", "3.25", "0.125", "10.0", "0.0"]
      return call(type.spelling, [SyntaxNode(.floating, dice.pick(text))])
    }
    let small = type.isSigned ? [0, 1, 2, 3, -1, 7, 100, -100, 127, -128] : [0, 1, 2, 3, 7, 31, 100, 127, 255]
    return call(type.spelling, [integer(dice.pick(small))])
  }

  private mutating func truth(_ depth: Int) -> SyntaxNode {
    switch dice.below(6) {
    case 0: return binary(expression(.bool, depth: depth - 1), "&&", expression(.bool, depth: depth - 1))
    case 1: return binary(expression(.bool, depth: depth - 1), "||", expression(.bool, depth: depth - 1))
    case 2: return SyntaxNode(.prefix, "!", [expression(.bool, depth: depth - 1)])
    default:
      let type = dice.pick(types.filter { $0 != .bool } + [.i32])
      let sign = dice.pick(["<", "<=", "==", "!=", ">", ">="])
      return binary(expression(type, depth: depth - 1), sign, expression(type, depth: depth - 1))
    }
  }

  private mutating func float(_ type: ScalarType, _ depth: Int) -> SyntaxNode {
    switch dice.below(12) {
    case 0: return call(type.spelling, [expression(dice.pick([.i32, .u32, .i64]), depth: depth)])
    case 1: return SyntaxNode(.prefix, "-", [expression(type, depth: depth)])
    case 2 where !dividesFreely:
      return call(dice.pick(["min", "max"]), [expression(type, depth: depth), expression(type, depth: depth)])
    case 3, 4: return fraction(type, depth)
    case 5:
      // Exact on every device.
      let function = dice.pick(["abs", "floor", "ceil", "round", "trunc", "sqrt", "fract", "saturate", "sign"])
      return call(function, [expression(type, depth: depth)])
    case 6 where type != .f16: return call("fma", (0..<3).map { _ in expression(type, depth: depth) })
    case 6: return call("copysign", [expression(type, depth: depth), literal(type)])
    default:
      return binary(expression(type, depth: depth), dice.pick(["+", "-", "*"]), expression(type, depth: depth))
    }
  }

  private mutating func fraction(_ type: ScalarType, _ depth: Int) -> SyntaxNode {
    let divisor = expression(type, depth: depth)
    let half = call(type.spelling, [SyntaxNode(.floating, "0.5")])
    let safe = dividesFreely ? divisor : binary(call("abs", [divisor]), "+", half)
    return binary(expression(type, depth: depth), "/", safe)
  }

  private mutating func whole(_ type: ScalarType, _ depth: Int) -> SyntaxNode {
    switch dice.below(16) {
    case 0: return conversion(type, depth)
    case 1: return shift(type, depth)
    case 2: return quotient(type, depth)
    case 3: return call(dice.pick(["min", "max"]), [expression(type, depth: depth), expression(type, depth: depth)])
    case 4: return SyntaxNode(.prefix, "~", [expression(type, depth: depth)])
    case 5 where type == .i32 && hasHelper:
      return call("random\(seedOfNames)Helper", [expression(.i32, depth: depth), expression(.i32, depth: depth)])
    case 7: return bits(type, depth)
    case 6 where mode != .checked || dice.oneIn(10):
      return binary(expression(type, depth: depth), dice.pick(["+", "-", "*"]), varying(type, depth))
    default:
      let sign = dice.pick(["&+", "&-", "&*", "&", "|", "^"])
      return binary(expression(type, depth: depth), sign, expression(type, depth: depth))
    }
  }

  /// A whole number that swiftc does not know: of constants it refuses itself what overflows and divides by zero.
  private mutating func varying(_ type: ScalarType, _ depth: Int) -> SyntaxNode {
    let number = call(type.spelling, [name("p")], labels: ["truncatingIfNeeded"])
    return binary(expression(type, depth: depth), dice.pick(["&", "|"]), number)
  }

  private mutating func bits(_ type: ScalarType, _ depth: Int) -> SyntaxNode {
    if dice.oneIn(2) { return call("reverseBits", [expression(type, depth: depth)]) }
    let function = dice.pick(["populationCount", "leadingZeros", "trailingZeros", "findFirstSet"])
    let count = call(function, [expression(type, depth: depth)])
    return type == .i32 ? count : call(type.spelling, [count], labels: ["truncatingIfNeeded"])
  }

  private mutating func conversion(_ type: ScalarType, _ depth: Int) -> SyntaxNode {
    if mode == .unchecked && types.contains(.f32) && dice.oneIn(3) {
      return call(type.spelling, [expression(.f32, depth: depth)])
    }
    let from = dice.pick([ScalarType.i8, .i16, .i32, .i64, .u8, .u16, .u32, .u64])
    return call(type.spelling, [expression(from, depth: depth)], labels: ["truncatingIfNeeded"])
  }

  private mutating func shift(_ type: ScalarType, _ depth: Int) -> SyntaxNode {
    let masking = dice.oneIn(2)
    let sign = dice.pick(masking ? ["&<<", "&>>"] : ["<<", ">>"])
    let count = masking || dice.oneIn(3) ? expression(type, depth: depth) : literal(type)
    return binary(expression(type, depth: depth), sign, count)
  }

  /// Division by something that is not 0, except where nothing is checked, and rarely elsewhere.
  private mutating func quotient(_ type: ScalarType, _ depth: Int) -> SyntaxNode {
    let sign = dice.pick(["/", "%"])
    if mode == .unchecked || dice.oneIn(20) {
      return binary(expression(type, depth: depth), sign, varying(type, depth))
    }
    let divisor = call(type.spelling, [integer(dice.pick([1, 2, 3, 7, 10, 64, 100]))])
    return binary(expression(type, depth: depth), sign, divisor)
  }
}
