#if Macros
import Foundation
import RingKernelIR
import RingKernelKernelTesting
import RingKernelRender
import RingKernelSyntax
import Testing

/// A driver, and whether 64-bit integers are its own or pairs of words.
struct WGSLTarget: CustomStringConvertible, Sendable {
  var driver: SoftwareVulkan
  var usesInt64 = false
  var description: String { driver.rawValue + (usesInt64 ? ", 64-bit integers" : "") }

  static let all = [
    WGSLTarget(driver: .swiftshader), WGSLTarget(driver: .lavapipe), WGSLTarget(driver: .lavapipe, usesInt64: true),
  ]

  /// Kernels that WGSL cannot have, with the reason.
  static let refused = [
    "doubles": "64-bit floats", "doubleMath": "64-bit floats", "clocks": "clock", "fences": "threadFenceBlock",
    "systemFences": "threadFenceSystem", "gridPhases": "barrier of the whole grid",
  ]

  /// Kernels that need what only some adapters have.
  static let wideAtomics: Set = ["wideSignedAtomics", "wideUnsignedAtomics", "wideExchanges", "gridWideSums"]

  /// What the driver does wrong with a right text: each must go on going wrong, or it is struck from here.
  var defects: [String: String] {
    guard driver == .lavapipe else { return [:] }
    return ["longLoop": "lavapipe ends every loop after 65,535 rounds"]
  }

  func refusal(_ kernel: String) -> String? {
    if Self.wideAtomics.contains(kernel), !usesInt64 { return "64-bit atomics" }
    return Self.refused[kernel]
  }
}

@Suite(.serialized) struct CorpusWGSLTests {
  static let driversAreThere = SoftwareVulkan.allCases.allSatisfy { $0.absence == nil }

  @Test(.timeLimit(.minutes(20)), .enabled(if: driversAreThere, "needs both drivers"), arguments: WGSLTarget.all)
  func `WGSL gives the interpreter's answers`(target: WGSLTarget) async throws {
    let executor = try WGSLExecutor(target.driver, usesInt64: target.usesInt64)
    let run = DifferentialRun(reference: InterpreterExecutor(), executors: [executor])
    var (agreed, wrong, refused): (Int, Set<String>, Set<String>) = (0, [], [])
    for one in try LoweredCase.all() {
      let place = one.place
      do {
        let report = try await run.compare(one.module, one.test)
        for (_, words) in report.different {
          wrong.insert(one.test.kernel)
          // A wrong answer, not a text that the driver refuses.
          let isAnswer = words.contains("instead of") || words.hasPrefix("failed with")
          #expect(target.defects[one.test.kernel] != nil && isAnswer, "\(place): \(words)")
        }
        for reason in report.refused.values {
          refused.insert(one.test.kernel)
          #expect(target.refusal(one.test.kernel).map(reason.contains) == true, "\(place): refused: \(reason)")
        }
        agreed += report.agreed.count
      } catch { Issue.record("\(place): \(error)") }
    }
    #expect(wrong == Set(target.defects.keys))
    #expect(refused == Set(WGSLTarget.refused.keys).union(target.usesInt64 ? [] : WGSLTarget.wideAtomics))
    #expect(agreed >= 140)
  }

  @Test(.timeLimit(.minutes(20)), .enabled(if: Tool.python.isPresent && driversAreThere, "needs Tint"))
  func `Tint accepts every WGSL text of the corpus`() async throws {
    let tint = try Tint()
    var accepted = 0
    for one in try LoweredCase.all() where WGSLTarget(driver: .swiftshader).refusal(one.test.kernel) == nil {
      let options = RenderOptions(block: one.test.block, features: [.subgroups, .directives])
      let text = try Renderer.render(one.module, for: .wgsl, options).text
      let complaint = try await tint.complaint(about: text)
      #expect(complaint == nil, "\(one.place): \(complaint ?? "")")
      if complaint == nil { accepted += 1 }
    }
    #expect(accepted >= 140)
  }
}
#endif
