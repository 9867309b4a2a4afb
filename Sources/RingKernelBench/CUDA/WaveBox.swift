internal import RingKernelCompute
internal import RingKernelCore
internal import RingKernelHost

// The wave equation of `bench_wave` by actors: each has a box of the field, and shows its faces to the boxes beside it.
// `WaveBox+RingKernel.swift` holds what the attributes in the comments stand for.

// @RingMessage
/// Moves a box on by some steps.
struct Sweep: Sendable {
  var steps: UInt32
}

// @RingMessage
/// The cells at one side of a box, as they are before a step.
struct Face: Sendable, BitwiseCopyable {
  /// Number of the step.
  var step: UInt32
  /// The side of the receiver that it lies at.
  var side: UInt32
  var values: InlineArray<256, Float>
}

// @RingMessage
/// A box has made the steps that it was told to make.
struct Swept: Sendable {
  var box: UInt32
  var step: UInt32
  /// The bits of its cells, added up.
  var sum: UInt32
}

// @RingKernel("wave box", block: 256, emits: [Face.self, Swept.self])
/// A box of 16 x 16 x 16 cells; route 0 leads to all boxes of the field.
///
/// Why two buffers are enough, and what must hold for it, is said at `KitWave` of the conformance kit, which has smaller
/// boxes. Here each send stands alone: a send in a loop would reserve memory for the records of 128.
struct WaveBox: BitwiseCopyable, Sendable {
  /// Two buffers of 18 x 18 x 18 cells, x fastest.
  var cells = InlineArray<11_664, Float>(repeating: 0)
  /// Faces that have come, for each buffer.
  var arrived = InlineArray<2, Int32>(repeating: 0)
  /// What is shown to the neighbours, by the side of this box.
  var faces = InlineArray<6, Face>(
    repeating: Face(step: 0, side: 0, values: InlineArray<256, Float>(repeating: 0))
  )
  /// The step that is due, and the one that is not made any more.
  var step: UInt32 = 0
  var end: UInt32 = 0
  /// Bit n: there is a neighbour at side n: 0 and 1 along x, 2 and 3 along y, 4 and 5 along z, the lower one first.
  var sides: UInt32 = 0
  var neighbours: Int32 = 0
  /// Replicas from one box to the next along y and z.
  var alongY: UInt32 = 0
  var alongZ: UInt32 = 0
  init() {}

  mutating func receive(_ sweep: Sweep, in context: inout RingContext) throws {
    if sweep.steps == 0 || step != end { throw context.failure("\(sweep.steps) steps at step \(step)") }
    show()
    barrier()
    if threadIndex.x == 0 {
      end = step &+ sweep.steps
      // Neighbours that began before may have shown all that this step needs: the box's own message is waited for as well.
      arrived[Int(step % 2)] -= 1
      try send(in: &context)
      try context.send(Face(step: step, side: 6, values: faces[0].values), to: 0, replica: context.replica)
    }
  }

  mutating func receive(_ face: Face, in context: inout RingContext) throws {
    if face.step &- step > 1 { throw context.failure("a face of step \(face.step) at step \(step)") }
    let own = threadIndex.x
    let parity = Int(face.step % 2)
    if face.side < 6 { cells[parity * 5832 + place(at: Int(face.side), isInside: false)] = face.values[own] }
    if own == 0 { arrived[parity] += 1 }
    barrier()
    guard barrierAll(step == face.step && step != end && arrived[parity] == neighbours) else { return }
    move()
    let goesOn = barrierAll(step &+ 1 != end)
    if own == 0 {
      arrived[parity] = 0
      step &+= 1
    }
    barrier()
    if goesOn {
      show()
      barrier()
      if own == 0 { try send(in: &context) }
    } else {
      let sum = blockReduceAdd(bits())
      context.emit(Swept(box: UInt32(context.replica), step: step, sum: sum))
    }
  }

  /// Writes down the box's sides as they are before the step that is due.
  ///
  /// Each thread has a cell of each face.
  mutating func show() {
    let own = threadIndex.x
    let buffer = Int(step % 2) * 5832
    for side in 0..<6 {
      faces[side].values[own] = cells[buffer + place(at: side, isInside: true)]
      if own == 0 {
        faces[side].step = step
        faces[side].side = UInt32(side ^ 1)
      }
    }
  }

  /// Thread 0 sends them to the neighbours.
  func send(in context: inout RingContext) throws {
    let box = context.replica
    if sides & 1 != 0 { try context.send(faces[0], to: 0, replica: box - 1) }
    if sides & 2 != 0 { try context.send(faces[1], to: 0, replica: box + 1) }
    if sides & 4 != 0 { try context.send(faces[2], to: 0, replica: box - Int(alongY)) }
    if sides & 8 != 0 { try context.send(faces[3], to: 0, replica: box + Int(alongY)) }
    if sides & 16 != 0 { try context.send(faces[4], to: 0, replica: box - Int(alongZ)) }
    if sides & 32 != 0 { try context.send(faces[5], to: 0, replica: box + Int(alongZ)) }
  }

  /// The place of a thread's cell of a face in a buffer, in the box or beside it.
  func place(at side: Int, isInside: Bool) -> Int {
    let depth = isInside ? 1 : 0
    let layer = side % 2 == 0 ? depth : 17 - depth
    let (low, high) = (threadIndex.x % 16 + 1, threadIndex.x / 16 + 1)
    if side < 2 { return layer + 18 * low + 324 * high }
    if side < 4 { return low + 18 * layer + 324 * high }
    return low + 18 * high + 324 * layer
  }

  /// One step; each thread makes the cells of one line along z.
  ///
  /// The cells at the field's own sides stay.
  mutating func move() {
    let now = Int(step % 2) * 5832
    let next = 5832 - now
    let (x, y) = (threadIndex.x % 16 + 1, threadIndex.x / 16 + 1)
    for z in 1..<17 {
      let isEdge =
        x == 1 && sides & 1 == 0 || x == 16 && sides & 2 == 0 || y == 1 && sides & 4 == 0
        || y == 16 && sides & 8 == 0 || z == 1 && sides & 16 == 0 || z == 16 && sides & 32 == 0
      if !isEdge {
        let at = x + 18 * y + 324 * z
        let flat = (cells[now + at - 1] + cells[now + at + 1]) + (cells[now + at - 18] + cells[now + at + 18])
        let sum = flat + (cells[now + at - 324] + cells[now + at + 324])
        let center = cells[now + at]
        cells[next + at] = 2 * center - cells[next + at] + 0.1 * (sum - 6 * center)
      }
    }
  }

  /// The bits of a thread's cells, added up.
  func bits() -> UInt32 {
    var sum: UInt32 = 0
    let first = Int(step % 2) * 5832 + threadIndex.x % 16 + 1 + 18 * (threadIndex.x / 16 + 1)
    for z in 1..<17 { sum &+= cells[first + 324 * z].bitPattern }
    return sum
  }
}
