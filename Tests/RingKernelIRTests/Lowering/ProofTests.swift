@testable import RingKernelIR
import Testing

/// Random kernels do the same before and after the passes: no check is dropped that would have failed.
@Suite struct ProofTests {
  /// Makes random programs over `Int`, `Int32` and `UInt8`, one buffer and one local array.
  struct Maker {
    var dice: FuzzTests.Dice
    var names: [(name: String, type: String, isMutable: Bool)] = [
      ("a", "Int", false), ("b", "Int32", false), ("c", "UInt8", false),
    ]
    var count = 0

    mutating func roll(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &dice) }

    mutating func value(_ type: String, _ depth: Int) -> Node {
      let own = names.filter { $0.type == type }
      if depth == 0 || roll(4) == 0 {
        switch roll(5) {
        case 0: return i([0, 1, 2, 3, 7, 15, 16, 100, 127][roll(9)])
        case 1 where type == "Int": return m(n("d"), "count")
        case 2 where type == "Int": return globalX
        default: return own.isEmpty ? i(roll(9)) : n(own[roll(own.count)].name)
        }
      }
      switch roll(10) {
      case 0 where type == "Int": return call("Int", value("Int32", depth - 1))
      case 1 where type == "Int": return call("Int", value("UInt8", depth - 1))
      case 2 where type == "Int": return at(n("d"), value("Int", depth - 1))
      case 3 where type == "Int": return at(n("array"), value("Int", depth - 1))
      case 4: return call(roll(2) == 0 ? "min" : "max", value(type, depth - 1), value(type, depth - 1))
      case 5: return op(value(type, depth - 1), "&", i([15, 7, 255 & 127, 3][roll(4)]))
      case 6: return op(value(type, depth - 1), roll(2) == 0 ? "%" : "/", i([1, 2, 3, 16][roll(4)]))
      case 7: return op(value(type, depth - 1), ["/", "%", "<<", ">>", "|", "^"][roll(6)], value(type, depth - 1))
      case 8: return call(type, label("truncatingIfNeeded", value("Int", depth - 1)))
      default: return op(value(type, depth - 1), ["+", "-", "*", "&+", "&-", "&*"][roll(6)], value(type, depth - 1))
      }
    }

    mutating func test(_ depth: Int) -> Node {
      if depth > 0, roll(4) == 0 { return op(test(depth - 1), roll(2) == 0 ? "&&" : "||", test(depth - 1)) }
      let type = ["Int", "Int", "Int32", "UInt8"][roll(4)]
      return op(value(type, depth), ["<", "<=", ">", ">=", "==", "!="][roll(6)], value(type, depth))
    }

    mutating func body(_ depth: Int, _ length: Int, inLoop: Bool) -> Node {
      let outer = names
      defer { names = outer }
      var statements: [Node] = []
      for _ in 0..<length { statements.append(statement(depth, inLoop: inLoop)) }
      return Node(.block, statements)
    }

    mutating func statement(_ depth: Int, inLoop: Bool) -> Node {
      switch roll(depth == 0 ? 5 : 10) {
      case 0, 1:
        count += 1
        let type = ["Int", "Int", "Int32", "UInt8"][roll(4)]
        let isMutable = roll(2) == 0
        let node = isMutable ? var_("v\(count)", value(type, 2), t(type)) : let_("v\(count)", value(type, 2), t(type))
        names.append(("v\(count)", type, isMutable))
        return node
      case 2:
        let targets = names.filter(\.isMutable)
        guard !targets.isEmpty else { fallthrough }
        let target = targets[roll(targets.count)]
        return set(n(target.name), value(target.type, 2), ["=", "+=", "-=", "&+=", "/="][roll(5)])
      case 3:
        return set(at(n(roll(2) == 0 ? "d" : "array"), value("Int", 2)), value("Int", 2), roll(2) == 0 ? "=" : "&+=")
      case 4: return if_(test(1), block(inLoop && roll(2) == 0 ? Node(roll(2) == 0 ? .break : .continue, []) : ret()))
      case 5, 6:
        return if_(test(1), body(depth - 1, 2, inLoop: inLoop), roll(2) == 0 ? body(depth - 1, 2, inLoop: inLoop) : nil)
      case 7, 8:
        count += 1
        let name = "k\(count)"
        let ranges = [
          op(i(0), "..<", m(n("d"), "count")), op(i(roll(4)), "...", i(roll(20))),
          op(value("Int", 1), "..<", op(value("Int", 1), "&", i(15))), m(n("array"), "indices"),
          Node(.call, [n("stride"), label("from", value("Int", 1)), label("to", i(40)), label("by", i(1 + roll(5)))]),
        ]
        let range = ranges[roll(ranges.count)]
        names.append((name, "Int", false))
        defer { names.removeAll { $0.name == name } }
        return for_(name, range, body(depth - 1, 2, inLoop: true))
      default:
        let counters = names.filter { $0.isMutable && $0.type == "Int" }
        guard !counters.isEmpty else { return if_(test(1), body(depth - 1, 1, inLoop: inLoop)) }
        let counter = n(counters[roll(counters.count)].name)
        var inner = body(depth - 1, 2, inLoop: true)
        let steps = [
          set(counter, i(1 + roll(3)), "+="), set(counter, i(2), "/="), set(counter, i(2), "*="),
          set(counter, i(1), "-="),
        ]
        inner.children.append(steps[roll(4)])
        return while_(op(counter, [">", "<"][roll(2)], [i(0), m(n("d"), "count"), i(16)][roll(3)]), inner)
      }
    }
  }

  static func unit(_ seed: UInt64) -> CompilationUnit {
    var maker = Maker(dice: FuzzTests.Dice(state: seed))
    var body = maker.body(3, 6, inLoop: false)
    let array = call(typed(t("InlineArray", i(16), int)), label("repeating", i(0)))
    body.children.insert(var_("array", array), at: 0)
    let parameters = [
      param("d", t("MutableSpan", int), isInout: true), param("a", int), param("b", t("Int32")), param("c", t("UInt8")),
    ]
    return CompilationUnit(
      declaration: kernel("f", parameters, body),
      checking: [.checked, .indices][Int(seed % 2)]
    )
  }

  @Test(arguments: 0..<20) func `a random kernel does the same after the passes`(group: UInt64) throws {
    for round in 0..<10 {
      let seed = group &* 1000 &+ UInt64(round)
      let unit = Self.unit(seed)
      let before: KernelModule
      do { before = try KernelCompiler.translate(unit) } catch {
        // Constants out of range are refused when compiled.
        #expect(error.errors.allSatisfy { ["RK1120", "RK1104"].contains($0.code) }, "seed \(seed): \(error)")
        continue
      }
      let after = try KernelCompiler.lower(unit)
      var dice = FuzzTests.Dice(state: seed)
      for _ in 0..<6 {
        let extremes: [UInt64] = [0, 1, 5, UInt64(bitPattern: -1), UInt64(Int64.max), 1 << 63, 1 << 31, dice.next()]
        let arguments = (0..<3).map { _ in extremes[Int.random(in: 0..<8, using: &dice)] }
        let buffer = (0..<Int.random(in: 0..<20, using: &dice)).map { _ in UInt64(Int.random(in: 0..<30, using: &dice))
        }
        let thread = Int.random(in: 0..<24, using: &dice)
        let expected = MiniMachine.run(before, arguments, buffer: buffer, thread: thread)
        let actual = MiniMachine.run(after, arguments, buffer: buffer, thread: thread)
        if expected == .tooLong || actual == .tooLong { continue }
        if case .violation(let why) = expected {
          Issue.record("seed \(seed) before: \(why)\n\(IRPrinter.text(before))")
        }
        #expect(
          actual == expected,
          "seed \(seed) \(arguments) \(buffer) \(thread)\n\(IRPrinter.text(before))\n\(IRPrinter.text(after))"
        )
      }
    }
  }
}
