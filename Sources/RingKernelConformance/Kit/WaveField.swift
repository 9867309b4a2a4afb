/// Where a box or a cell stands.
package struct WavePlace: Sendable {
  package var x, y, z: Int
  package init(_ x: Int, _ y: Int, _ z: Int) { (self.x, self.y, self.z) = (x, y, z) }
  /// The place of number `number`, x first, among `size`.
  init(_ number: Int, in size: WavePlace) {
    self.init(number % size.x, number / size.x % size.y, number / (size.x * size.y))
  }
}

/// A field of some boxes of a `KitWave` along each axis, and what it is after some steps when one loop after the other
/// makes them.
package struct WaveField: Sendable {
  /// Boxes along x, y and z.
  package let boxes: WavePlace
  /// Cells before the step that is due, and those before them; x fastest.
  package private(set) var now: [Float]
  package private(set) var before: [Float]

  /// Makes a field whose cells are noise of both signs, but for those at its sides, which are 0 and stay it.
  package init(boxes: WavePlace) {
    self.boxes = boxes
    let count = boxes.x * boxes.y * boxes.z * 64
    (now, before) = (Array(repeating: 0, count: count), Array(repeating: 0, count: count))
    for place in 0..<count where !isEdge(place) {
      func noise(_ seed: Int) -> Float { Float((place + seed) &* 2_654_435_761 >> 7 & 4095) / 2048 - 1 }
      (now[place], before[place]) = (noise(1), noise(77))
    }
  }

  /// Cells along each axis.
  package var size: WavePlace { WavePlace(boxes.x * 4, boxes.y * 4, boxes.z * 4) }
  /// Boxes in all.
  package var count: Int { boxes.x * boxes.y * boxes.z }

  private func isEdge(_ place: Int) -> Bool {
    let at = WavePlace(place, in: size)
    return at.x % (size.x - 1) == 0 || at.y % (size.y - 1) == 0 || at.z % (size.z - 1) == 0
  }

  /// Makes some steps.
  package mutating func move(steps: Int) {
    let (y, z) = (size.x, size.x * size.y)
    for _ in 0..<steps {
      for at in now.indices where !isEdge(at) {
        let flat = (now[at - 1] + now[at + 1]) + (now[at - y] + now[at + y])
        let sum = flat + (now[at - z] + now[at + z])
        before[at] = 2 * now[at] - before[at] + 0.1 * (sum - 6 * now[at])
      }
      swap(&now, &before)
    }
  }

  /// The actor of a box.
  package func actor(of box: Int) -> KitWave {
    var actor = KitWave()
    let at = WavePlace(box, in: boxes)
    let neighbours = [at.x > 0, at.x < boxes.x - 1, at.y > 0, at.y < boxes.y - 1, at.z > 0, at.z < boxes.z - 1]
    for side in 0..<6 where neighbours[side] { actor.sides |= 1 << side }
    actor.neighbours = Int32(neighbours.count { $0 })
    (actor.alongY, actor.alongZ) = (UInt32(boxes.x), UInt32(boxes.x * boxes.y))
    for (cell, place) in cells(of: box) { (actor.cells[cell], actor.cells[216 + cell]) = (now[place], before[place]) }
    return actor
  }

  /// How many cells of an actor are not what they are here, bit by bit, both those that are due and those before them.
  package func differences(to actor: KitWave, of box: Int) -> Int {
    let newest = Int(actor.step % 2) * 216
    return cells(of: box).count { cell, place in
      actor.cells[newest + cell].bitPattern != now[place].bitPattern
        || actor.cells[216 - newest + cell].bitPattern != before[place].bitPattern
    }
  }

  /// The bits of a box's cells, added up.
  package func sum(of box: Int) -> UInt32 { cells(of: box).reduce(0) { $0 &+ now[$1.place].bitPattern } }

  /// Places of a box's cells in its actor, and in the field.
  private func cells(of box: Int) -> [(cell: Int, place: Int)] {
    let first = WavePlace(box, in: boxes)
    return (0..<64).map { cell in
      let (x, y, z) = (cell % 4, cell / 4 % 4, cell / 16)
      let place = first.x * 4 + x + size.x * (first.y * 4 + y + size.y * (first.z * 4 + z))
      return (x + 1 + 6 * (y + 1) + 36 * (z + 1), place)
    }
  }
}
