#if Macros
import Foundation
import RingKernelIR
import RingKernelKernelTesting
import RingKernelRender
import RingKernelSyntax
import Testing

@Suite struct MetalAddressSpaceTests {
  @Test(.timeLimit(.minutes(20))) func `the Metal text of the corpus is well-typed, address spaces and all`() throws {
    var checked = 0
    for one in try LoweredCase.all() {
      guard let text = try? Renderer.render(one.module, for: .msl).text else { continue }
      let complaint = try MetalAddressSpaces.complaint(about: text)
      #expect(complaint == nil, "\(one.place): \(complaint ?? "")")
      checked += 1
    }
    #expect(checked >= 140)
  }

  @Test func `the batch entry of a handler is well-typed`() throws {
    let module = try KernelCompiler.lower(try HostileActorTests.source.unit(actor: "Book", message: "Request"))
    #expect(try MetalAddressSpaces.complaint(about: Renderer.render(module, for: .msl).text) == nil)
  }

  @Test(arguments: [
    ("multiplyTiled", "device uint* record", "threadgroup uint* record"),
    ("swaps", "thread rk_context& rk", "device rk_context& rk"),
    ("sharedAtomics", "(threadgroup atomic_", "(device atomic_"),
    ("blockReductions", "threadgroup int* slots", "device int* slots"),
  ])
  func `a wrong address space is found`(kernel: String, right: String, wrong: String) throws {
    let source = try CorpusCase.source()
    let text = try Renderer.render(try KernelCompiler.lower(try source.unit(kernel)), for: .msl).text
    #expect(text.contains(right))
    #expect(try MetalAddressSpaces.complaint(about: text.replacing(right, with: wrong)) != nil)
  }
}
#endif
