package import RingKernelHost

/// What is to be done; any number may stand in any field.
package struct HostileOrder: RingMessage, Equatable {
  package var place: Int64
  package var amount: Int32
  package var divisor: Int32
  package var scale: Float
  package var kind: UInt32
  package var rounds: UInt32
  package static let layout = MessageLayout(
    "RingKernelStress.HostileOrder",
    [
      .init("place", Int64.self), .init("amount", Int32.self), .init("divisor", Int32.self),
      .init("scale", Float.self), .init("kind", UInt32.self), .init("rounds", UInt32.self),
    ]
  )
  package init(place: Int64, amount: Int32, divisor: Int32, scale: Float, kind: UInt32, rounds: UInt32 = 0) {
    self.place = place
    self.amount = amount
    self.divisor = divisor
    self.scale = scale
    self.kind = kind
    self.rounds = rounds
  }
  package init(from reader: inout WireReader) throws(MessageError) {
    place = try reader.read()
    amount = try reader.read()
    divisor = try reader.read()
    scale = try reader.read()
    kind = try reader.read()
    rounds = try reader.read()
  }
  package func write(to writer: inout WireWriter) {
    writer.write(place)
    writer.write(amount)
    writer.write(divisor)
    writer.write(scale)
    writer.write(kind)
    writer.write(rounds)
  }
}

/// Asks how many orders were carried out; answered by `HostileAnswer`.
package struct HostileAsk: RingMessage, Equatable {
  package var unused: UInt32
  package static let layout = MessageLayout("RingKernelStress.HostileAsk", [.init("unused", UInt32.self)])
  package init() { unused = 0 }
  package init(from reader: inout WireReader) throws(MessageError) { unused = try reader.read() }
  package func write(to writer: inout WireWriter) { writer.write(unused) }
}

/// What came of it.
package struct HostileAnswer: RingMessage, Equatable {
  package var total: Int64
  package var share: Int32
  package var small: Int32
  package var mixed: UInt32
  package static let layout = MessageLayout(
    "RingKernelStress.HostileAnswer",
    [.init("total", Int64.self), .init("share", Int32.self), .init("small", Int32.self), .init("mixed", UInt32.self)]
  )
  package init(total: Int64, share: Int32, small: Int32, mixed: UInt32) {
    self.total = total
    self.share = share
    self.small = small
    self.mixed = mixed
  }
  package init(from reader: inout WireReader) throws(MessageError) {
    total = try reader.read()
    share = try reader.read()
    small = try reader.read()
    mixed = try reader.read()
  }
  package func write(to writer: inout WireWriter) {
    writer.write(total)
    writer.write(share)
    writer.write(small)
    writer.write(mixed)
  }
}
