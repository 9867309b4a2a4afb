internal import BenchSupport
import RingKernel

/// Many launches of one kernel, timed together.
struct Launches {
  /// How many.
  let count: Int
  /// Time of the operations asked for, though whole launches were made.
  let nanoseconds: UInt64

  /// Launches until at least `operations` are done.
  ///
  /// - Parameters:
  ///   - operations: How many.
  ///   - each: How many of them a launch is.
  ///   - launch: Launches, and waits for the end if `finish` does not.
  ///   - finish: What is waited for at the end.
  init(
    _ operations: Int,
    each: Int,
    _ launch: () async throws -> Void,
    finish: () async throws -> Void = {}
  ) async throws {
    count = (operations + each - 1) / each
    let start = nowNanoseconds()
    for _ in 0..<count { try await launch() }
    try await finish()
    let elapsed = Double(nowNanoseconds() - start)
    nanoseconds = UInt64(elapsed * Double(operations) / Double(count * each))
  }
}

/// Element `i` of the inputs of every program.
func value(_ i: Int) -> Float { Float(i * 31 % 101) * 0.01 }

/// Inputs, shifted so that two of them differ.
func values(_ count: Int, shift: Int = 0) -> [Float] { (0..<count).map { value($0 + shift) } }

/// Ends the program unless a result is that of the recomputation, to the bit.
func verify(_ result: [Float], _ expected: [Float]) {
  if result != expected { fail("verification failed: a result differs from its recomputation") }
}

/// Writes zeros, as the other programs do: the system gives memory when it is written for the first time, and that is not
/// a part of a launch.
func clear<View: DeviceView>(_ view: View) throws where View.Element == Float {
  try view.write([Float](repeating: 0, count: view.elementCount))
}
