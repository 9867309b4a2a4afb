import RingKernelCore
import Testing

/// A numbered message.
struct Reading: RingMessage, Equatable {
  var sensor: UInt32
  var number: UInt32

  init(_ number: UInt32, sensor: UInt32 = 0) {
    self.sensor = sensor
    self.number = number
  }

  static let layout = MessageLayout(
    "TopicTests.Reading",
    [.init("sensor", UInt32.self), .init("number", UInt32.self)]
  )
  init(from reader: inout WireReader) throws(MessageError) {
    sensor = try reader.read()
    number = try reader.read()
  }
  func write(to writer: inout WireWriter) {
    writer.write(sensor)
    writer.write(number)
  }
}

/// A message of another type, with a writer that can put down what its reader refuses.
struct Alarm: RingMessage, Equatable {
  var level: UInt8
  static let layout = MessageLayout("TopicTests.Alarm", [.init("isOn", Bool.self)])
  init(level: UInt8) { self.level = level }
  init(from reader: inout WireReader) throws(MessageError) { level = try reader.read(Bool.self) ? 1 : 0 }
  func write(to writer: inout WireWriter) { writer.write(level) }
}

extension Subscription where Message == Reading {
  /// The numbers of everything that is queued.
  func drain() -> [UInt32] {
    var numbers: [UInt32] = []
    while let delivery = tryReceive() { numbers.append(delivery.message.number) }
    return numbers
  }
}

/// Expects the counters in the order matched, delivered, dropped, dead-lettered, queued.
func expectCounters(
  _ counters: TopicCounters,
  _ expected: [UInt64],
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let found = [counters.matched, counters.delivered, counters.dropped, counters.deadLettered, counters.queued]
  #expect(found == expected, sourceLocation: sourceLocation)
  #expect(counters.isBalanced, sourceLocation: sourceLocation)
}
