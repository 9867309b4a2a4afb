/// Hands out words of a region; given back ones are used again by whoever asks for as many.
struct WordAllocator {
  /// First word that was never handed out.
  private(set) var end: Int
  private var free: [Int: [Int]] = [:]

  /// Leaves the first words out.
  init(after words: Int) { end = words }

  /// The first of `count` words in a row, a multiple of 16.
  mutating func take(_ count: Int) -> Int {
    let size = Self.rounded(count)
    if let place = free[size]?.popLast() { return place }
    defer { end += size }
    return end
  }

  /// Takes words back.
  mutating func give(_ place: Int, _ count: Int) { free[Self.rounded(count), default: []].append(place) }

  private static func rounded(_ count: Int) -> Int { max((count + 15) / 16 * 16, 16) }
}
