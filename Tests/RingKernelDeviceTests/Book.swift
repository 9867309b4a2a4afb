#if Macros
import RingKernel

@DeviceEnum enum Side: Int8, CaseIterable, WireField { case buy = -1, sell = 1 }

@RingMessage struct Note: Equatable { var weights: InlineArray<2, Int16>, point: SIMD2<Float> }

extension Note {
  static func == (a: Note, b: Note) -> Bool {
    a.weights[0] == b.weights[0] && a.weights[1] == b.weights[1] && a.point == b.point
  }
}

@RingMessage struct Request {
  var place: Int64
  var amount: Int32
  var divisor: Int32
  var scale: Float
  var kind: UInt32
  var side: Side
  var note: Note
}

@RingMessage struct Answer: Equatable { var total: Int64, share: Int32, small: Int16 }

@DeviceFunction func shifted(_ v: Int32, by n: Int32) -> Int32 { v + n }

/// Indexes, divides, converts, adds and fails with what a message says.
@RingKernel struct Book {
  var cells = InlineArray<64, Int64>(repeating: 0)
  var handled: UInt32 = 0

  mutating func receive(_ request: Request, in context: inout RingContext) throws -> Answer {
    guard request.kind != 7 else { throw context.failure("kind \(request.kind) of \"\(request.place)\"") }
    add(request)
    handled &+= 1
    let share = request.amount / request.divisor
    var steps: Int32 = 0
    for k in 0..<Int(request.kind % 5) where k % 2 == 1 { steps += Int32(k) }
    let scaled = Int16(Float(share) * request.scale)
    let most = request.note.weights[Int(request.kind % 3)]
    return Answer(
      total: cells[Int(request.place)],
      share: shifted(share, by: request.amount) + steps,
      small: request.side == .sell && most > 0 ? scaled : -scaled
    )
  }

  private mutating func add(_ request: Request) {
    switch request.side {
    case .buy: cells[Int(request.place)] += Int64(request.amount)
    case .sell: cells[Int(request.place)] -= Int64(request.amount)
    }
  }
}
#endif
