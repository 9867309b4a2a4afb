#if Macros
import Foundation
import RingKernelIR
import RingKernelInterpreter
import RingKernelKernelTesting
import RingKernelRender
import RingKernelSyntax
import Testing

/// A bug in a printed text.
struct Mutant: CustomStringConvertible, Sendable {
  var description: String
  /// What is replaced.
  var right: String
  var wrong: String

  init(_ description: String, _ right: String, _ wrong: String) {
    self.description = description
    self.right = right
    self.wrong = wrong
  }
}

@Suite(.serialized) struct WGSLMutantTests {
  static let mutants = [
    Mutant("no carry into the high word", "select(0u, 1u, low < a.x)", "0u"),
    Mutant("no borrow from the high word", "select(0u, 1u, a.x < b.x)", "0u"),
    Mutant("a 64-bit comparison of low words", "(a.y == b.y && a.x < b.x)", "a.x < b.x"),
    Mutant("a 64-bit product without the middle", "p.y + a.x * b.y + a.y * b.x", "p.y"),
    Mutant("a signed shift that fills with zeros", "bitcast<u32>(high >> n)", "bitcast<u32>(high) >> n"),
    Mutant("a signed 64-bit division of bits", "rk_divided(rk_magnitude(a), rk_magnitude(b))", "rk_divided(a, b)"),
    Mutant("a count past the width of Int8", "& 7u)", "& 31u)"),
    Mutant("Int8 that is not wrapped", ", 0u, 8u)", ", 0u, 9u)"),
    Mutant("UInt16 that is not wrapped", "& 65535u", "& 131071u"),
    Mutant("a float conversion that does not saturate", "return 2147483647i;", "return 0i;"),
    Mutant("NaN that is the smaller number", "select(a, b, rk_is_nan(a) || b < a)", "select(a, b, b < a)"),
    Mutant("halves that round half up", "((size >> 13u) & 1u)", "1u"),
    Mutant("narrow stores that keep old bits", "~(rk_mask << rk_shift)", "4294967295u"),
    Mutant("narrow stores that reach the neighbour", "atomicOr(&", "atomicXor(&"),
    Mutant("the extent of another buffer", "rk_words[0][1]", "rk_words[0][0]"),
    Mutant("rows of a block that overlap", "+ rk_thread.y * ", "+ rk_thread.y + "),
    Mutant("no barrier", "workgroupBarrier();", ""),
    Mutant("a reduction that misses half", "own < s &&", "own + 1u < s &&"),
    Mutant("an exchange that does not compare", "if (!(rk_old == rk_expected)) { break; }", ""),
    Mutant(
      "a float sum that forgets who was first",
      "if (rk_seen.exchanged) { break; }",
      "if (rk_old >= 0u) { break; }"
    ),
    Mutant("a shuffle that stays", "select(own, lane.x, there)", "own"),
    Mutant("a failure that nobody reports", "if (atomicExchange(&rk_record[0u], 1u) != 0u)", "if (site < 1000u)"),
    Mutant("a field of a struct read beside its place", "rk_at + 4u", "rk_at + 3u"),
    Mutant("a field of a struct stored beside its place", "rk_at * 4u + 20u", "rk_at * 4u + 21u"),
    Mutant("a quarter turn too few", "(turns & 2u) == 2u", "false"),
    Mutant("u32 that is converted as if signed", "if (a < 2147483648u) {", "if (a <= 4294967295u) {"),
  ]

  @Test(.timeLimit(.minutes(20)), .enabled(if: SoftwareVulkan.swiftshader.absence == nil, "needs SwiftShader"))
  func `the corpus catches every planted bug`() throws {
    var executor = try WGSLExecutor(.swiftshader)
    var cases: [(test: CorpusCase, module: KernelModule, launch: KernelLaunch, right: KernelResult, text: String)] = []
    for one in try LoweredCase.all() {
      let launch = try one.test.launch(of: one.module, subgroupSize: executor.subgroupSize)
      guard executor.refusal(of: one.module, launch) == nil else { continue }
      let options = RenderOptions(block: launch.block, features: [.subgroups])
      let text = try Renderer.render(one.module, for: .wgsl, options).text
      cases.append((one.test, one.module, launch, try Interpreter(one.module).run(launch), text))
    }
    for mutant in Self.mutants {
      executor.change = { $0.replacing(mutant.right, with: mutant.wrong) }
      var found: String?
      for one in cases where found == nil && one.text.contains(mutant.right) {
        var comparison = one.test.comparison(of: one.module, on: "wgsl")
        comparison.anyFailure = false
        do {
          found = comparison.difference(one.right, try executor.run(one.module, one.launch), one.module)
        } catch {
          Issue.record("\(mutant): \(one.test): \(error)")
          break
        }
      }
      #expect(found != nil, "nobody notices \(mutant)")
    }
  }
}
#endif
