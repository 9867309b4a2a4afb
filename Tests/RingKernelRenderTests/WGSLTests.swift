import RingKernelIR
import Testing

@testable import RingKernelRender

@Suite struct WGSLTests {
  static let int = KernelType.scalar(.i32)

  static func local(_ id: Int, _ type: KernelType = int) -> Expression {
    Expression(type, .read(Place(type, .local(id))))
  }

  static func number(_ value: Int64, _ type: KernelType = int) -> Expression {
    Expression(type, .constant(UInt64(bitPattern: value)))
  }

  /// A kernel of one buffer that stores a value in its first element.
  static func kernel(_ value: Expression, named name: String = "k", buffer: String = "out") -> KernelModule {
    let place = Place(value.type, .resource(0, index: number(0)))
    return KernelModule(
      name: name,
      resources: [Resource(buffer, value.type, .buffer(isMutable: true, rank: 1))],
      functions: [KernelFunction(name: name, body: [.mark(line: 7, column: 0), .assign(place, value)], line: 6)]
    )
  }

  static func text(_ module: KernelModule, _ options: RenderOptions = RenderOptions()) throws -> String {
    try Renderer.render(module, for: .wgsl, options).text
  }

  @Test func `a kernel is readable, and says its Swift lines`() throws {
    let index = Expression(Self.int, .builtin(.globalThreadIndex, axis: 0))
    let program = try Renderer.render(Self.kernel(index), for: .wgsl, RenderOptions(block: [32, 2]))
    #expect(
      program.text == """
        // k, WGSL, by the kernel compiler of RingKernel
        @group(0) @binding(0) var<storage, read_write> out: array<i32>;
        @group(0) @binding(1) var<uniform> rk_words: array<vec4<u32>, 1>;
        @compute @workgroup_size(32, 2, 1)
        fn k(@builtin(local_invocation_id) rk_thread: vec3<u32>, @builtin(workgroup_id) rk_block: vec3<u32>) {
          // line 7
          out[0u] = i32(rk_block.x * 32u + rk_thread.x);
        }

        """
    )
    #expect(program.entry == "k")
    #expect(program.lines.count == program.text.split(separator: "\n", omittingEmptySubsequences: false).count - 1)
    #expect(program.lines[6] == 7)
  }

  @Test func `words of the language are no names`() throws {
    let text = try Self.text(Self.kernel(Self.number(1), named: "override", buffer: "workgroup"))
    #expect(text.contains("fn override_2(") && text.contains("workgroup_2: array<i32>"))
  }

  @Test func `constants that would overflow are hidden from the compiler`() throws {
    let sum = Expression(Self.int, .binary(.add, Self.number(2_147_483_647), Self.number(1)))
    #expect(try Self.text(Self.kernel(sum)).contains("rk_i32(2147483647i) + rk_i32(1i)"))
    let infinity = Expression(.scalar(.f32), .constant(UInt64(Float.infinity.bitPattern)))
    #expect(try Self.text(Self.kernel(infinity)).contains("rk_float(2139095040u)"))
  }

  @Test func `only what is used of the library is printed`() throws {
    let wide = KernelType.scalar(.i64)
    let quotient = Expression(wide, .binary(.divide, Self.number(7, wide), Self.number(2, wide)))
    let text = try Self.text(Self.kernel(quotient))
    for name in ["rk_div_i64", "rk_divided", "rk_magnitude", "rk_sub64", "rk_shl64", "rk_less_u64"] {
      #expect(text.components(of: "fn \(name)(") == 1, "\(name)")
    }
    #expect(!text.contains("fn rk_mul64("))
    #expect(try Self.text(Self.kernel(quotient), RenderOptions(features: [.int64])).contains("7li / 2li") == false)
  }

  @Test func `what one float operation hands to the next cannot be merged`() throws {
    let float = KernelType.scalar(.f32)
    let x = Expression(float, .read(Place(float, .resource(0, index: Self.number(1)))))
    let sum = Expression(float, .binary(.add, Expression(float, .binary(.multiply, x, x)), x))
    #expect(try Self.text(Self.kernel(sum)).contains("rk_exact(out[1u] * out[1u]) + out[1u]"))
    let free = try Self.text(Self.kernel(sum), RenderOptions(allowsReordering: true))
    #expect(free.contains("(out[1u] * out[1u]) + out[1u]") && !free.contains("rk_exact"))
  }

  @Test(arguments: [
    (Capability.float64, "64-bit floats"), (.gridBarrier, "barrier of the whole grid"), (.clock, "clock"),
    (.nanosleep, "nanosleep"), (.atomics64, "64-bit atomics on this adapter"),
    (.subgroups, "subgroup operations on this adapter"),
  ])
  func `what WGSL or the adapter lacks is named with the kernel and the dialect`(need: Capability, words: String) {
    var module = Self.kernel(Self.number(1))
    module.needs = [need]
    let error = #expect(throws: RenderError.self) { try Renderer.render(module, for: .wgsl) }
    #expect(error == RenderError(code: "RK2001", message: "k: wgsl has no \(words)"))
    let all = RenderOptions(features: Set(WGSLFeature.allCases))
    let isThere = (try? Renderer.render(module, for: .wgsl, all)) != nil
    #expect(isThere == [.atomics64, .subgroups].contains(need))
  }

  @Test func `more shared memory than there is is refused, in the size that WGSL needs`() {
    var module = Self.kernel(Self.number(1))
    module.resources.append(Resource("tile", .scalar(.u8), .shared(count: 5000)))
    let error = #expect(throws: RenderError.self) { try Renderer.render(module, for: .wgsl) }
    #expect(error?.code == "RK2003")
    #expect(error?.message == "k: 20000 bytes of shared memory in wgsl, the adapter has 16384")
    #expect(throws: Never.self) { try Renderer.render(module, for: .wgsl, RenderOptions(sharedBytes: 32768)) }
  }

  @Test func `addresses are words where they can be and bytes where they must`() {
    var address = WGSLAddress(terms: [("i", 12)], constant: 8)
    #expect(address.isWord && address.word == "i * 3u + 2u" && address.byte == "i * 12u + 8u")
    address = address.advanced(by: 3)
    #expect(!address.isWord && address.isInWord && address.word == "i * 3u + 2u" && address.bits == 24)
    let odd = WGSLAddress(terms: [("i", 3)], constant: 0)
    #expect(!odd.isInWord && odd.byte == "i * 3u")
    #expect(WGSLAddress().word == "0u")
  }

  @Test func `operands are in parentheses when they need them`() {
    let plain = ["a", "5i", "f(a, b)", "vec2<u32>(1u, 0u)", "a[i + 1u].f2", "(a + b)", "bitcast<u32>(a < b)", "x.y"]
    for text in plain { #expect(WGSLWriter.closed(text) == text) }
    for text in ["a + b", "-5i", "!a", "a < b", "a > b", "(a) & (b)", "f(a) >> 1u", "~a", "&a"] {
      #expect(WGSLWriter.closed(text) == "(\(text))")
    }
  }
}

extension String {
  /// How often a text stands in this one.
  fileprivate func components(of text: String) -> Int { ranges(of: text).count }
}
