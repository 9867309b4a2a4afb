/// Bounded queue from many producers to one consumer; producers are copied freely, the consumer is noncopyable.
///
/// Each producer's elements arrive in its own order; elements of different producers in the order of their claims.
@frozen public struct MPSCQueue<Element: BitwiseCopyable & Sendable>: ~Copyable {
  /// A sending end.
  public let producer: Producer
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
      slotStride: MPSCSlot<Element>.stride,
      startingAt: start & ~1
    )
    let ring = SlotRing(storage)
    producer = Producer(ring: ring, storage: storage)
    consumer = Consumer(ring: ring, storage: storage)
  }

  /// A sending end; copies send into the same queue.
  public struct Producer: Sendable {
    @usableFromInline let ring: SlotRing
    let storage: RingStorage

    /// Adds `element`; false when the queue is full.
    @inlinable @inline(__always)
    public func tryPush(_ element: Element) -> Bool {
      guard case .slot(let ticket) = ring.claim() else { return false }
      unsafe (ring.address(of: ticket) + MPSCSlot<Element>.offset).storeBytes(of: element, as: Element.self)
      ring.publish(ticket)
      return true
    }

    /// Adds all of `elements` with one claim, or none; a batch longer than the queue never fits.
    @inlinable public func tryPush(contentsOf elements: Span<Element>) -> Bool {
      guard !elements.isEmpty else { return true }
      guard elements.count <= ring.capacity, case .slot(let ticket) = ring.claim(count: elements.count) else {
        return false
      }
      for index in 0..<elements.count {
        let slot = unsafe ring.address(of: ticket &+ 2 &* UInt64(index)) + MPSCSlot<Element>.offset
        unsafe slot.storeBytes(of: elements[index], as: Element.self)
      }
      ring.publish(ticket, count: elements.count)
      return true
    }
  }

  /// The receiving end.
  public struct Consumer: ~Copyable, Sendable {
    @usableFromInline let ring: SlotRing
    @usableFromInline var head: UInt64
    let storage: RingStorage

    init(ring: SlotRing, storage: RingStorage) {
      self.ring = ring
      self.storage = storage
      head = ring.head
    }

    /// Takes the oldest element; nil when none is published.
    @inlinable @inline(__always)
    public mutating func tryPop() -> Element? {
      guard ring.isPublished(head) else { return nil }
      let element = unsafe (ring.address(of: head) + MPSCSlot<Element>.offset).load(as: Element.self)
      ring.free(head)
      head &+= 2
      return element
    }
  }
}

/// Layout of a typed slot: publication word, then the element at its own alignment.
@usableFromInline
enum MPSCSlot<Element: BitwiseCopyable> {
  @inlinable static var offset: Int { max(8, MemoryLayout<Element>.alignment) }
  @inlinable static var stride: Int {
    let alignment = max(8, MemoryLayout<Element>.alignment)
    return (offset + MemoryLayout<Element>.size + alignment - 1) & ~(alignment - 1)
  }
}
