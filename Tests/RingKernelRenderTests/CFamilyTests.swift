import RingKernelIR
import RingKernelRender
import Testing

/// Modules made by hand, printed in both languages of the C family.
@Suite struct CFamilyTests {
  static let dialects = [DialectName.cuda, .msl]

  private func local(_ id: LocalID, _ type: KernelType) -> Expression {
    Expression(type, .read(Place(type, .local(id))))
  }

  /// A kernel with one buffer and the locals that are named, which stores `value` at the buffer's first place.
  private func module(_ names: [String], _ type: KernelType, _ value: Expression) -> KernelModule {
    let target = Place(type, .resource(0, index: Expression(.scalar(.i32), .constant(0))))
    let parameters = names.map { KernelFunction.Parameter($0, type) }
    let function = KernelFunction(
      name: "kernel",
      parameters: parameters,
      locals: names.map { KernelFunction.Local($0, type) },
      body: [.assign(target, value)]
    )
    let resource = Resource("device", type, .buffer(isMutable: true, rank: 1))
    return KernelModule(name: "kernel", resources: [resource], functions: [function])
  }

  private func store(_ module: KernelModule, _ dialect: DialectName) throws -> String {
    let text = try Renderer.render(module, for: dialect).text
    let line = text.split(separator: "\n").first { $0.contains("[0] = ") } ?? ""
    return String(line.split(separator: "= ").last ?? "")
  }

  @Test(arguments: dialects)
  func `no word of the language is a name`(dialect: DialectName) throws {
    let type = KernelType.scalar(.i32)
    let own = dialect == .cuda ? ["threadIdx", "f32"] : ["threadgroup", "float3", "half"]
    let names = ["rk_words", "class", "précis", "2x"] + own
    let program = try Renderer.render(module(names, type, local(0, type)), for: dialect)
    for word in ["class"] + own { #expect(!program.text.contains(" \(word) = "), "\(word)") }
    #expect(program.entry == (dialect == .msl ? "kernel_2" : "kernel"))
    #expect(program.text.contains(" vrk_words = ") && program.text.contains(" v2x = "))
    #expect(program.text.utf8.allSatisfy { $0 < 128 })
  }

  @Test(arguments: dialects)
  func `parentheses stand where the tree needs them and nowhere else`(dialect: DialectName) throws {
    let type = KernelType.scalar(.f32)
    let (a, b, c) = (local(0, type), local(1, type), local(2, type))
    func binary(_ op: BinaryOperator, _ x: Expression, _ y: Expression) -> Expression {
      Expression(type, .binary(op, x, y))
    }
    let cases: [(Expression, String)] = [
      (binary(.add, binary(.multiply, a, b), c), "a * b + c;"),
      (binary(.multiply, a, binary(.add, b, c)), "a * (b + c);"),
      (binary(.subtract, a, binary(.subtract, b, c)), "a - (b - c);"),
      (binary(.subtract, binary(.subtract, a, b), c), "a - b - c;"),
      (binary(.add, a, binary(.add, b, c)), "a + (b + c);"),
      (Expression(type, .unary(.negate, Expression(type, .unary(.negate, a)))), "-(-a);"),
    ]
    for (value, expected) in cases {
      #expect(try store(module(["a", "b", "c"], type, value), dialect) == expected)
    }
  }

  @Test(arguments: dialects)
  func `arithmetic that wraps is unsigned and cast back only where its number counts`(dialect: DialectName) throws {
    let type = KernelType.scalar(.i32)
    let (a, b) = (local(0, type), local(1, type))
    let sum = Expression(type, .binary(.add, a, b))
    let (u, i, l) = dialect == .cuda ? ("u32", "i32", "i64") : ("uint", "int", "long")
    #expect(try store(module(["a", "b"], type, sum), dialect) == "(\(u))a + b;")
    let shifted = Expression(type, .binary(.shiftRight, sum, Expression(type, .constant(3))))
    #expect(try store(module(["a", "b"], type, shifted), dialect) == "(\(i))((\(u))a + b) >> 3;")
    let wide = Expression(.int, .convert(sum))
    #expect(try store(module(["a", "b"], .scalar(.i32), Expression(type, .convert(wide))), dialect).contains("(\(l))"))
    let less = Expression(type, .binary(.add, a, Expression(type, .constant(UInt64(bitPattern: -1)))))
    #expect(try store(module(["a", "b"], type, less), dialect) == "a - 1u;")
  }

  @Test func `Metal refuses what it lacks, by kernel, need and dialect`() {
    var doubles = module(["a"], .scalar(.f64), Expression(.scalar(.f64), .constant(0)))
    doubles.needs = [.float64]
    let error = #expect(throws: RenderError.self) { try Renderer.render(doubles, for: .msl) }
    #expect(error?.code == "RK2001" && error?.message == "kernel: msl has no 64-bit floats; use Float")
  }
}
