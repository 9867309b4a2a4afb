package import RingKernelHost

/// Every integer type.
package struct Integers: RingMessage, Equatable {
  package var a: UInt8
  package var b: Int64
  package var c: UInt16
  package var d: Int32
  package var e: Int8
  package var f: UInt64
  package var g: Int16
  package var h: UInt32
  package static let layout = MessageLayout(
    "RingKernelConformance.Integers",
    [
      .init("a", UInt8.self), .init("b", Int64.self), .init("c", UInt16.self), .init("d", Int32.self),
      .init("e", Int8.self), .init("f", UInt64.self), .init("g", Int16.self), .init("h", UInt32.self),
    ]
  )
  package init(a: UInt8, b: Int64, c: UInt16, d: Int32, e: Int8, f: UInt64, g: Int16, h: UInt32) {
    self.a = a
    self.b = b
    self.c = c
    self.d = d
    self.e = e
    self.f = f
    self.g = g
    self.h = h
  }
  package init(from reader: inout WireReader) throws(MessageError) {
    a = try reader.read()
    b = try reader.read()
    c = try reader.read()
    d = try reader.read()
    e = try reader.read()
    f = try reader.read()
    g = try reader.read()
    h = try reader.read()
  }
  package func write(to writer: inout WireWriter) {
    writer.write(a)
    writer.write(b)
    writer.write(c)
    writer.write(d)
    writer.write(e)
    writer.write(f)
    writer.write(g)
    writer.write(h)
  }
}

/// Both floats and a Bool; equality is that of the bits, so that NaN equals itself.
package struct Floats: RingMessage, Equatable {
  package var single: Float
  package var flag: Bool
  package var double: Double
  package static let layout = MessageLayout(
    "RingKernelConformance.Floats",
    [.init("single", Float.self), .init("flag", Bool.self), .init("double", Double.self)]
  )
  package init(single: Float, flag: Bool, double: Double) {
    self.single = single
    self.flag = flag
    self.double = double
  }
  package init(from reader: inout WireReader) throws(MessageError) {
    single = try reader.read()
    flag = try reader.read()
    double = try reader.read()
  }
  package func write(to writer: inout WireWriter) {
    writer.write(single)
    writer.write(flag)
    writer.write(double)
  }
}

/// Vectors of two, three and four lanes.
package struct Vectors: RingMessage, Equatable {
  package var two: SIMD2<Double>
  package var three: SIMD3<Float>
  package var four: SIMD4<Int32>
  package var wide: SIMD3<UInt64>
  package static let layout = MessageLayout(
    "RingKernelConformance.Vectors",
    [
      .init("two", SIMD2<Double>.self), .init("three", SIMD3<Float>.self), .init("four", SIMD4<Int32>.self),
      .init("wide", SIMD3<UInt64>.self),
    ]
  )
  package init(two: SIMD2<Double>, three: SIMD3<Float>, four: SIMD4<Int32>, wide: SIMD3<UInt64>) {
    self.two = two
    self.three = three
    self.four = four
    self.wide = wide
  }
  package init(from reader: inout WireReader) throws(MessageError) {
    two = try reader.read()
    three = try reader.read()
    four = try reader.read()
    wide = try reader.read()
  }
  package func write(to writer: inout WireWriter) {
    writer.write(two)
    writer.write(three)
    writer.write(four)
    writer.write(wide)
  }
}

/// A message inside another.
package struct Pair: RingMessage, Equatable, BitwiseCopyable {
  package var left: UInt16
  package var right: Int64
  package static let layout = MessageLayout(
    "RingKernelConformance.Pair",
    [.init("left", UInt16.self), .init("right", Int64.self)]
  )
  package init(left: UInt16, right: Int64) {
    self.left = left
    self.right = right
  }
  package init(from reader: inout WireReader) throws(MessageError) {
    left = try reader.read()
    right = try reader.read()
  }
  package func write(to writer: inout WireWriter) {
    writer.write(left)
    writer.write(right)
  }
}

/// One byte of payload; the slot rounds it up to a word.
package struct OneByte: RingMessage, Equatable {
  package var value: UInt8
  package static let layout = MessageLayout(
    "RingKernelConformance.OneByte",
    [.init("value", UInt8.self)]
  )
  package init(value: UInt8) {
    self.value = value
  }
  package init(from reader: inout WireReader) throws(MessageError) {
    value = try reader.read()
  }
  package func write(to writer: inout WireWriter) {
    writer.write(value)
  }
}

/// The largest payload: 64 KiB.
package struct Largest: RingMessage, Equatable {
  package var words: InlineArray<8192, UInt64>
  package static let layout = MessageLayout(
    "RingKernelConformance.Largest",
    [.init("words", InlineArray<8192, UInt64>.self)]
  )
  package init(words: InlineArray<8192, UInt64>) {
    self.words = words
  }
  package init(from reader: inout WireReader) throws(MessageError) {
    words = try reader.read()
  }
  package func write(to writer: inout WireWriter) {
    writer.write(words)
  }
}

/// An inline array, a nested message, an enum and a bounded array of messages.
package struct Aggregates: RingMessage, Equatable {
  package var grid: InlineArray<5, UInt16>
  package var inner: Pair
  package var colour: Colour
  package var pairs: BoundedArray<3, Pair>
  package static let layout = MessageLayout(
    "RingKernelConformance.Aggregates",
    [
      .init("grid", InlineArray<5, UInt16>.self), .init("inner", Pair.self), .init("colour", Colour.self),
      .init("pairs", BoundedArray<3, Pair>.self),
    ]
  )
  package init(grid: InlineArray<5, UInt16>, inner: Pair, colour: Colour, pairs: BoundedArray<3, Pair>) {
    self.grid = grid
    self.inner = inner
    self.colour = colour
    self.pairs = pairs
  }
  package init(from reader: inout WireReader) throws(MessageError) {
    grid = try reader.read()
    inner = try reader.read()
    colour = try reader.read()
    pairs = try reader.read()
  }
  package func write(to writer: inout WireWriter) {
    writer.write(grid)
    writer.write(inner)
    writer.write(colour)
    writer.write(pairs)
  }
}

/// A bounded array of numbers.
package struct Bounded: RingMessage, Equatable {
  package var values: BoundedArray<16, UInt32>
  package static let layout = MessageLayout(
    "RingKernelConformance.Bounded",
    [.init("values", BoundedArray<16, UInt32>.self)]
  )
  package init(values: BoundedArray<16, UInt32>) {
    self.values = values
  }
  package init(from reader: inout WireReader) throws(MessageError) {
    values = try reader.read()
  }
  package func write(to writer: inout WireWriter) {
    writer.write(values)
  }
}

/// A bounded array of an enum without a case for zero.
package struct Colours: RingMessage, Equatable {
  package var values: BoundedArray<4, Colour>
  package static let layout = MessageLayout(
    "RingKernelConformance.Colours",
    [.init("values", BoundedArray<4, Colour>.self)]
  )
  package init(values: BoundedArray<4, Colour>) {
    self.values = values
  }
  package init(from reader: inout WireReader) throws(MessageError) {
    values = try reader.read()
  }
  package func write(to writer: inout WireWriter) {
    writer.write(values)
  }
}

/// What every device has: a float, a flag, vectors, an array, a message, an enum.
package struct Parts: RingMessage, Equatable {
  package var single: Float
  package var flag: Bool
  package var three: SIMD3<Float>
  package var four: SIMD4<Int32>
  package var grid: InlineArray<5, UInt16>
  package var inner: Pair
  package var colour: Colour
  package static let layout = MessageLayout(
    "RingKernelConformance.Parts",
    [
      .init("single", Float.self), .init("flag", Bool.self), .init("three", SIMD3<Float>.self),
      .init("four", SIMD4<Int32>.self), .init("grid", InlineArray<5, UInt16>.self), .init("inner", Pair.self),
      .init("colour", Colour.self),
    ]
  )
  package init(
    single: Float,
    flag: Bool,
    three: SIMD3<Float>,
    four: SIMD4<Int32>,
    grid: InlineArray<5, UInt16>,
    inner: Pair,
    colour: Colour
  ) {
    self.single = single
    self.flag = flag
    self.three = three
    self.four = four
    self.grid = grid
    self.inner = inner
    self.colour = colour
  }
  package init(from reader: inout WireReader) throws(MessageError) {
    single = try reader.read()
    flag = try reader.read()
    three = try reader.read()
    four = try reader.read()
    grid = try reader.read()
    inner = try reader.read()
    colour = try reader.read()
  }
  package func write(to writer: inout WireWriter) {
    writer.write(single)
    writer.write(flag)
    writer.write(three)
    writer.write(four)
    writer.write(grid)
    writer.write(inner)
    writer.write(colour)
  }
}
