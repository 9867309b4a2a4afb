internal import RingKernelABI
internal import RingKernelCUDA
internal import RingKernelHost

/// What copies reach: the roof over everything that crosses the link.
enum CopyBench {
  /// The row that others are compared with.
  static let toDevice = "pinned copy to the device"

  static func rows(_ device: BenchDevice, _ scale: DevicePart.Scale) throws -> [DeviceRow] {
    let bytes = scale.isSmall ? 1 << 20 : 256 << 20
    let rounds = scale.isSmall ? 2 : 20
    let (first, second) = (try device.pinned(bytes), try device.pinned(bytes))
    let memory = try device.memory(bytes)
    var rows: [DeviceRow] = []
    func measure(_ name: String, _ span: String, _ body: () throws -> UInt64) throws {
      _ = try body()
      let nanoseconds = try body()
      let perSecond = rate(bytes * rounds, nanoseconds)
      rows.append(DeviceRow(name, span, ["bytesPerSecond": perSecond, "bytesOfACopy": Double(bytes)]))
    }
    let span = "\(rounds) copies in one stream, between two events of the device"
    for word in stride(from: 0, to: bytes / 4, by: 1024) { first.store(word, UInt32(word)) }
    try measure(toDevice, span) {
      try device.timed {
        for _ in 0..<rounds { try first.withMemory { try device.stream.copy($0, to: memory, count: bytes) } }
      }
    }
    try measure("pinned copy from the device", span) {
      try device.timed {
        for _ in 0..<rounds { try second.withMemory { try device.stream.copy(memory, to: $0, count: bytes) } }
      }
    }
    for word in stride(from: 0, to: bytes / 4, by: 1024) {
      try check("word \(word) there and back", UInt64(second.load(word)), UInt64(word))
    }
    let pageable = [UInt8](repeating: 1, count: bytes)
    try measure("pageable copy to the device", "\(rounds) copies that are waited for; host's clock") {
      let start = Machine.monotonicNanoseconds
      for _ in 0..<rounds { try device.stream.write(pageable, to: memory) }
      return Machine.monotonicNanoseconds - start
    }
    try measure("memcpy within the host", "\(rounds) copies by one thread; host's clock") {
      let start = Machine.monotonicNanoseconds
      for _ in 0..<rounds { unsafe second.words.update(from: first.words, count: bytes / 4) }
      return Machine.monotonicNanoseconds - start
    }
    return rows
  }
}
