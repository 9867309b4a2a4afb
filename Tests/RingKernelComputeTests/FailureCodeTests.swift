import RingKernelCompute
import RingKernelIR
import Testing

/// The compiler and the runtime each have the codes of failures; a device reports the first, a caller reads the second.
@Suite struct FailureCodeTests {
  @Test(arguments: FailureCode.allCases)
  func `a code of the compiler is the runtime's code of the same name`(code: FailureCode) throws {
    let reported = try #require(KernelFailure.Code(rawValue: code.rawValue))
    #expect("\(reported)" == "\(code)")
  }

  @Test func `the runtime has no code that the compiler lacks`() {
    #expect(KernelFailure.Code.allCases.map(\.rawValue) == FailureCode.allCases.map(\.rawValue))
  }
}
