internal import RingKernelCompute
package import RingKernelHost

// A field that is larger than one actor: each has a box of it, and shows its faces to the boxes beside it.
// `Wave+RingKernel.swift` holds what the attributes in the comments stand for.

// @RingMessage
/// Moves a box on by some steps.
package struct Sweep: Sendable, BitwiseCopyable {
  package var steps: UInt32
  package init(steps: UInt32) { self.steps = steps }
}

// @RingMessage
/// The cells at one side of a box, as they are before a step.
package struct Face: Sendable, BitwiseCopyable {
  /// Number of the step.
  package var step: UInt32
  /// The side of the receiver that it lies at.
  package var side: UInt32
  package var values: InlineArray<16, Float>
}

// @RingMessage
/// A box has made the steps that it was told to make.
package struct Swept: Sendable, BitwiseCopyable {
  package var box: UInt32
  package var step: UInt32
  /// The bits of its cells, added up.
  package var sum: UInt32
}

// @RingKernel("conformance.wave", block: 16, emits: [Face.self, Swept.self])
/// A box of 4 x 4 x 4 cells of a wave equation in three dimensions; route 0 leads to all boxes of the field.
///
/// Step n reads buffer n % 2 with a layer of its neighbours' cells around the box, and the cells of the other buffer, which
/// are those before them and which it writes over. Two buffers are enough: a neighbour shows its cells before step n + 2
/// when it has made step n + 1, for which it needs this box's cells before step n + 1, which are shown when step n has been
/// made here. So whatever comes while step n is due belongs to step n or n + 1, and what belongs to n + 1 is stored in the
/// layer of the other buffer, which step n neither reads nor writes. Three things must hold for it:
///
/// - The messages of a neighbour come in the order in which it sent them. So not all faces of step n + 1 can be here when the
///   last one of step n is: one step at most is made for a message.
/// - A face counts for its step: there is a count for each buffer.
/// - The inbox has room for two faces of each neighbour. A box that waits for room in another's inbox handles nothing, so
///   boxes with less room could wait for each other; with so much no box ever waits for any.
package struct KitWave: BitwiseCopyable, Sendable {
  /// Two buffers of 6 x 6 x 6 cells, x fastest.
  package var cells = InlineArray<432, Float>(repeating: 0)
  /// Faces that have come, for each buffer.
  package var arrived = InlineArray<2, Int32>(repeating: 0)
  /// What is shown to the neighbours, by the side of this box, and what it tells itself.
  package var faces = InlineArray<7, Face>(
    repeating: Face(step: 0, side: 0, values: InlineArray<16, Float>(repeating: 0))
  )
  /// The step that is due, and the one that is not made any more.
  package var step: UInt32 = 0
  package var end: UInt32 = 0
  /// Bit n: there is a neighbour at side n: 0 and 1 along x, 2 and 3 along y, 4 and 5 along z, the lower one first.
  package var sides: UInt32 = 0
  package var neighbours: Int32 = 0
  /// Replicas from one box to the next along y and z.
  package var alongY: UInt32 = 0
  package var alongZ: UInt32 = 0
  package init() {}

  package mutating func receive(_ sweep: Sweep, in context: inout RingContext) throws {
    if sweep.steps == 0 || step != end { throw context.failure("\(sweep.steps) steps at step \(step)") }
    show()
    barrier()
    if threadIndex.x == 0 {
      end = step &+ sweep.steps
      // Neighbours that began before may have shown all that this step needs: the box's own message is waited for as well.
      arrived[Int(step % 2)] -= 1
      faces[6].step = step
      faces[6].side = 6
      try send(to: sides | 64, in: &context)
    }
  }

  package mutating func receive(_ face: Face, in context: inout RingContext) throws {
    if face.step &- step > 1 { throw context.failure("a face of step \(face.step) at step \(step)") }
    let own = threadIndex.x
    let parity = Int(face.step % 2)
    if face.side < 6 { cells[parity * 216 + place(at: Int(face.side), isInside: false)] = face.values[own] }
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
      if own == 0 { try send(to: sides, in: &context) }
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
    let buffer = Int(step % 2) * 216
    for side in 0..<6 {
      faces[side].values[own] = cells[buffer + place(at: side, isInside: true)]
      if own == 0 {
        faces[side].step = step
        faces[side].side = UInt32(side ^ 1)
      }
    }
  }

  /// Thread 0 sends them: bit n stands for the neighbour at side n, bit 6 for the box itself.
  func send(to all: UInt32, in context: inout RingContext) throws {
    for side in 0..<7 where all & (1 << UInt32(side)) != 0 {
      let along = side < 2 ? 1 : side < 4 ? Int(alongY) : side < 6 ? Int(alongZ) : 0
      let replica = context.replica + (side % 2 == 0 ? -along : along)
      try context.send(faces[side], to: 0, replica: replica)
    }
  }

  /// The place of a thread's cell of a face in a buffer, in the box or beside it.
  func place(at side: Int, isInside: Bool) -> Int {
    let depth = isInside ? 1 : 0
    let layer = side % 2 == 0 ? depth : 5 - depth
    let (low, high) = (threadIndex.x % 4 + 1, threadIndex.x / 4 + 1)
    if side < 2 { return layer + 6 * low + 36 * high }
    if side < 4 { return low + 6 * layer + 36 * high }
    return low + 6 * high + 36 * layer
  }

  /// One step; each thread makes the cells of one line along z.
  ///
  /// The cells at the field's own sides stay.
  mutating func move() {
    let now = Int(step % 2) * 216
    let next = 216 - now
    let (x, y) = (threadIndex.x % 4 + 1, threadIndex.x / 4 + 1)
    for z in 1..<5 {
      let isEdge =
        x == 1 && sides & 1 == 0 || x == 4 && sides & 2 == 0 || y == 1 && sides & 4 == 0
        || y == 4 && sides & 8 == 0 || z == 1 && sides & 16 == 0 || z == 4 && sides & 32 == 0
      if !isEdge {
        let at = x + 6 * y + 36 * z
        let flat = (cells[now + at - 1] + cells[now + at + 1]) + (cells[now + at - 6] + cells[now + at + 6])
        let sum = flat + (cells[now + at - 36] + cells[now + at + 36])
        let center = cells[now + at]
        cells[next + at] = 2 * center - cells[next + at] + 0.1 * (sum - 6 * center)
      }
    }
  }

  /// The bits of a thread's cells, added up.
  func bits() -> UInt32 {
    var sum: UInt32 = 0
    let first = Int(step % 2) * 216 + threadIndex.x % 4 + 1 + 6 * (threadIndex.x / 4 + 1)
    for z in 1..<5 { sum &+= cells[first + 36 * z].bitPattern }
    return sum
  }
}
