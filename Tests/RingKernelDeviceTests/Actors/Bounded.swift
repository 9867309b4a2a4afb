#if Macros
import RingKernel

/// Keeps the best scores of all messages, in falling order.
@RingKernel struct Ranks {
  var best = BoundedArray<5, Int64>(filler: 0)
  var marks: BoundedArray<3, UInt8> = BoundedArray(filler: 0)
  var refused: UInt8 = 0

  /// Elements in and out, by every kind of index.
  mutating func receive(_ scores: Scores, in context: inout RingContext) throws -> Scores {
    var answer = scores
    for place in answer.list.indices {
      answer.list[place].value &+= answer.list[0].value
      take(answer.list[place].value)
    }
    if answer.list.isEmpty { throw context.failure("\(scores.pick) of none") }
    answer.list[Int(scores.pick % 3)].value = best[0]
    answer.bits = BoundedArray(filler: 0)
    for _ in 0..<Int(scores.pick % 9) {
      guard answer.bits.append(UInt16(answer.bits.count)) else { break }
    }
    return answer
  }

  /// Answers how many there are, and the last one; fails while there is none.
  mutating func receive(_ poke: Poke, in context: inout RingContext) throws -> Told {
    if !marks.append(UInt8(truncatingIfNeeded: poke.number)) {
      refused &+= 1
      if refused % 2 == 0 { marks = BoundedArray<3, UInt8>(filler: 0) }
    }
    let room = best.capacity - best.count
    let last = best[best.count - 1]
    return Told(number: UInt32(room), amount: last, replica: Int16(marks.count))
  }

  private mutating func take(_ value: Int64) {
    if best.append(value) {
      var place = best.count - 1
      while place > 0 && best[place] > best[place - 1] {
        let other = best[place]
        best[place] = best[place - 1]
        best[place - 1] = other
        place -= 1
      }
    } else if value > best[4] {
      best[4] = value
    }
  }
}
#endif
