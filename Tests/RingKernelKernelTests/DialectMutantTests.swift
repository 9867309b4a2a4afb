#if Macros
import RingKernelIR
import RingKernelKernelTesting
import RingKernelRender
import RingKernelSyntax
import Testing

/// A bug that is planted into printed text.
struct DialectMutant: CustomTestStringConvertible, Sendable {
  var dialect: DialectName
  var what: String
  var from: String
  var to: String

  var testDescription: String { "\(dialect.rawValue): \(what)" }

  static let cuda: [(String, String, String)] = [
    ("no barrier", "__syncthreads();", ""),
    ("another thread index", "+ threadIdx.x", "+ threadIdx.y"),
    ("every block is the first", "blockIdx.x", "0"),
    ("the least is the largest", "atomicMin(", "atomicMax("),
    ("exclusive or is or", "atomicXor(", "atomicOr("),
    ("a failure at another site", "rk_fail(rk_record, 1,", "rk_fail(rk_record, 0,"),
    ("a failure with another value", "record[4] = (u32)a", "record[4] = (u32)b"),
    ("a float's least is its largest", "fminf(", "fmaxf("),
    ("a shuffle from another lane", "from = own ^ lane", "from = own + lane"),
    ("a reduction of itself", "y = slots[own + s]", "y = slots[own]"),
    ("division by zero gives one", "if (b == 0) return 0;", "if (b == 0) return 1;"),
    ("the least number divided by -1", "return (i32)(0 - (u32)a);", "return 0;"),
    ("NaN is one", "return x != x ? 0", "return x != x ? 1"),
    ("saturation wraps", "? 2147483647 :", "? -2147483647 - 1 :"),
    ("halves are not rounded", "rk_half(rk_wide(a) * rk_wide(b))", "rk_half(rk_wide(a) * rk_wide(b) * 1.001f)"),
    ("an overflow is none", "return r != (i64)(i32)r;", "return false;"),
    ("an index at the end is in range", " >= rk_words.", " > rk_words."),
    ("one more leading zero", "__clz(", "1 + __clz("),
    ("shared memory starts with ones", "] = 0;", "] = 1;"),
    ("a struct's fields trade places", "  i16 charge;\n  bool isFixed;", "  bool isFixed;\n  i16 charge;"),
    ("bits of a narrow number", "(u8)", "(u32)"), ("wrapping with a sign", "(u32)", "(i32)"),
  ]

  static let msl: [(String, String, String)] = [
    ("no barrier", "threadgroup_barrier(mem_flags::mem_device | mem_flags::mem_threadgroup);", ""),
    ("a place in the block", "[[thread_position_in_grid]]", "[[thread_position_in_threadgroup]]"),
    ("a thread's number in its subgroup", "[[thread_index_in_threadgroup]]", "[[thread_index_in_simdgroup]]"),
    ("buffers trade places", "[[buffer(0)]]", "[[buffer(1)]]"),
    ("the least is the largest", "atomic_fetch_min_", "atomic_fetch_max_"),
    ("and is or", "atomic_fetch_and_", "atomic_fetch_or_"),
    ("a failed exchange counts", " && seen == expected", ""),
    ("the sum is the largest", "simd_sum(", "simd_max("),
    ("a scan takes itself in", "simd_prefix_exclusive_sum(", "simd_prefix_inclusive_sum("),
    ("a shuffle from another lane", "from = own ^ lane", "from = own + lane"),
    ("the sine is the cosine", "precise::sin(", "precise::cos("),
    ("a failure with another value", "record[4] = (uint)a", "record[4] = (uint)b"),
    ("the value of a failing float", "+ 896", "+ 895"),
    ("a float's largest is its least", "fmax(", "fmin("),
    ("leading zeros are trailing", "clz(", "ctz("),
    ("NaN is one", "return x != x ? 0", "return x != x ? 1"),
    ("an overflow is none", "return r != (long)(int)r;", "return false;"),
    ("an index at the end is in range", " >= rk_words.", " > rk_words."),
    ("wrapping with a sign", "(uint)", "(int)"),
    ("votes that nobody clears", "if (own == 0) atomic_store_explicit(votes, 0u, memory_order_relaxed);", ""),
    ("a cube root of one step", "r -= (r - a / (r * r)) / 3; r -= (r - a / (r * r)) / 3;", "r *= 1.001f;"),
  ]

  static let all =
    cuda.map { DialectMutant(dialect: .cuda, what: $0.0, from: $0.1, to: $0.2) }
    + msl.map { DialectMutant(dialect: .msl, what: $0.0, from: $0.1, to: $0.2) }

  /// The executor of the dialect, with the bug.
  func executor() throws -> any KernelExecutor {
    let change: @Sendable (String) -> String = { [from, to] in $0.replacing(from, with: to) }
    switch dialect {
    case .cuda:
      var executor = try EmulatedCUDA()
      executor.change = change
      return executor
    default:
      var executor = try EmulatedMSL()
      executor.change = change
      return executor
    }
  }
}

@Suite struct DialectMutantTests {
  @Test(.timeLimit(.minutes(20)), arguments: DialectMutant.all)
  func `a planted bug is caught by a case of the corpus`(mutant: DialectMutant) async throws {
    let run = DifferentialRun(reference: InterpreterExecutor(), executors: [try mutant.executor()])
    var changed = 0
    for one in try LoweredCase.all() {
      guard let text = try? Renderer.render(one.module, for: mutant.dialect).text, text.contains(mutant.from) else {
        continue
      }
      changed += 1
      let report = try await run.compare(one.module, one.test)
      // A text that is no C++ any more proves nothing of the corpus.
      if report.broken.isEmpty, !report.different.isEmpty { return }
    }
    Issue.record("\(mutant.testDescription): \(changed) texts changed, none was caught")
  }
}
#endif
