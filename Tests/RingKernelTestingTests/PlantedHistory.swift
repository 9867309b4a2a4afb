import RingKernelTesting
import Testing

/// A history written by hand, with what makes it good or bad.
struct PlantedHistory: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var capacity: Int
  var operations: [QueueOperation]

  init(_ name: String, capacity: Int = 4, _ operations: QueueOperation...) {
    testDescription = name
    self.capacity = capacity
    self.operations = operations
  }

  func verdict(strict: Bool) -> LinearizabilityChecker.Verdict {
    LinearizabilityChecker(capacity: capacity, strictEmptyAndFull: strict).check(operations)
  }
}

/// push(1, on: 0, 10, 20): thread 0 called at 10, was accepted, returned at 20.
func push(_ value: UInt64, on thread: Int, _ from: UInt64, _ to: UInt64) -> QueueOperation {
  QueueOperation(thread: thread, .accepted(value), from: from, to: to)
}
func declined(_ value: UInt64, on thread: Int, _ from: UInt64, _ to: UInt64) -> QueueOperation {
  QueueOperation(thread: thread, .full(value), from: from, to: to)
}
func pop(_ value: UInt64, on thread: Int, _ from: UInt64, _ to: UInt64) -> QueueOperation {
  QueueOperation(thread: thread, .value(value), from: from, to: to)
}
func empty(on thread: Int, _ from: UInt64, _ to: UInt64) -> QueueOperation {
  QueueOperation(thread: thread, .empty, from: from, to: to)
}
