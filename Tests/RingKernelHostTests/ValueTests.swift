import RingKernelHost
import Testing

private struct Nothing: RingMessage, Equatable {
  static let layout = MessageLayout("HostTests.Nothing", [])
  init() {}
  init(from reader: inout WireReader) throws(MessageError) {}
  func write(to writer: inout WireWriter) {}
}

struct ValueTests {
  @Test func `an envelope of an empty message decodes`() throws {
    #expect(try Envelope(Nothing()).decode(Nothing.self) == Nothing())
  }

  @Test(
    arguments: [
      (Duration.seconds(1e20), UInt64.max), (.seconds(-1e20), 0), (.seconds(Int64.max), .max), (.zero, 0),
      (.nanoseconds(-1), 0), (.nanoseconds(1), 1), (.seconds(2), 2_000_000_000),
      (Duration(attoseconds: Int128.max), .max), (Duration(attoseconds: Int128.min), 0),
    ] as [(Duration, UInt64)]
  )
  func `every duration has a number of nanoseconds`(duration: Duration, nanoseconds: UInt64) {
    #expect(duration.clampedNanoseconds == nanoseconds)
  }

  @Test func `the longest durations are legal timeouts`() async throws {
    var configuration = RuntimeConfiguration()
    configuration.terminationTimeout = Duration(attoseconds: Int128.max)
    configuration.defaultCallTimeout = Duration(attoseconds: Int128.max)
    configuration.watchdogTimeout = Duration(attoseconds: Int128.max)
    try await withRuntime(backend: .cpu, configuration: configuration) { runtime in
      var options = LaunchOptions()
      options.deadline = Duration(attoseconds: Int128.max)
      options.overflow = .wait(Duration(attoseconds: Int128.max))
      let ledger = try await runtime.launch(Ledger.self, options: options)
      let balance: Balance = try await ledger.call(Deposit(account: 1, cents: 1))
      #expect(balance.cents == 1)
    }
  }
}
