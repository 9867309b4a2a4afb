public import RingKernelABI
public import Synchronization

// Invariants. `tail` is written by the producer only, `head` by the consumer only; both are tickets
// (2 * position) that only increase, modulo 2^64. A slot is written before `tail` is released past it and read
// after `tail` was acquired; it is written again only after `head` was acquired past it. Each end caches the
// other's ticket and reads it again only when the ring looks full or empty.

/// Bounded queue from one producer to one consumer; the two ends are noncopyable, so there is never a second.
@frozen public struct SPSCQueue<Element: BitwiseCopyable & Sendable>: ~Copyable {
  /// The sending end; move it to the thread that sends.
  public var producer: Producer
  /// The receiving end; move it to the thread that receives.
  public var consumer: Consumer

  /// Makes an empty queue of at least `capacity` elements.
  ///
  /// - Parameters:
  ///   - capacity: Elements, rounded up to a power of two.
  ///   - start: First ticket, even; tests seed it close to 2^64.
  /// - Throws: `invalidConfiguration` for a capacity outside `1...RingStorage.maximumCapacity`.
  public init(capacity: Int, startingAt start: UInt64 = 0) throws(RingKernelError) {
    let storage = try RingStorage(
      capacity: capacity,
      slotStride: MemoryLayout<Element>.stride,
      startingAt: start & ~1
    )
    let arrivals = EventCount()
    let departures = EventCount()
    producer = Producer(storage, start & ~1, arrivals, departures)
    consumer = Consumer(storage, start & ~1, arrivals, departures)
  }

  /// The sending end.
  @safe
  public struct Producer: ~Copyable, @unchecked Sendable {
    // Safety: one owner at a time (noncopyable), and the producer's words are written here only.
    @usableFromInline let slots: UnsafeMutablePointer<Element>
    @usableFromInline let header: UnsafeMutableRawPointer
    @usableFromInline let mask: UInt64
    @usableFromInline var tail: UInt64
    @usableFromInline var cachedHead: UInt64
    let storage: RingStorage
    let arrivals: EventCount
    let departures: EventCount

    init(_ storage: RingStorage, _ start: UInt64, _ arrivals: EventCount, _ departures: EventCount) {
      self.storage = storage
      unsafe slots = storage.slots.assumingMemoryBound(to: Element.self)
      unsafe header = storage.header
      mask = UInt64(storage.capacity - 1)
      tail = start
      cachedHead = start
      self.arrivals = arrivals
      self.departures = departures
    }

    /// Elements that fit.
    public var capacity: Int { storage.capacity }

    /// Adds `element`; false when the queue is full.
    ///
    /// - Complexity: O(1), no lock, no allocation.
    @inlinable @inline(__always)
    public mutating func tryPush(_ element: Element) -> Bool {
      if (tail &- cachedHead) >> 1 > mask {
        cachedHead = unsafe atomicWord(header + ABI.sideStride).pointee.load(ordering: .acquiring)
        if (tail &- cachedHead) >> 1 > mask { return false }
      }
      unsafe (slots + Int((tail >> 1) & mask)).initialize(to: element)
      tail &+= 2
      unsafe atomicWord(header).pointee.store(tail, ordering: .releasing)
      return true
    }

    /// Adds as many elements as fit, in order, and publishes them once.
    ///
    /// - Returns: How many elements were added: a prefix of `elements`.
    @inlinable public mutating func tryPush(contentsOf elements: Span<Element>) -> Int {
      if (tail &- cachedHead) >> 1 &+ UInt64(elements.count) > mask &+ 1 {
        cachedHead = unsafe atomicWord(header + ABI.sideStride).pointee.load(ordering: .acquiring)
      }
      let room = mask &+ 1 &- ((tail &- cachedHead) >> 1)
      let count = min(Int(room), elements.count)
      for index in 0..<count {
        unsafe (slots + Int(((tail >> 1) &+ UInt64(index)) & mask)).initialize(to: elements[index])
      }
      guard count > 0 else { return 0 }
      tail &+= UInt64(count) &* 2
      unsafe atomicWord(header).pointee.store(tail, ordering: .releasing)
      return count
    }

    /// Adds `element`, waiting for room; false when `nanoseconds` pass first.
    ///
    /// A parked consumer is woken by this form only: with `.park` on one end use the waiting form on the other.
    public mutating func push(_ element: Element, waiting strategy: WaitStrategy, nanoseconds: UInt64) -> Bool {
      var pushed = tryPush(element)
      if !pushed {
        let deadline = Deadline(nanoseconds: nanoseconds)
        var backoff = Backoff(strategy)
        while !pushed, !deadline.hasPassed {
          if backoff.shouldPark {
            let key = departures.prepare()
            pushed = tryPush(element)
            if pushed { departures.cancel() } else { departures.wait(key, nanoseconds: deadline.remaining) }
          } else {
            backoff.pause()
          }
          if !pushed { pushed = tryPush(element) }
        }
      }
      if pushed { arrivals.notify() }
      return pushed
    }
  }

  /// The receiving end.
  @safe
  public struct Consumer: ~Copyable, @unchecked Sendable {
    // Safety: one owner at a time (noncopyable), and the consumer's words are written here only.
    @usableFromInline let slots: UnsafeMutablePointer<Element>
    @usableFromInline let header: UnsafeMutableRawPointer
    @usableFromInline let mask: UInt64
    @usableFromInline var head: UInt64
    @usableFromInline var cachedTail: UInt64
    let storage: RingStorage
    let arrivals: EventCount
    let departures: EventCount

    init(_ storage: RingStorage, _ start: UInt64, _ arrivals: EventCount, _ departures: EventCount) {
      self.storage = storage
      unsafe slots = storage.slots.assumingMemoryBound(to: Element.self)
      unsafe header = storage.header
      mask = UInt64(storage.capacity - 1)
      head = start
      cachedTail = start
      self.arrivals = arrivals
      self.departures = departures
    }

    /// Takes the oldest element; nil when the queue is empty.
    ///
    /// - Complexity: O(1), no lock, no allocation.
    @inlinable @inline(__always)
    public mutating func tryPop() -> Element? {
      if head == cachedTail {
        cachedTail = unsafe atomicWord(header).pointee.load(ordering: .acquiring)
        if head == cachedTail { return nil }
      }
      let element = unsafe (slots + Int((head >> 1) & mask)).pointee
      head &+= 2
      unsafe atomicWord(header + ABI.sideStride).pointee.store(head, ordering: .releasing)
      return element
    }

    /// Takes the oldest element into `destination`; false when the queue is empty.
    @inlinable @inline(__always)
    public mutating func tryPop(into destination: inout Element) -> Bool {
      if head == cachedTail {
        cachedTail = unsafe atomicWord(header).pointee.load(ordering: .acquiring)
        if head == cachedTail { return false }
      }
      destination = unsafe (slots + Int((head >> 1) & mask)).pointee
      head &+= 2
      unsafe atomicWord(header + ABI.sideStride).pointee.store(head, ordering: .releasing)
      return true
    }

    /// Takes at most `limit` elements, oldest first, and frees their slots once.
    ///
    /// - Returns: How many elements `body` was called with.
    @inlinable public mutating func drain(atMost limit: Int, _ body: (Element) -> Void) -> Int {
      if (cachedTail &- head) >> 1 < UInt64(limit) {
        cachedTail = unsafe atomicWord(header).pointee.load(ordering: .acquiring)
      }
      let count = min(Int((cachedTail &- head) >> 1), limit)
      for index in 0..<max(count, 0) {
        unsafe body((slots + Int(((head >> 1) &+ UInt64(index)) & mask)).pointee)
      }
      guard count > 0 else { return 0 }
      head &+= UInt64(count) &* 2
      unsafe atomicWord(header + ABI.sideStride).pointee.store(head, ordering: .releasing)
      return count
    }

    /// Takes the oldest element, waiting for one; nil when `nanoseconds` pass first.
    public mutating func pop(waiting strategy: WaitStrategy, nanoseconds: UInt64) -> Element? {
      var element = tryPop()
      if element == nil {
        let deadline = Deadline(nanoseconds: nanoseconds)
        var backoff = Backoff(strategy)
        while element == nil, !deadline.hasPassed {
          if backoff.shouldPark {
            let key = arrivals.prepare()
            element = tryPop()
            if element == nil {
              arrivals.wait(key, nanoseconds: deadline.remaining)
            } else {
              arrivals.cancel()
            }
          } else {
            backoff.pause()
          }
          if element == nil { element = tryPop() }
        }
      }
      if element != nil { departures.notify() }
      return element
    }
  }
}
