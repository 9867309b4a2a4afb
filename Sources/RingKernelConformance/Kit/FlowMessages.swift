package import RingKernelHost

/// Makes the kernel emit `count` items, numbered from `first`.
package struct Burst: RingMessage, Equatable {
  package var first: UInt64
  package var count: UInt32
  package static let layout = MessageLayout(
    "RingKernelConformance.Burst",
    [.init("first", UInt64.self), .init("count", UInt32.self)]
  )
  package init(first: UInt64, count: UInt32) {
    self.first = first
    self.count = count
  }
  package init(from reader: inout WireReader) throws(MessageError) {
    first = try reader.read()
    count = try reader.read()
  }
  package func write(to writer: inout WireWriter) {
    writer.write(first)
    writer.write(count)
  }
}

/// One emitted item.
package struct Item: RingMessage, Equatable {
  package var sequence: UInt64
  package static let layout = MessageLayout(
    "RingKernelConformance.Item",
    [.init("sequence", UInt64.self)]
  )
  package init(sequence: UInt64) {
    self.sequence = sequence
  }
  package init(from reader: inout WireReader) throws(MessageError) {
    sequence = try reader.read()
  }
  package func write(to writer: inout WireWriter) {
    writer.write(sequence)
  }
}

/// Makes the handler misbehave; see `Trouble.Kind`.
package struct Trouble: RingMessage, Equatable {
  /// What a handler does on request.
  package enum Kind: UInt32, WireField, CaseIterable, BitwiseCopyable {
    case throwsFailure, throwsForeignError, reportsError, staysSilent, requestsTermination, answersTwice
  }
  package var kind: Kind
  package static let layout = MessageLayout(
    "RingKernelConformance.Trouble",
    [.init("kind", Kind.self)]
  )
  package init(kind: Kind) {
    self.kind = kind
  }
  package init(_ kind: Kind) { self.init(kind: kind) }
  package init(from reader: inout WireReader) throws(MessageError) {
    kind = try reader.read()
  }
  package func write(to writer: inout WireWriter) {
    writer.write(kind)
  }
}

/// Travels from kernel to kernel until no hops are left.
package struct Token: RingMessage, Equatable {
  package var hops: UInt32
  package var visits: UInt64
  package static let layout = MessageLayout(
    "RingKernelConformance.Token",
    [.init("hops", UInt32.self), .init("visits", UInt64.self)]
  )
  package init(hops: UInt32, visits: UInt64 = 0) {
    self.hops = hops
    self.visits = visits
  }
  package init(from reader: inout WireReader) throws(MessageError) {
    hops = try reader.read()
    visits = try reader.read()
  }
  package func write(to writer: inout WireWriter) {
    writer.write(hops)
    writer.write(visits)
  }
}

/// Makes a kernel send `count` notes over route 0.
package struct Produce: RingMessage, Equatable {
  package var sender: UInt32
  package var count: UInt32
  package var spin: UInt32
  package static let layout = MessageLayout(
    "RingKernelConformance.Produce",
    [.init("sender", UInt32.self), .init("count", UInt32.self), .init("spin", UInt32.self)]
  )
  package init(sender: UInt32, count: UInt32, spin: UInt32 = 0) {
    self.sender = sender
    self.count = count
    self.spin = spin
  }
  package init(from reader: inout WireReader) throws(MessageError) {
    sender = try reader.read()
    count = try reader.read()
    spin = try reader.read()
  }
  package func write(to writer: inout WireWriter) {
    writer.write(sender)
    writer.write(count)
    writer.write(spin)
  }
}
