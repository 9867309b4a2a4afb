internal import RingKernelABI
internal import RingKernelCUDA
internal import RingKernelHost

/// Messages from the host into a live kernel, and what the link gives to copies.
enum OneWayPart {
  static func run(on backend: BackendChoice, _ scale: DevicePart.Scale) async throws -> DeviceReport {
    let device = try BenchDevice(backend)
    let copies = try CopyBench.rows(device, scale)
    let link = copies.first { $0.name == CopyBench.toDevice }?["bytesPerSecond"] ?? 0
    var rows = copies
    let messages = scale.samples * 10
    for (bytes, rings, batch) in [(64, 1, 64), (64, 4, 64), (4096, 1, 16), (4096, 4, 16), (4096, 8, 16)] {
      let count = max(messages * 64 / bytes, 256)
      rows.append(try ringRow(device, bytes: bytes, rings: rings, batch: batch, messages: count, link: link))
    }
    for rings in [1, 4] {
      rows.append(
        try ringRow(device, bytes: 64, rings: rings, batch: 64, messages: messages, link: link, hasSequences: true)
      )
    }
    rows.append(try await actorRow(backend, messages: messages))
    return device.report(.oneway, rows)
  }

  /// A ring per writing thread and resident block, in the engine's form of words or published by one of them; every word of every message is added up on the device.
  private static func ringRow(
    _ device: BenchDevice,
    bytes: Int,
    rings: Int,
    batch: Int,
    messages: Int,
    link: Double,
    hasSequences: Bool = false
  ) throws -> DeviceRow {
    let slots = max(1024 * 64 / bytes * 4, 256)
    let size = rings * slots * bytes
    let (memory, taken) = (try device.inbound(hasSequences ? 2 * size : size), try device.pinned(rings * 128))
    let (sink, sums) = (try device.memory(size), try device.memory(rings * 4))
    let words: [UInt64] = [
      memory.address.number, UInt64(slots), UInt64((bytes / 16).trailingZeroBitCount), UInt64(messages),
      taken.address.number, sink.number, sums.number,
    ]
    let program = try ResidentProgram(device, hasSequences ? .lines : .ring, blocks: rings, threads: 256, words)
    let writers = (0..<rings).map { ring in
      RingWriter(
        memory,
        taken,
        ring: ring,
        slots: slots,
        words: bytes / 4,
        batch: batch,
        messages: messages,
        hasSequences: hasSequences
      )
    }
    let nanoseconds: UInt64
    do {
      nanoseconds = try race(writers.map { writer in { writer.run() } }) {
        var backoff = Backoff(.spinThenYield)
        let end = Machine.monotonicNanoseconds &+ BenchDevice.patience.clampedNanoseconds
        for ring in 0..<rings {
          while taken.acquire(ring * 32) != UInt32(messages), Machine.monotonicNanoseconds < end { backoff.pause() }
        }
      }
    } catch {
      try? program.leave()
      throw error
    }
    try program.leave()
    let found = try device.copies.read(sums, count: rings * 4)
    for ring in 0..<rings {
      try check("messages taken", UInt64(taken.load(ring * 32)), UInt64(messages))
      let sum = (0..<4).reduce(UInt32(0)) { $0 | UInt32(found[ring * 4 + $1]) << (8 * $1) }
      try check("sum of all words", UInt64(sum), UInt64(writers[ring].sum))
    }
    let perSecond = rate(messages * rings, nanoseconds)
    return DeviceRow(
      "ring\(hasSequences ? " of words with sequences" : ""), \(bytes) bytes, \(rings) ring\(rings == 1 ? "" : "s"), batches of \(batch)",
      "from the first message that is written until the host sees that the live kernel has taken the last; host's clock",
      inbound: device.path.road.rawValue,
      [
        "messagesPerSecond": perSecond, "messagesPerSecondAndRing": perSecond / Double(rings),
        "bytesPerSecond": perSecond * Double(bytes),
        "shareOfPinnedCopy": link == 0 ? 0 : perSecond * Double(bytes) / link,
      ]
    )
  }

  /// The same through the library: one thread sends to an actor, whose answer behind them says how many it had.
  private static func actorRow(_ backend: BackendChoice, messages: Int) async throws -> DeviceRow {
    let runtime = try RingKernelRuntime(backend: backend)
    do throws(RingKernelError) {
      let adder = try await runtime.launch(Adder.self)
      let nanoseconds = try onThread { () throws(RingKernelError) in
        let start = Machine.monotonicNanoseconds
        for _ in 0..<messages { while adder.trySend(Tick(amount: 1)) != .accepted { spinHint() } }
        let sum = try adder.kernel.callBlocking(Ping(number: 0), as: Pong.self).next
        try check("messages handled", sum, UInt64(messages))
        return Machine.monotonicNanoseconds - start
      }
      await runtime.shutdown()
      return DeviceRow(
        "sends to an actor, 1 thread",
        "from the first send until the answer of a call behind the last; host's clock",
        inbound: runtime.inboundMemory,
        ["messagesPerSecond": rate(messages, nanoseconds)]
      )
    } catch {
      await runtime.shutdown(draining: false)
      throw error
    }
  }
}
