package import RingKernelHost

/// Asks a handler what its context says.
package struct AskShape: RingMessage, Equatable {
  package var reserved: UInt32
  package static let layout = MessageLayout(
    "RingKernelConformance.AskShape",
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

/// What a handler's context says.
package struct Shape: RingMessage, Equatable {
  package var gridSize: UInt32
  package var blockSize: UInt32
  package var replica: UInt32
  package var inboxDepth: UInt32
  package static let layout = MessageLayout(
    "RingKernelConformance.Shape",
    [
      .init("gridSize", UInt32.self), .init("blockSize", UInt32.self), .init("replica", UInt32.self),
      .init("inboxDepth", UInt32.self),
    ]
  )
  package init(gridSize: UInt32, blockSize: UInt32, replica: UInt32, inboxDepth: UInt32) {
    self.gridSize = gridSize
    self.blockSize = blockSize
    self.replica = replica
    self.inboxDepth = inboxDepth
  }
  package init(from reader: inout WireReader) throws(MessageError) {
    gridSize = try reader.read()
    blockSize = try reader.read()
    replica = try reader.read()
    inboxDepth = try reader.read()
  }
  package func write(to writer: inout WireWriter) {
    writer.write(gridSize)
    writer.write(blockSize)
    writer.write(replica)
    writer.write(inboxDepth)
  }
}
