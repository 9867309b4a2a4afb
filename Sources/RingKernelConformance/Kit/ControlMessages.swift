package import RingKernelHost

/// Adds to the sum after `spin` rounds of work; answered by `Total`.
package struct Add: RingMessage, Equatable {
  package var amount: Int64
  package var spin: UInt32
  package static let layout = MessageLayout(
    "RingKernelConformance.Add",
    [.init("amount", Int64.self), .init("spin", UInt32.self)]
  )
  package init(amount: Int64, spin: UInt32 = 0) {
    self.amount = amount
    self.spin = spin
  }
  package init(from reader: inout WireReader) throws(MessageError) {
    amount = try reader.read()
    spin = try reader.read()
  }
  package func write(to writer: inout WireWriter) {
    writer.write(amount)
    writer.write(spin)
  }
}

/// The sum so far, who computed it, and how many messages it has handled.
package struct Total: RingMessage, Equatable {
  package var sum: Int64
  package var count: UInt64
  package var replica: UInt32
  package var amount: Int64
  package static let layout = MessageLayout(
    "RingKernelConformance.Total",
    [.init("sum", Int64.self), .init("count", UInt64.self), .init("replica", UInt32.self), .init("amount", Int64.self)]
  )
  package init(sum: Int64, count: UInt64, replica: UInt32, amount: Int64) {
    self.sum = sum
    self.count = count
    self.replica = replica
    self.amount = amount
  }
  package init(from reader: inout WireReader) throws(MessageError) {
    sum = try reader.read()
    count = try reader.read()
    replica = try reader.read()
    amount = try reader.read()
  }
  package func write(to writer: inout WireWriter) {
    writer.write(sum)
    writer.write(count)
    writer.write(replica)
    writer.write(amount)
  }
}

/// A numbered message of one sender; nobody answers it.
package struct Note: RingMessage, Equatable {
  package var sender: UInt32
  package var sequence: UInt64
  package var spin: UInt32
  package static let layout = MessageLayout(
    "RingKernelConformance.Note",
    [.init("sender", UInt32.self), .init("sequence", UInt64.self), .init("spin", UInt32.self)]
  )
  package init(sender: UInt32, sequence: UInt64, spin: UInt32 = 0) {
    self.sender = sender
    self.sequence = sequence
    self.spin = spin
  }
  package init(from reader: inout WireReader) throws(MessageError) {
    sender = try reader.read()
    sequence = try reader.read()
    spin = try reader.read()
  }
  package func write(to writer: inout WireWriter) {
    writer.write(sender)
    writer.write(sequence)
    writer.write(spin)
  }
}

/// Asks what became of the notes.
package struct AskOrder: RingMessage, Equatable {
  package var reserved: UInt32
  package static let layout = MessageLayout(
    "RingKernelConformance.AskOrder",
    [.init("reserved", UInt32.self)]
  )
  package init(reserved: UInt32 = 0) {
    self.reserved = reserved
  }
  package init(from reader: inout WireReader) throws(MessageError) {
    reserved = try reader.read()
  }
  package func write(to writer: inout WireWriter) {
    writer.write(reserved)
  }
}

/// How many notes came, how many out of their sender's order, and the last number.
package struct Order: RingMessage, Equatable {
  package var count: UInt64
  package var violations: UInt64
  package var last: UInt64
  package static let layout = MessageLayout(
    "RingKernelConformance.Order",
    [.init("count", UInt64.self), .init("violations", UInt64.self), .init("last", UInt64.self)]
  )
  package init(count: UInt64, violations: UInt64, last: UInt64) {
    self.count = count
    self.violations = violations
    self.last = last
  }
  package init(from reader: inout WireReader) throws(MessageError) {
    count = try reader.read()
    violations = try reader.read()
    last = try reader.read()
  }
  package func write(to writer: inout WireWriter) {
    writer.write(count)
    writer.write(violations)
    writer.write(last)
  }
}
