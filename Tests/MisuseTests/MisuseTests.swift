import RingKernelConformance
import RingKernelCore
import RingKernelHost
import Testing

// Malformed CSV at a named line is in Tests/TransactionMonitorTests/CSV, beside the reader.
private let table: [MisuseCase] =
  configurationRows + backendRows + optionRows + launchRows + terminatedRows + transitionRows + messageRows + stateRows
  + queueRows + truncationRows + headerRows + valueRows

@Suite(.timeLimit(.minutes(5)))
struct MisuseTests {
  @Test func `the table has at least 120 rows with distinct names`() {
    print("misuse table: \(table.count) rows, \(Set(table.map(\.code)).count) codes")
    #expect(table.count >= 120)
    #expect(Set(table.map(\.name)).count == table.count)
  }

  @Test(arguments: table)
  func `each misuse gets its code`(misuse: MisuseCase) async {
    var found: ErrorCode?
    do {
      try await misuse.perform()
    } catch let error as RingKernelError {
      found = error.code
    } catch let error as MessageError {
      found = RingKernelError(error).code
    } catch {
      Issue.record("\(error) is no error of RingKernel")
    }
    #expect(found == misuse.code)
  }

  @Test(arguments: legalOptions.map(\.name))
  func `options at their limits are legal`(name: String) async throws {
    let setting = try #require(legalOptions.first { $0.name == name })
    var options = LaunchOptions()
    setting.set(&options)
    let chosen = options
    try await withRuntime(backend: .cpu, configuration: small(), logger: .silent) { runtime in
      let kernel = try await runtime.launch(KitActor.self, options: chosen).kernel
      let total: Total = try await kernel.call(Add(amount: 7))
      #expect(total.amount == 7)
    }
  }

  @Test func `every code of the runtime and of bytes has a cure`() {
    for code in Set(table.map(\.code)) { #expect(ErrorCatalog.entry(for: code)?.cure.isEmpty == false) }
  }
}
