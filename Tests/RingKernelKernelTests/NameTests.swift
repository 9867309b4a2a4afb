#if Macros
import RingKernelIR
import RingKernelKernelTesting
import RingKernelRender
import Testing

/// Memory may have any name in Swift: none that the printed text uses for something else gets in its way.
@Suite struct NameTests {
  /// The kernels of the corpus that touch memory, each once.
  private static func modules() throws -> [(module: KernelModule, block: [Int])] {
    var seen: Set<String> = []
    return try LoweredCase.all().filter { !$0.module.resources.isEmpty && seen.insert($0.test.kernel).inserted }
      .map { ($0.module, $0.test.block) }
  }

  /// The module with words of its text for the names of its memory, as often as it takes to use each word.
  ///
  /// - Parameter isCalled: Whether only functions that the text calls are taken.
  private static func renamed(_ module: KernelModule, by text: String, isCalled: Bool) -> [KernelModule] {
    let own = Set(module.resources.map(\.name) + module.functions.flatMap { [$0.name] + $0.locals.map(\.name) })
    let code = text.split(separator: "\n").compactMap { $0.split(separator: "//", maxSplits: 1).first }
    var words: Set<String> = []
    for match in code.joined(separator: "\n").matches(of: #/\b([a-z]\w*)(\()?/#)
    where !match.output.1.hasPrefix("rk_") && (!isCalled || match.output.2 != nil) {
      words.insert(String(match.output.1))
    }
    let names = words.subtracting(own).sorted()
    return stride(from: 0, to: names.count, by: module.resources.count).map { first in
      var copy = module
      for place in copy.resources.indices { copy.resources[place].name = names[(first + place) % names.count] }
      return copy
    }
  }

  @Test(.timeLimit(.minutes(10)), .enabled(if: Tool.python.isPresent && CorpusWGSLTests.driversAreThere, "needs Tint"))
  func `memory may be named by any word of its WGSL`() async throws {
    let tint = try Tint()
    var accepted = 0
    let kernels = try Self.modules().filter { WGSLTarget(driver: .swiftshader).refusal($0.module.name) == nil }
    let actors = try EngineCorpusTests.modules().filter { $0.resources.count > 1 }
    #expect(!actors.isEmpty)
    let all =
      kernels.map { ($0.module, RenderOptions(block: $0.block, features: [.subgroups, .directives])) }
      + actors.map { ($0, RenderOptions(features: [.directives], isEngine: true)) }
    for (module, options) in all {
      let text = try Renderer.render(module, for: .wgsl, options).text
      for other in Self.renamed(module, by: text, isCalled: false) {
        let complaint = try await tint.complaint(about: try Renderer.render(other, for: .wgsl, options).text)
        #expect(complaint == nil, "\(module.name), \(other.resources.map(\.name)): \(complaint ?? "")")
        if complaint == nil { accepted += 1 }
      }
    }
    #expect(accepted >= 2000)
  }

  @Test(.timeLimit(.minutes(10)), .enabled(if: Tool.nvrtc12.isPresent, "\(Tool.nvrtc12.absence ?? "")"))
  func `memory may be named by any function that its CUDA text calls`() throws {
    let nvrtc = try NVRTC(.nvrtc12)
    let options = Renderer.compilerOptions(for: .cuda)
    var accepted = 0
    for (module, _) in try Self.modules() {
      let text = try Renderer.render(module, for: .cuda).text
      for other in Self.renamed(module, by: text, isCalled: true) {
        let text = try Renderer.render(other, for: .cuda).text
        do throws(NVRTC.Refusal) {
          _ = try nvrtc.ptx(text, architecture: 90, options: options)
          accepted += 1
        } catch { Issue.record("\(module.name), \(other.resources.map(\.name)): \(error.log)") }
      }
    }
    #expect(accepted >= 100)
  }

  @Test(.timeLimit(.minutes(10)))
  func `memory may be named by any function that its Metal text calls`() throws {
    var accepted = 0
    for (module, _) in try Self.modules() {
      guard let text = try? Renderer.render(module, for: .msl).text else { continue }
      for other in Self.renamed(module, by: text, isCalled: true) {
        let text = try Renderer.render(other, for: .msl).text
        let complaint = try MetalAddressSpaces.complaint(about: text)
        #expect(complaint == nil, "\(module.name), \(other.resources.map(\.name)): \(complaint ?? "")")
        if complaint == nil { accepted += 1 }
      }
    }
    #expect(accepted >= 100)
  }
}
#endif
