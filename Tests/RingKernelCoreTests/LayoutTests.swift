import RingKernelABI
import RingKernelCore
import Testing

struct LayoutTests {
  @Test func `shared blocks have the sizes that devices expect`() {
    #expect(MemoryLayout<SlotHeader>.size == 48)
    #expect(ABI.slotStride(payloadBytes: 16) == ABI.cacheLine)
    #expect(MemoryLayout<MessageHeader>.size == 64)
    #expect(MemoryLayout<ControlBlock>.size == 128)
    #expect(MemoryLayout<TelemetryBlock>.size == 64)
    #expect(MemoryLayout<RingHeader>.size == 3 * ABI.sideStride)
    #expect(MemoryLayout<rk_hlc_timestamp>.size == 16)
  }

  @Test func `what the host writes and what the engine writes stand on different lines`() {
    let host = [MemoryLayout<ControlBlock>.offset(of: \.active), MemoryLayout<ControlBlock>.offset(of: \.replica)]
    let engine = [
      MemoryLayout<ControlBlock>.offset(of: \.has_terminated), MemoryLayout<ControlBlock>.offset(of: \.hlc),
    ]
    #expect(host.allSatisfy { ($0 ?? .max) < ABI.cacheLine })
    #expect(engine.allSatisfy { ($0 ?? 0) >= ABI.cacheLine })
    #expect(MemoryLayout<RingHeader>.offset(of: \.head) == ABI.sideStride)
    #expect(MemoryLayout<RingHeader>.offset(of: \.cached_head) == ABI.cacheLine)
  }

  @Test func `the checksum is CRC-32C`() {
    // Check value of the Rocksoft catalogue for CRC-32/ISCSI.
    let digits = Array("123456789".utf8)
    let sum = unsafe digits.withUnsafeBytes { unsafe Machine.crc32c($0) }
    #expect(sum == 0xe306_9283)
  }

  @Test func `a hashed type id is FNV-1a with the top bit set, an explicit one belongs to a domain`() {
    #expect(fnv1a("a") == 0xaf63_dc4c_8601_ec8c)  // vector of the FNV authors
    #expect(MessageTypeID(hashing: "a").rawValue == 0xaf63_dc4c_8601_ec8c)
    #expect(MessageTypeID(hashing: "a").domain == nil)
    #expect(MessageTypeID(.fraudDetection, 7).rawValue == 1007)
    #expect(MessageTypeID(rawValue: 1007).domain == .fraudDetection)
    #expect(MessageTypeID(rawValue: 12_345).domain == .custom)
    #expect(MessageTypeID(rawValue: 5_000).domain == nil)
  }
}
