internal import RingKernelIR

/// Rings that lie in a block's shared memory, as the courier hands out its places.
struct BlockArea {
  /// A ring's place: the number in the block's list, the first word, how many there are.
  struct Place: Equatable {
    let number: Int
    let word: Int
    let words: Int
  }

  /// First word of the block's list, in the table.
  let list: Int
  private var places: [Place?] = Array(repeating: nil, count: EngineLayout.Area.places)

  init(list: Int) { self.list = list }

  /// A place for a ring; nil where the block has none that is large enough.
  mutating func take(_ ring: RingRow) -> Place? {
    guard let number = places.firstIndex(of: nil) else { return nil }
    let words = EngineLayout.Area.headWords + ring.capacity * ring.stride
    var word = 0
    for place in places.compactMap(\.self).sorted(by: { $0.word < $1.word }) where place.word < word + words {
      word = place.word + place.words
    }
    guard word + words <= EngineLayout.Area.words else { return nil }
    let place = Place(number: number, word: word, words: words)
    places[number] = place
    return place
  }

  mutating func give(_ place: Place) { places[place.number] = nil }
}
