internal import BenchSupport
internal import RingKernelHost

/// A message of one 8-byte field.
protocol Word: RingMessage {
  init(value: UInt64)
  var value: UInt64 { get }
}

extension Word {
  init(from reader: inout WireReader) throws(MessageError) { self.init(value: try reader.read()) }
  func write(to writer: inout WireWriter) { writer.write(value) }
}

struct Ask: Word {
  var value: UInt64
  static let layout = MessageLayout("RingBench.Ask", [.init("value", UInt64.self)])
}

struct Answer: Word {
  var value: UInt64
  static let layout = MessageLayout("RingBench.Answer", [.init("value", UInt64.self)])
}

struct Add: Word {
  var value: UInt64
  static let layout = MessageLayout("RingBench.Add", [.init("value", UInt64.self)])
}

struct Total: Word {
  var value: UInt64
  static let layout = MessageLayout("RingBench.Total", [.init("value", UInt64.self)])
}

/// Answers a value with its successor; sums what it is told to add.
struct EchoKernel: KernelActor {
  var sum: UInt64 = 0

  static let kernelName = "ringbench.echo"
  static var handlers: [MessageHandler<EchoKernel>] {
    [
      .answering(Ask.self) { _, ask, _ in Answer(value: ask.value + 1) },
      .consuming(Add.self) { echo, add, _ in echo.sum &+= add.value },
      .answering(Total.self) { echo, _, _ in Answer(value: echo.sum) },
    ]
  }
}

/// Runs `body` against an echo on one worker; returns what `body` returns.
///
/// - Parameters:
///   - options: Capacity and processors.
///   - isBound: Whether the worker is bound to the receiver's processor. Callers that are tasks cannot be bound, so
///     there the system places both sides within the processors of the process, as it does for the other runtimes.
///   - body: One round.
func withEcho(_ options: Options, isBound: Bool, _ body: (KernelHandle) async throws -> UInt64) async -> UInt64 {
  var configuration = RuntimeConfiguration()
  configuration.workerCount = 1
  configuration.workerProcessors = isBound ? options.processor(ofThread: 0).map { [$0] } ?? [] : []
  var launch = LaunchOptions()
  launch.inputQueueCapacity = options.capacity
  launch.outputQueueCapacity = options.capacity
  do {
    let runtime = try RingKernelRuntime(backend: .cpu, configuration: configuration)
    let elapsed = try await body(try await runtime.launch(EchoKernel.self, options: launch))
    await runtime.shutdown()
    return elapsed
  } catch {
    fail("\(error)")
  }
}

func task(
  _ key: String,
  _ peer: String,
  _ benchmark: String,
  _ body: @escaping @concurrent @Sendable (Options, Int) async -> UInt64
) -> Entry { Entry(key: key, peer: "RingKernel \(peer)", benchmark: benchmark, body: .tasks(body)) }
