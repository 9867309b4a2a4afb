internal import RingKernelHost

/// An enum on the wire; no case has the value zero.
package enum Colour: UInt8, WireField, CaseIterable, BitwiseCopyable {
  case red = 3
  case green = 7
  case blue = 200

  /// The case after this one.
  var next: Colour {
    switch self {
    case .red: .green
    case .green: .blue
    case .blue: .red
    }
  }
}

extension Integers: VariedMessage {
  init(seed: UInt64) {
    self.init(
      a: UInt8(truncatingIfNeeded: seed),
      b: Int64(truncatingIfNeeded: mix(seed)),
      c: UInt16(truncatingIfNeeded: mix(seed) >> 8),
      d: Int32(truncatingIfNeeded: mix(seed) >> 24),
      e: Int8(truncatingIfNeeded: mix(seed) >> 40),
      f: seed,
      g: Int16(truncatingIfNeeded: mix(seed) >> 48),
      h: UInt32(truncatingIfNeeded: mix(seed) >> 16)
    )
  }
  package func varied() -> Integers {
    Integers(a: ~a, b: b &+ 1, c: c &* 3, d: ~d, e: e &- 1, f: mix(f), g: ~g, h: h &+ 9)
  }
}

extension Floats: VariedMessage {
  init(single: Float, double: Double, flag: Bool) { self.init(single: single, flag: flag, double: double) }
  package static func == (left: Floats, right: Floats) -> Bool {
    left.single.bitPattern == right.single.bitPattern && left.double.bitPattern == right.double.bitPattern
      && left.flag == right.flag
  }
  // Bit operations: arithmetic would quieten a signalling NaN, and its payload must travel unchanged.
  package func varied() -> Floats {
    Floats(
      single: Float(bitPattern: single.bitPattern ^ 1 << 31),
      flag: !flag,
      double: Double(bitPattern: double.bitPattern ^ 1 << 63)
    )
  }
}

extension Parts: VariedMessage {
  package static func == (left: Parts, right: Parts) -> Bool {
    left.single.bitPattern == right.single.bitPattern && left.flag == right.flag && left.three == right.three
      && left.four == right.four && left.grid.indices.allSatisfy { left.grid[$0] == right.grid[$0] }
      && left.inner == right.inner && left.colour == right.colour
  }
  package func varied() -> Parts {
    var other = self
    other.single = Float(bitPattern: single.bitPattern ^ 1 << 31)
    other.flag = !flag
    other.three = three + 1
    other.four = ~four
    for index in grid.indices { other.grid[index] = ~grid[index] }
    other.inner = inner.varied()
    other.colour = colour.next
    return other
  }
}

extension Vectors: VariedMessage {
  package func varied() -> Vectors { Vectors(two: -two, three: three + 1, four: ~four, wide: wide &* 3) }
}

extension Pair: VariedMessage {
  package func varied() -> Pair { Pair(left: ~left, right: right &+ 1) }
}

extension OneByte: VariedMessage {
  package func varied() -> OneByte { OneByte(value: ~value) }
}

extension Largest: VariedMessage {
  init(seed: UInt64) {
    var words = InlineArray<8192, UInt64>(repeating: 0)
    for index in words.indices { words[index] = mix(seed &+ UInt64(index)) }
    self.init(words: words)
  }
  package static func == (left: Largest, right: Largest) -> Bool {
    left.words.indices.allSatisfy { left.words[$0] == right.words[$0] }
  }
  package func varied() -> Largest {
    var other = self
    for index in words.indices { other.words[index] = ~words[index] }
    return other
  }
}

extension Aggregates: VariedMessage {
  init(grid: InlineArray<5, UInt16>, inner: Pair, colour: Colour, pairs: [Pair]) {
    var stored = BoundedArray<3, Pair>(filler: Pair(left: 0, right: 0))
    for pair in pairs { _ = stored.append(pair) }  // callers pass at most three
    self.init(grid: grid, inner: inner, colour: colour, pairs: stored)
  }
  package static func == (left: Aggregates, right: Aggregates) -> Bool {
    left.grid.indices.allSatisfy { left.grid[$0] == right.grid[$0] } && left.inner == right.inner
      && left.colour == right.colour && left.pairs.elements == right.pairs.elements
  }
  package func varied() -> Aggregates {
    var grid = grid
    for index in grid.indices { grid[index] = ~grid[index] }
    return Aggregates(
      grid: grid,
      inner: inner.varied(),
      colour: colour.next,
      pairs: pairs.elements.map { $0.varied() }
    )
  }
}

extension Bounded: VariedMessage {
  init(count: Int) {
    var values = BoundedArray<16, UInt32>(filler: 0)
    for index in 0..<count { _ = values.append(UInt32(index) &* 77) }  // callers stay below the capacity
    self.init(values: values)
  }
  package static func == (left: Bounded, right: Bounded) -> Bool { left.values.elements == right.values.elements }
  package func varied() -> Bounded {
    var other = self
    for index in 0..<values.count { other.values[index] = ~values[index] }
    return other
  }
}

extension Colours: VariedMessage {
  init(count: Int) {
    var values = BoundedArray<4, Colour>(filler: .red)
    for index in 0..<count { _ = values.append(Colour.allCases[index % 3]) }  // callers stay below the capacity
    self.init(values: values)
  }
  package static func == (left: Colours, right: Colours) -> Bool { left.values.elements == right.values.elements }
  package func varied() -> Colours {
    var other = self
    for index in 0..<values.count { other.values[index] = values[index].next }
    return other
  }
}

extension BoundedArray {
  fileprivate var elements: [Element] { (0..<count).map { self[$0] } }
}
