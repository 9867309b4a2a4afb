public import RingKernelABI
public import Synchronization

// Invariants. A ticket is 2 * position, modulo 2^64. The first word of a slot is its publication word: t + 1 once the
// message with ticket t is published. Because tickets step by 2 and a word is compared with one ticket only, a
// message of an earlier lap is never mistaken for a new one, not even with capacity 1.
// `tail` is moved by producers with compare-and-swap, bit 0 says "closed" and makes every later claim fail: the
// claims made before are exactly the tickets below it. Publication is a release of the slot's word, reading
// acquires it.
//
// How a slot becomes free depends on the kind of ring. With one consumer, `head` says so: the consumer releases it
// past every message it has read, a producer acquires it (through `cachedHead`, which producers share, so that the
// consumer's line is read only when the ring looks full) before it claims. In a ring that evicts, takers win `head`
// before they read, so the slot's own word says so: t + 2 * capacity is released into it, and claiming acquires it.

/// Bounded ring of byte slots from many producers to one consumer, with a publication word per slot.
///
/// A view of memory that somebody else owns. The publication word is the first word of every slot; the rest
/// is the caller's: a `SlotHeader` starts with that very word.
@safe
public struct SlotRing: @unchecked Sendable {
  // Safety: all shared words are accessed atomically under the invariants above; the owner keeps the storage alive.
  @usableFromInline let header: UnsafeMutableRawPointer
  @usableFromInline let slots: UnsafeMutableRawPointer
  @usableFromInline let mask: UInt64
  @usableFromInline let stride: Int
  /// Whether producers may take the oldest message to make room.
  public let evicts: Bool

  /// Outcome of a claim.
  public enum Claim {
    /// The slot with this ticket belongs to the caller until it publishes it.
    case slot(UInt64)
    /// No slot is free.
    case full
    /// The ring has been closed.
    case closed
  }

  /// Views `storage` as a ring and frees every slot for its first ticket.
  public init(_ storage: RingStorage, evicts: Bool = false) {
    unsafe header = storage.header
    unsafe slots = storage.slots
    mask = UInt64(storage.capacity - 1)
    stride = storage.slotStride
    self.evicts = evicts
    let start = unsafe atomicWord(header).pointee.load(ordering: .relaxed)
    unsafe atomicWord(header + Self.cachedHead).pointee.store(start, ordering: .relaxed)
    for position in 0..<UInt64(storage.capacity) {
      let ticket = start &+ 2 &* position
      unsafe atomicWord(address(of: ticket)).pointee.store(ticket, ordering: .relaxed)
    }
  }

  /// Slots.
  @inlinable public var capacity: Int { Int(mask) + 1 }

  /// Messages that are claimed or published and not yet freed.
  public var depth: Int {
    let tail = unsafe atomicWord(header).pointee.load(ordering: .acquiring) & ~1
    let head = unsafe atomicWord(header + ABI.sideStride).pointee.load(ordering: .acquiring)
    return max(0, min(Int(bitPattern: UInt(truncatingIfNeeded: (tail &- head) >> 1)), capacity))
  }

  /// Ticket after the last claim: half its distance from the start is the number of messages ever accepted.
  public var tailTicket: UInt64 { unsafe atomicWord(header).pointee.load(ordering: .acquiring) & ~1 }

  /// Address of the slot of `ticket`.
  @inlinable @inline(__always) @unsafe
  public func address(of ticket: UInt64) -> UnsafeMutableRawPointer {
    unsafe slots + Int(truncatingIfNeeded: (ticket >> 1) & mask) &* stride
  }

  // MARK: Producers

  /// Brings the slot that is claimed next near for writing: header and the first line of payload at once.
  @inline(__always) func prefetchTail() {
    let ticket = unsafe atomicWord(header).pointee.load(ordering: .relaxed)
    // The consumer polls the next slot; those behind it can be had early.
    prefetch(ticket)
    prefetch(ticket &+ 32)
  }

  @inline(__always) private func prefetch(_ ticket: UInt64) {
    let slot = unsafe address(of: ticket)
    unsafe prefetchForWrite(slot)
    if stride > ABI.cacheLine { unsafe prefetchForWrite(slot + ABI.cacheLine) }
  }

  /// Claims one slot.
  @inlinable @inline(__always)
  public func claim() -> Claim { claim(count: 1) }

  /// Claims `count` slots in a row, or none; `count` is in `1...capacity`.
  @inlinable public func claim(count: Int) -> Claim {
    let distance = 2 &* UInt64(count)
    var ticket = unsafe atomicWord(header).pointee.load(ordering: .relaxed)
    while true {
      if ticket & 1 != 0 { return .closed }
      if evicts ? areFree(ticket, count) : hasRoom(ticket, distance) {
        let (won, _) = unsafe atomicWord(header).pointee.weakCompareExchange(
          expected: ticket,
          desired: ticket &+ distance,
          ordering: .relaxed
        )
        if won { return .slot(ticket) }
        ticket = yieldTail()
      } else {
        let seen = unsafe atomicWord(header).pointee.load(ordering: .relaxed)
        if seen == ticket { return .full }
        ticket = seen
      }
    }
  }

  /// Lost the tail to another producer: leaves its line alone for a while, then looks at it again.
  ///
  /// The winner keeps the line meanwhile and claims from its own cache. Without this every claim of every producer
  /// moves the line, and three producers together are slower than one.
  @usableFromInline func yieldTail() -> UInt64 {
    for _ in 0..<64 { spinHint() }
    return unsafe atomicWord(header).pointee.load(ordering: .relaxed)
  }

  /// Whether the consumer is past what stood in the slots from `ticket` on.
  @inlinable @inline(__always)
  func hasRoom(_ ticket: UInt64, _ distance: UInt64) -> Bool {
    let size = 2 &* (mask &+ 1)
    let cached = unsafe atomicWord(header + Self.cachedHead)
    let known = unsafe cached.pointee.load(ordering: .acquiring)
    if ticket &+ distance &- known <= size { return true }
    let head = unsafe atomicWord(header + ABI.sideStride).pointee.load(ordering: .acquiring)
    // A full ring is asked again and again by every producer: only news are worth taking their line.
    if head != known { unsafe cached.pointee.store(head, ordering: .releasing) }
    return ticket &+ distance &- head <= size
  }

  /// Whether the words of `count` slots say that they are free for the tickets from `ticket` on.
  @inlinable func areFree(_ ticket: UInt64, _ count: Int) -> Bool {
    for index in 0..<UInt64(count) {
      let wanted = ticket &+ 2 &* index
      if unsafe atomicWord(address(of: wanted)).pointee.load(ordering: .acquiring) != wanted { return false }
    }
    return true
  }

  /// The producers' copy of head stands on their own line.
  @inlinable static var cachedHead: Int { ABI.cacheLine }

  /// Publishes the slot of a claimed ticket.
  @inlinable @inline(__always)
  public func publish(_ ticket: UInt64) {
    unsafe atomicWord(address(of: ticket)).pointee.store(ticket &+ 1, ordering: .releasing)
  }

  /// Publishes `count` claimed slots at once: the first becomes visible last, so the batch appears whole.
  @inlinable public func publish(_ ticket: UInt64, count: Int) {
    for index in Swift.stride(from: UInt64(count), to: 0, by: -1) { publish(ticket &+ 2 &* (index &- 1)) }
  }

  /// Takes the oldest message to make room, unless there is room already.
  ///
  /// - Precondition: The ring was made with `evicts: true`.
  /// - Returns: The ticket, which the caller owns until it calls `free`; nil when the ring is not full, when the
  ///   oldest message is not published yet, or when another thread took it first.
  public func evict() -> UInt64? {
    precondition(evicts, "only a ring that evicts shares its head")
    let head = unsafe atomicWord(header + ABI.sideStride).pointee.load(ordering: .acquiring)
    // Only the message whose slot the next claim wants may go: otherwise a ring with room would lose one.
    guard tailTicket &- head == 2 &* (mask &+ 1), isPublished(head) else { return nil }
    let won = unsafe atomicWord(header + ABI.sideStride).pointee.compareExchange(
      expected: head,
      desired: head &+ 2,
      ordering: .acquiringAndReleasing
    )
    return won.exchanged ? head : nil
  }

  /// Takes the oldest message whatever the depth, for rings with several consumers; nil when none is published.
  ///
  /// - Precondition: The ring was made with `evicts: true`.
  public func takeAny() -> UInt64? {
    precondition(evicts, "only a ring that evicts shares its head")
    return takeShared(unsafe atomicWord(header + ABI.sideStride).pointee.load(ordering: .acquiring))
  }

  /// Refuses every later claim.
  ///
  /// - Returns: The tail: every ticket below it was claimed and will be published.
  public func close() -> UInt64 {
    unsafe atomicWord(header).pointee.bitwiseOr(1, ordering: .acquiringAndReleasing).oldValue & ~1
  }

  /// Whether the ring refuses claims.
  public var isClosed: Bool { unsafe atomicWord(header).pointee.load(ordering: .acquiring) & 1 != 0 }

  // MARK: The consumer

  /// Ticket that the consumer takes next.
  @inlinable public var head: UInt64 {
    unsafe atomicWord(header + ABI.sideStride).pointee.load(ordering: .relaxed)
  }

  /// Whether the message with `ticket` is published.
  @inlinable @inline(__always)
  public func isPublished(_ ticket: UInt64) -> Bool {
    unsafe atomicWord(address(of: ticket)).pointee.load(ordering: .acquiring) == ticket &+ 1
  }

  /// Takes the message with `ticket`, the consumer's own head; nil when it is not there.
  ///
  /// - Returns: The ticket that was taken: in a ring that evicts it may be a later one.
  @inlinable @inline(__always)
  public func take(_ ticket: UInt64) -> UInt64? {
    if evicts { return takeShared(ticket) }
    return isPublished(ticket) ? ticket : nil
  }

  @usableFromInline func takeShared(_ start: UInt64) -> UInt64? {
    var ticket = start
    while true {
      guard isPublished(ticket) else {
        let seen = unsafe atomicWord(header + ABI.sideStride).pointee.load(ordering: .acquiring)
        if seen == ticket { return nil }
        ticket = seen
        continue
      }
      let (won, seen) = unsafe atomicWord(header + ABI.sideStride).pointee.compareExchange(
        expected: ticket,
        desired: ticket &+ 2,
        ordering: .acquiringAndReleasing
      )
      if won { return ticket }
      ticket = seen
    }
  }

  /// Asks for the slot of a later ticket, of which the consumer knows that it is probably published.
  @inline(__always) func prefetchPublished(_ ticket: UInt64) { unsafe prefetchForRead(address(of: ticket)) }

  /// Frees the slot of a taken ticket; its content is gone for the caller.
  @inlinable @inline(__always)
  public func free(_ ticket: UInt64) {
    if evicts {
      unsafe atomicWord(address(of: ticket)).pointee.store(ticket &+ 2 &* (mask &+ 1), ordering: .releasing)
    } else {
      unsafe atomicWord(header + ABI.sideStride).pointee.store(ticket &+ 2, ordering: .releasing)
    }
  }
}

extension SlotRing {
  /// Bytes of a slot.
  @inlinable public var slotBytes: Int { stride }
}
