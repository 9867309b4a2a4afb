#if Macros
import Foundation
import RingKernelIR
import RingKernelKernelTesting
import RingKernelSyntax
import Testing

@Suite(.enabled(if: Tool.python.isPresent, "\(Tool.python.absence ?? "")")) struct AccuracyTests {
  /// Arguments of each function; RK_ACCURACY=4000 for many.
  static let count = ProcessInfo.processInfo.environment["RK_ACCURACY"].flatMap { Int($0) } ?? 200

  @Test(.timeLimit(.minutes(20)), arguments: [ScalarType.f16, .f32, .f64])
  func `errors stay within what is stated`(type: ScalarType) async throws {
    let kernel = AccuracyKernel(type)
    let unit = try KernelSource(files: [kernel.source]).unit(kernel.name)
    let library = try CPUBodyLibrary(kernel.name, source: kernel.source, units: [unit])
    var executors: [(IntrinsicAccuracy.Target, any KernelExecutor)] = [
      (.interpreter, InterpreterExecutor()), (.cpu, CPUBodyExecutor(library, units: [unit])),
      (.cuda, try EmulatedCUDA()),
    ]
    if type != .f64 {
      executors.append((.msl, try EmulatedMSL()))
      for driver in SoftwareVulkan.allCases where driver.absence == nil {
        executors.append((.wgsl, try WGSLExecutor(driver, usesInt64: false)))
      }
    }
    var batches: [AccuracyReference.Batch] = []
    let small = try AccuracyCase.all.map { try Self.module(AccuracyKernel(type, [$0])) }
    for (target, executor) in executors {
      // A dialect refuses a kernel for one function: it gets those that it has.
      let has = zip(AccuracyCase.all, small).filter { test, module in
        executor.refusal(of: module, KernelLaunch()) == nil && Self.bound(test, type, target) != nil
      }
      .map(\.0)
      let module = try Self.module(AccuracyKernel(type, has))
      #expect(has.count == AccuracyCase.all.count, "\(executor.name)")
      for (index, test) in AccuracyCase.all.enumerated() where has.contains(test) {
        let arguments = kernel.arguments(of: test, count: Self.count)
        let bound = try #require(Self.bound(test, type, target))
        // Drivers compile a small program for each function sooner than a large one for all.
        let own = target == .wgsl ? small[index] : module
        let results = try await kernel.results(of: index, arguments, on: executor, own)
        batches.append(AccuracyReference.Batch(test.id, executor.name, results, bound))
      }
    }
    let findings = try AccuracyReference.findings(batches, kernel)
    #expect(findings.count == batches.count)
    for finding in findings {
      #expect(finding.part <= 1.001, "\(finding.id) on \(finding.executor): \(finding.ulps) ulp at \(finding.place)")
    }
  }

  static func module(_ kernel: AccuracyKernel) throws -> KernelModule {
    try KernelCompiler.lower(try KernelSource(files: [kernel.source]).unit(kernel.name))
  }

  static func bound(
    _ test: AccuracyCase,
    _ type: ScalarType,
    _ target: IntrinsicAccuracy.Target
  ) -> IntrinsicAccuracy.Bound? { IntrinsicAccuracy.row(test.id)?.bound(type, on: target) }

  @Test func `an error is found`() throws {
    let kernel = AccuracyKernel(.f32)
    let test = try #require(AccuracyCase.all.first { $0.id == .sqrt })
    let arguments = kernel.arguments(of: test, count: 50)
    var roots = arguments.reals[0].map { UInt64(Float(bitPattern: UInt32($0)).squareRoot().bitPattern) }
    let bound = try #require(IntrinsicAccuracy.row(.sqrt)?.bound(.f32, on: .cpu))
    let right = try AccuracyReference.findings([.init(.sqrt, "right", roots, bound)], kernel)
    #expect(right.map { $0.part <= 1 } == [true])
    roots[17] += 1
    let wrong = try AccuracyReference.findings([.init(.sqrt, "wrong", roots, bound)], kernel)
    #expect(wrong.map { $0.part > 1 } == [true])
  }

  @Test func `every function whose results are rounded is measured`() {
    #expect(Set(AccuracyCase.all.map(\.id)) == Set(IntrinsicAccuracy.rows.map(\.id)))
    let rounded = IntrinsicTable.rows.filter { $0.ulp != nil }.map(\.id)
    #expect(Set(AccuracyCase.all.map(\.id)).isSuperset(of: rounded))
  }

  @Test func `what NVIDIA says of lgamma below zero is stated with its interval`() throws {
    let row = try #require(IntrinsicAccuracy.row(.lgamma))
    #expect(row.bound(.f32, on: .cuda)?.exception == -10.001 ... -2.264)
    #expect(row.bound(.f64, on: .cuda)?.exception == -11.0001 ... -2.2637)
    #expect(row.bound(.f32, on: .cpu)?.exception == nil)
  }

  @Test func `terms that cancel are measured by their magnitude`() throws {
    let kernel = AccuracyKernel(.f32)
    let test = try #require(AccuracyCase.all.first { $0.id == .dot })
    let arguments = kernel.arguments(of: test, count: 200)
    let bound = try #require(IntrinsicAccuracy.row(.dot)?.bound(.f32, on: .cpu))
    let reals = arguments.reals.map { $0.map { Float(bitPattern: UInt32($0)) } }
    let sums = (0..<200).map { i in
      let (x, y, z) = (reals[0][i], reals[1][i], reals[2][i])
      return (sum: x * y + y * z + z * x, size: abs(x * y) + abs(y * z) + abs(z * x))
    }
    let right = sums.map { UInt64($0.sum.bitPattern) }
    let wrong = sums.map { UInt64(($0.sum + 6 * $0.size.ulp).bitPattern) }
    #expect(try AccuracyReference.findings([.init(.dot, "right", right, bound)], kernel).map { $0.part <= 1 } == [true])
    #expect(try AccuracyReference.findings([.init(.dot, "wrong", wrong, bound)], kernel).map { $0.part > 1 } == [true])
  }
}
#endif
