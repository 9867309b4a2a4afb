import RingKernelConformance
import RingKernelCore
import RingKernelHost

// Offsets of the header's fields, as `rk_abi.h` lays them.
private let fingerprintOffset = 0
private let typeOffset = 8
private let checksumOffset = 56
private let lengthOffset = 60
private let flagsOffset = 62

private let good = MessageBytes.encode(Add(amount: 0x0102_0304_0506_0708))

let truncationRows: [MisuseCase] = (0..<good.count).map { count in
  MisuseCase("bytes: the first \(count) of \(good.count)", .bytesTruncated) {
    _ = try MessageBytes.decode(Add.self, from: Array(good[..<count]))
  }
}

let headerRows: [MisuseCase] =
  flips("fingerprint", fingerprintOffset..<fingerprintOffset + 8, .bytesFingerprint)
  + flips("type", typeOffset..<typeOffset + 8, .bytesType)
  + flips("checksum", checksumOffset..<checksumOffset + 4, .bytesChecksum)
  + flips("length", lengthOffset..<lengthOffset + 2, .bytesLength)
  + flips("payload", 64..<good.count, .bytesChecksum)
  + [
    MisuseCase("bytes: nothing", .bytesTruncated) { _ = try MessageBytes.decode(Add.self, from: []) },
    MisuseCase("bytes: zeros", .bytesType) {
      _ = try MessageBytes.decode(Add.self, from: [UInt8](repeating: 0, count: good.count))
    },
    MisuseCase("bytes: ones", .bytesType) {
      _ = try MessageBytes.decode(Add.self, from: [UInt8](repeating: 255, count: good.count))
    },
    MisuseCase("bytes: one byte too many", .bytesTrailing) { _ = try MessageBytes.decode(Add.self, from: good + [0]) },
    MisuseCase("bytes: a whole second message behind", .bytesTrailing) {
      _ = try MessageBytes.decode(Add.self, from: good + good)
    },
    MisuseCase("bytes: of another type", .bytesType) {
      _ = try MessageBytes.decode(Note.self, from: good)
    },
    MisuseCase("bytes: announced length 0", .bytesLength) {
      _ = try MessageBytes.decode(Add.self, from: changed(good, lengthOffset, [0, 0]))
    },
    MisuseCase("bytes: announced length max", .bytesLength) {
      _ = try MessageBytes.decode(Add.self, from: changed(good, lengthOffset, [255, 255]))
    },
    onKernel("bytes: an unknown type, sent", .messageNotHandled) {
      try await $0.send(bytes: changed(good, typeOffset, [1, 2, 3, 4, 5, 6, 7, 8]))
    },
    onKernel("bytes: a wrong fingerprint, sent", .bytesFingerprint) {
      try await $0.send(bytes: changed(good, fingerprintOffset, [1, 2, 3, 4, 5, 6, 7, 8]))
    },
    onKernel("bytes: a wrong checksum, sent", .bytesChecksum) {
      try await $0.send(bytes: changed(good, checksumOffset, [9, 9, 9, 9]))
    },
    onKernel("bytes: half a message, sent", .bytesTruncated) { try await $0.send(bytes: Array(good[..<70])) },
    onKernel("bytes: nothing, sent", .bytesTruncated) { try await $0.send(bytes: []) },
  ]

private let floats = MessageBytes.encode(Floats(single: 1, flag: true, double: 2))
private let colours = MessageBytes.encode(Colours(values: three()))

let valueRows: [MisuseCase] = [
  MisuseCase("bytes: a Bool of 2", .bytesValue) {
    _ = try MessageBytes.decode(Floats.self, from: unchecked(floats, 4, [2]))
  },
  MisuseCase("bytes: a Bool of 255", .bytesValue) {
    _ = try MessageBytes.decode(Floats.self, from: unchecked(floats, 4, [255]))
  },
  MisuseCase("bytes: an enum value of no case", .bytesValue) {
    _ = try MessageBytes.decode(Colours.self, from: unchecked(colours, 4, [4]))
  },
  MisuseCase("bytes: an enum value of no case behind good ones", .bytesValue) {
    _ = try MessageBytes.decode(Colours.self, from: unchecked(colours, 6, [0]))
  },
  MisuseCase("bytes: one element more than fit", .bytesCount) {
    _ = try MessageBytes.decode(Colours.self, from: unchecked(colours, 0, [5, 0, 0, 0]))
  },
  MisuseCase("bytes: 2^32 - 1 elements", .bytesCount) {
    _ = try MessageBytes.decode(Colours.self, from: unchecked(colours, 0, [255, 255, 255, 255]))
  },
  MisuseCase("bytes: 2^31 elements", .bytesCount) {
    _ = try MessageBytes.decode(Colours.self, from: unchecked(colours, 0, [0, 0, 0, 128]))
  },
  onRuntime("bytes: a bad Bool, sent", .bytesValue) { runtime in
    try await runtime.launch(KitEcho<Floats>.self).send(bytes: unchecked(floats, 4, [2]))
  },
  onRuntime("bytes: a bad count, sent", .bytesCount) { runtime in
    try await runtime.launch(KitEcho<Colours>.self).send(bytes: unchecked(colours, 0, [9, 0, 0, 0]))
  },
  MisuseCase("envelope: decoded as another type", .bytesType) { _ = try Envelope(Add(amount: 1)).decode(Note.self) },
]

/// One row per byte of a field: every bit of it flipped alone must give the code.
private func flips(_ field: String, _ range: Range<Int>, _ code: ErrorCode) -> [MisuseCase] {
  range.map { offset in
    MisuseCase("bytes: \(field), byte \(offset), each bit flipped", code) {
      var last: MessageError?
      for bit in 0..<8 {
        do throws(MessageError) {
          _ = try MessageBytes.decode(Add.self, from: changed(good, offset, [good[offset] ^ 1 << bit]))
        } catch {
          guard RingKernelError(error).code == code else { throw error }
          last = error
          continue
        }
        throw NotRefused(bit: bit)
      }
      if let last { throw last }
    }
  }
}

/// A flipped bit that nobody noticed.
private struct NotRefused: Error {
  let bit: Int
}

private func changed(_ bytes: [UInt8], _ offset: Int, _ values: [UInt8]) -> [UInt8] {
  var bytes = bytes
  for (place, value) in values.enumerated() { bytes[offset + place] = value }
  return bytes
}

/// Changes the payload and takes the checksum away, so that the fields themselves are looked at.
private func unchecked(_ bytes: [UInt8], _ offset: Int, _ values: [UInt8]) -> [UInt8] {
  changed(changed(bytes, flagsOffset, [0]), 64 + offset, values)
}

private func three() -> BoundedArray<4, Colour> {
  var values = BoundedArray<4, Colour>(filler: .red)
  for colour in Colour.allCases { _ = values.append(colour) }  // three of four
  return values
}
