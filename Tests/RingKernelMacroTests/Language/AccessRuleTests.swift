#if Macros
import RingKernelIR
import RingKernelSyntax
import Testing

/// Where the rule of the missing guard speaks and where it is silent.
@Suite struct `Guards of accesses` {
  static func source(_ body: String) -> String {
    """
    @Kernel func f(x: Span<Float>, y: inout MutableSpan<Float>, z: inout Field2D<Float>, n: Int, all: Bool) {
      let i = globalThreadIndex.x
      let (a, b) = (globalThreadIndex.x, globalThreadIndex.y)
      \(body)
    }
    """
  }

  static func errors(_ body: String) -> [CompileError] { KernelSource(files: [source(body)]).errors() }

  @Test(arguments: [
    "if i >= y.count { return }; y[i] = 1",
    "guard i < y.count else { return }; y[i] = 1",
    "if i < n { y[i] = 1 }",
    "if i >= n { return } else { y[i] = 1 }",
    "if i < n { y[i] = 1 } else if all { return }; if all && i < n { y[i] = 2 }",
    "y[i < y.count ? i : 0] = i < x.count ? x[i] : 0",
    "if i < x.count && x[i] > 0 { y[i] = 1 }",
    "for k in stride(from: i, to: n, by: 32) { y[k] = 1 }",
    "var k = i; while k < n { y[k] = 1; k += 32 }",
    "while all { if i >= n { break }; y[i] = 1; break }",
    "for k in 0..<n { if i + k >= n { continue }; y[i + k] = 1 }",
    "switch i { case 0: return; default: break }; y[i] = 1",
    "let isIn = i < n; if isIn { y[i] = 1 }",
    "if i < 4 { if all { y[i] = 2 }; y[i] = 1 }",
    "guard a < z.width, b < z.height else { return }; z[a, b] = 1",
    "y[min(i, n)] = 1",
  ])
  func `a condition on the thread's number around an access, or before it where threads leave, guards it`(
    body: String
  ) {
    #expect(Self.errors(body) == [], "\(body)")
  }

  @Test(arguments: [
    "‸y[i] = 1",
    "if threadIndex.x == 0 { y[0] = 1 }; ‸y[i] = 1",
    "if i < 4 { y[0] = 1 }; ‸y[i] = 2",
    "if i < 4 { y[0] = 1 } else { y[1] = 1 }; ‸y[i] = 2",
    "for k in 0..<i { if k == n { break } }; ‸y[i] = 1",
    "var k = i; while k < n { k += 32 }; ‸y[i] = 1",
    "let v = i < x.count ? x[i] : 0; ‸y[i] = v",
    "let v = i < x.count && x[i] > 0; ‸y[i] = v ? 1 : 2",
    "switch i { case 0: y[0] = 1; default: break }; ‸y[i] = 2",
    "if all { guard i < n else { return } }; ‸y[i] = 1",
    "if all { return }; ‸y[i] = 1",
    "‸z[a, b] = 1",
  ])
  func `a condition that is over, or is on nothing of the thread, guards nothing`(marked: String) throws {
    let place = try #require(marked.firstIndex(of: "‸"))
    let column = marked[..<place].utf8.count + 3
    let found = Self.errors(marked.filter { $0 != "‸" })
    #expect(found.map(\.code) == ["RK1134"], "\(marked): \(found)")
    #expect(found.first?.line == 4 && found.first?.column == column, "\(marked): \(found)")
  }

  @Test func `the fix-it guards every axis that follows the thread`() throws {
    let source = Self.source("z[a, b] = 1")
    let fix = try #require(KernelSource(files: [source]).errors().first?.fix)
    #expect(fix.message == "insert 'if a >= z.width || b >= z.height { return }'")
    let mended = try #require(fix.applied(to: source))
    #expect(KernelSource(files: [mended]).errors() == [], "\(mended)")
    let line = "@Kernel func f(v: inout Field1D<Float>) { v[globalThreadIndex.x] = 1 }"
    #expect(
      KernelSource(files: [line]).errors().first?.fix?.message
        == "insert 'if globalThreadIndex.x >= v.width { return }'"
    )
    let volume = """
      @Kernel func f(v: inout Field3D<Float>, plane: Int) {
        v[globalThreadIndex.x, plane, globalThreadIndex.z] = 1
      }
      """
    let other = try #require(KernelSource(files: [volume]).errors().first?.fix)
    #expect(
      other.message
        == "insert 'if globalThreadIndex.x >= v.width || globalThreadIndex.z >= v.depth { return }'"
    )
    #expect(KernelSource(files: [try #require(other.applied(to: volume))]).errors() == [])
  }
}
#endif
