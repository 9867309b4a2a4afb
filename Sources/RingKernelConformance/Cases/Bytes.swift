internal import RingKernelHost

let bytesCases: [ConformanceCase] = [
  kitCase("bytes/good bytes are handled like the message") { session in
    let kernel = try await session.launch(KitActor.self)
    try await kernel.send(bytes: MessageBytes.encode(Add(amount: 77)))
    let total: Total = try await kernel.call(Add(amount: 1))
    try checkEqual(total.sum, 78, "sum")
  },
  kitCase("bytes/truncated bytes are refused at every length") { session in
    let kernel = try await session.launch(KitActor.self)
    let bytes = MessageBytes.encode(Add(amount: 77))
    for count in 0..<bytes.count {
      try await expectError(.bytesTruncated, "\(count) of \(bytes.count) bytes") {
        try await kernel.send(bytes: Array(bytes[..<count]))
      }
    }
    try await expectError(.bytesTrailing, "one byte more") { try await kernel.send(bytes: bytes + [0]) }
    try checkEqual(kernel.metrics.account.accepted, 0, "accepted messages")
  },
  kitCase("bytes/a flipped payload bit is refused") { session in
    let kernel = try await session.launch(KitActor.self)
    let bytes = MessageBytes.encode(Add(amount: 77))
    for bit in 64 * 8..<bytes.count * 8 {
      var flipped = bytes
      flipped[bit / 8] ^= 1 << (bit % 8)
      try await expectError(.bytesChecksum, "bit \(bit)") { try await kernel.send(bytes: flipped) }
    }
    try checkEqual(kernel.metrics.account.accepted, 0, "accepted messages")
  },
  kitCase("bytes/a flipped header bit is refused or changes nothing") { session in
    let kernel = try await session.launch(KitActor.self) { $0.inputQueueCapacity = 1024 }
    let bytes = MessageBytes.encode(Add(amount: 1))
    var accepted: Int64 = 0
    for bit in 0..<64 * 8 {
      var flipped = bytes
      flipped[bit / 8] ^= 1 << (bit % 8)
      do throws(RingKernelError) {
        try await kernel.send(bytes: flipped)
        accepted += 1
      } catch {
        let expected: Set<ErrorCode> = [.bytesFingerprint, .messageNotHandled, .bytesChecksum, .bytesLength]
        try check(expected.contains(error.code), "bit \(bit): \(error)")
      }
    }
    let total: Total = try await kernel.call(Add(amount: 0))
    try checkEqual(total.sum, accepted, "sum of the accepted messages")
  },
]
