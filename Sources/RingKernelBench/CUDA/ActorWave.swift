internal import RingKernelABI
internal import RingKernelHost

/// The wave equation by actors that hold boxes of the field and send each other their faces.
enum ActorWave {
  /// Cells of a box along each axis.
  static let side = 16

  /// Measures steps of a cube.
  ///
  /// - Parameters:
  ///   - backend: Where the actors run.
  ///   - n: Cells along each axis, a multiple of 16.
  ///   - steps: Steps in all; the tenth part of them goes before what is measured.
  ///   - initial: The bits of the cells before the first step, x fastest; one step before that they are 0.
  ///   - expected: Their bits after the last one.
  /// - Throws: What the runtime throws; `handlerFailed` when a cell is wrong.
  static func row(
    on backend: BackendChoice,
    n: Int,
    steps: Int,
    initial: [UInt32],
    expected: [UInt32]
  ) async throws -> DeviceRow {
    let runtime = try RingKernelRuntime(backend: backend)
    do {
      let found = try await measured(on: runtime, n: n, steps: steps, initial: initial, expected: expected)
      await runtime.shutdown()
      return found
    } catch {
      await runtime.shutdown(draining: false)
      throw error
    }
  }

  private static func measured(
    on runtime: RingKernelRuntime,
    n: Int,
    steps: Int,
    initial: [UInt32],
    expected: [UInt32]
  ) async throws -> DeviceRow {
    let edge = n / side
    var options = LaunchOptions()
    options.gridSize = edge * edge * edge
    // Room for two faces of each neighbour, the box's own message, and one of the host.
    options.inputQueueCapacity = 16
    let boxes = try await runtime.launch(WaveBox.self, options: options) { actor(of: $0, n, initial) }.kernel
    try await boxes.connect(0, to: boxes)
    let before = max(steps / 10, 1)
    try await sweep(boxes, before)
    let start = Machine.monotonicNanoseconds
    try await sweep(boxes, steps - before)
    let nanoseconds = Machine.monotonicNanoseconds - start
    var different = 0
    for box in 0..<boxes.gridSize {
      let actor = try await boxes.readState(WaveBox.self, replica: box)
      let newest = Int(actor.step % 2) * 5832
      different += cells(of: box, n).count { actor.cells[newest + $0.cell].bitPattern != expected[$0.place] }
    }
    try check("actors: cells that differ", UInt64(different), 0)
    return DeviceRow(
      "\(n)^3, \(boxes.gridSize) actors of the engine, a message for each face",
      "\(steps - before) steps from the host's first message to the last box's report, host's clock; 12 bytes a cell",
      StencilPart.figures(n, steps - before, nanoseconds)
    )
  }

  /// All boxes make some steps: without a key messages go round.
  private static func sweep(_ boxes: KernelHandle, _ steps: Int) async throws {
    for _ in 0..<boxes.gridSize { try await boxes.send(Sweep(steps: UInt32(steps))) }
    for _ in 0..<boxes.gridSize { _ = try await boxes.receive(Swept.self, timeout: .seconds(600)) }
  }

  private static func actor(of box: Int, _ n: Int, _ initial: [UInt32]) -> WaveBox {
    let edge = n / side
    let (x, y, z) = (box % edge, box / edge % edge, box / (edge * edge))
    var actor = WaveBox()
    let neighbours = [x > 0, x < edge - 1, y > 0, y < edge - 1, z > 0, z < edge - 1]
    for side in 0..<6 where neighbours[side] { actor.sides |= 1 << side }
    actor.neighbours = Int32(neighbours.count { $0 })
    (actor.alongY, actor.alongZ) = (UInt32(edge), UInt32(edge * edge))
    for (cell, place) in cells(of: box, n) { actor.cells[cell] = Float(bitPattern: initial[place]) }
    return actor
  }

  /// Places of a box's cells in its actor, and in the cube.
  private static func cells(of box: Int, _ n: Int) -> [(cell: Int, place: Int)] {
    let edge = n / side
    let first = side * (box % edge + n * (box / edge % edge + n * (box / (edge * edge))))
    return (0..<side * side * side).map { cell in
      let (x, y, z) = (cell % side, cell / side % side, cell / (side * side))
      return (x + 1 + 18 * (y + 1) + 324 * (z + 1), first + x + n * (y + n * z))
    }
  }
}
