/// A dictionary that remembers in which order its keys came.
///
/// A `Dictionary` goes through its keys in another order in each process. What a pass keeps or drops must not depend on
/// that: a kernel is printed the same every time.
struct OrderedMap<Key: Hashable, Value>: Sequence {
  private var entries: [(key: Key, value: Value)] = []
  private var places: [Key: Int] = [:]

  init(_ entries: [(key: Key, value: Value)] = []) {
    self.entries = entries
    for (place, entry) in entries.enumerated() { places[entry.key] = place }
  }

  var count: Int { entries.count }

  func makeIterator() -> IndexingIterator<[(key: Key, value: Value)]> { entries.makeIterator() }

  /// The value of a key that is there, and what a new one gets.
  subscript(key: Key) -> Value? { places[key].map { entries[$0].value } }

  subscript(key: Key, default value: @autoclosure () -> Value) -> Value {
    get { self[key] ?? value() }
    _modify {
      let place = places[key] ?? entries.count
      if place == entries.count {
        places[key] = place
        entries.append((key, value()))
      }
      yield &entries[place].value
    }
  }

  func filter(_ keeps: ((key: Key, value: Value)) -> Bool) -> OrderedMap { OrderedMap(entries.filter(keeps)) }
}
