/// What no bounded FIFO queue does, whichever reading.
let impossible: [PlantedHistory] = [
  .init("a value from nowhere", pop(9, on: 0, 1, 2)),
  .init("a value nobody pushed among others", push(1, on: 0, 1, 2), pop(2, on: 1, 3, 4)),
  .init(
    "the value of a declined push",
    capacity: 1,
    push(1, on: 0, 1, 2),
    declined(2, on: 0, 3, 4),
    pop(2, on: 1, 5, 6)
  ),
  .init("popped before it was pushed", pop(1, on: 1, 1, 2), push(1, on: 0, 3, 4)),
  .init("delivered twice", push(1, on: 0, 1, 2), pop(1, on: 1, 3, 4), pop(1, on: 1, 5, 6)),
  .init("delivered to two consumers at once", push(1, on: 0, 1, 2), pop(1, on: 1, 3, 6), pop(1, on: 2, 4, 5)),
  .init("lost: empty after an accepted push", push(1, on: 0, 1, 2), empty(on: 1, 3, 4)),
  .init(
    "lost: a later value overtakes for good",
    push(1, on: 0, 1, 2),
    push(2, on: 0, 3, 4),
    pop(2, on: 1, 5, 6),
    empty(on: 1, 7, 8)
  ),
  .init(
    "lost: the second of three",
    push(1, on: 0, 1, 2),
    push(2, on: 0, 3, 4),
    push(3, on: 0, 5, 6),
    pop(1, on: 1, 7, 8),
    pop(3, on: 1, 9, 10)
  ),
  .init("lost with one slot", capacity: 1, push(1, on: 0, 1, 2), push(2, on: 0, 3, 4), pop(2, on: 1, 5, 6)),
  .init(
    "reordered within a producer",
    push(1, on: 0, 1, 2),
    push(2, on: 0, 3, 4),
    pop(2, on: 1, 5, 6),
    pop(1, on: 1, 7, 8)
  ),
  .init(
    "reordered within a producer, others overlap",
    push(1, on: 0, 1, 2),
    push(2, on: 0, 3, 4),
    push(3, on: 2, 1, 9),
    pop(2, on: 1, 5, 6),
    pop(3, on: 1, 7, 8),
    pop(1, on: 1, 10, 11)
  ),
  .init(
    "reordered across producers that do not overlap",
    push(1, on: 0, 1, 2),
    push(2, on: 1, 3, 4),
    pop(2, on: 2, 5, 6),
    pop(1, on: 2, 7, 8)
  ),
  .init(
    "reordered by consumers that do not overlap",
    push(1, on: 0, 1, 2),
    push(2, on: 1, 3, 4),
    pop(2, on: 2, 5, 6),
    pop(1, on: 3, 7, 8)
  ),
  .init(
    "last in, first out",
    push(1, on: 0, 1, 2),
    push(2, on: 0, 3, 4),
    push(3, on: 0, 5, 6),
    pop(3, on: 1, 7, 8),
    pop(2, on: 1, 9, 10),
    pop(1, on: 1, 11, 12)
  ),
  .init("more accepted than fits", capacity: 1, push(1, on: 0, 1, 2), push(2, on: 0, 3, 4)),
  .init(
    "more accepted than fits, overlapping",
    capacity: 2,
    push(1, on: 0, 1, 10),
    push(2, on: 1, 2, 11),
    push(3, on: 2, 3, 12)
  ),
  .init(
    "accepted before the pop that makes room",
    capacity: 1,
    push(1, on: 0, 1, 2),
    push(2, on: 0, 3, 4),
    pop(1, on: 1, 5, 6)
  ),
  .init("full while empty", capacity: 1, declined(1, on: 0, 1, 2)),
  .init("full with room, nothing overlaps", capacity: 2, push(1, on: 0, 1, 2), declined(2, on: 0, 3, 4)),
  .init(
    "full after the pop returned",
    capacity: 1,
    push(1, on: 0, 1, 2),
    pop(1, on: 1, 3, 4),
    declined(2, on: 0, 5, 6)
  ),
  .init(
    "full, and the only overlapping call is an empty pop",
    capacity: 1,
    empty(on: 1, 1, 4),
    declined(2, on: 0, 2, 3)
  ),
  .init(
    "full with two free slots and one pop in flight",
    capacity: 3,
    push(1, on: 0, 1, 2),
    pop(1, on: 1, 3, 8),
    declined(2, on: 0, 4, 5)
  ),
  .init(
    "empty although the oldest push has returned, a younger overlaps",
    push(1, on: 0, 1, 2),
    push(2, on: 2, 3, 9),
    empty(on: 1, 4, 5),
    pop(1, on: 1, 6, 7),
    pop(2, on: 1, 10, 11)
  ),
  .init("empty twice around a value that stays", push(1, on: 0, 1, 2), empty(on: 1, 3, 4), pop(1, on: 1, 5, 6)),
  .init(
    "equal values: one too many",
    push(7, on: 0, 1, 2),
    push(7, on: 0, 3, 4),
    pop(7, on: 1, 5, 6),
    pop(7, on: 1, 7, 8),
    pop(7, on: 1, 9, 10)
  ),
  .init(
    "two consumers see two orders",
    push(1, on: 0, 1, 9),
    push(2, on: 1, 2, 8),
    pop(1, on: 2, 10, 11),
    pop(2, on: 2, 12, 13),
    push(3, on: 0, 14, 15),
    push(4, on: 0, 16, 17),
    pop(4, on: 3, 18, 19),
    pop(3, on: 3, 20, 21)
  ),
]

/// What a bounded FIFO queue does.
let possible: [PlantedHistory] = [
  .init("nothing happened"),
  .init("one push", push(1, on: 0, 1, 2)),
  .init("empty at first", empty(on: 0, 1, 2)),
  .init("one through", push(1, on: 0, 1, 2), pop(1, on: 1, 3, 4), empty(on: 1, 5, 6)),
  .init("in order", push(1, on: 0, 1, 2), push(2, on: 0, 3, 4), pop(1, on: 1, 5, 6), pop(2, on: 1, 7, 8)),
  .init("pop overlaps its push", push(1, on: 0, 1, 4), pop(1, on: 1, 2, 3)),
  .init("pop begins before its push", pop(1, on: 1, 1, 4), push(1, on: 0, 2, 3)),
  .init(
    "overlapping pushes, this order",
    push(1, on: 0, 1, 4),
    push(2, on: 1, 2, 3),
    pop(1, on: 2, 5, 6),
    pop(2, on: 2, 7, 8)
  ),
  .init(
    "overlapping pushes, that order",
    push(1, on: 0, 1, 4),
    push(2, on: 1, 2, 3),
    pop(2, on: 2, 5, 6),
    pop(1, on: 2, 7, 8)
  ),
  .init(
    "overlapping pops answer crosswise",
    push(1, on: 0, 1, 2),
    push(2, on: 0, 3, 4),
    pop(2, on: 1, 5, 8),
    pop(1, on: 2, 6, 7)
  ),
  .init("empty while the push is running", push(1, on: 0, 1, 4), empty(on: 1, 2, 3), pop(1, on: 1, 5, 6)),
  .init("full at capacity", capacity: 2, push(1, on: 0, 1, 2), push(2, on: 0, 3, 4), declined(3, on: 0, 5, 6)),
  .init(
    "full while the pop is running",
    capacity: 1,
    push(1, on: 0, 1, 2),
    pop(1, on: 1, 3, 6),
    declined(2, on: 0, 4, 5)
  ),
  .init("full while another push is running", capacity: 1, push(1, on: 0, 1, 4), declined(2, on: 1, 2, 3)),
  .init(
    "accepted while the pop is running",
    capacity: 1,
    push(1, on: 0, 1, 2),
    pop(1, on: 1, 3, 6),
    push(2, on: 0, 4, 5)
  ),
  .init(
    "one slot, many laps",
    capacity: 1,
    push(1, on: 0, 1, 2),
    pop(1, on: 1, 3, 4),
    push(2, on: 0, 5, 6),
    pop(2, on: 1, 7, 8),
    push(3, on: 0, 9, 10),
    declined(4, on: 0, 11, 12),
    pop(3, on: 1, 13, 14),
    empty(on: 1, 15, 16)
  ),
  .init(
    "declined, then accepted later",
    capacity: 1,
    push(1, on: 0, 1, 2),
    declined(2, on: 0, 3, 4),
    pop(1, on: 1, 5, 6),
    push(2, on: 0, 7, 8),
    pop(2, on: 1, 9, 10)
  ),
  .init(
    "equal values",
    push(7, on: 0, 1, 2),
    push(7, on: 1, 3, 4),
    pop(7, on: 2, 5, 6),
    pop(7, on: 2, 7, 8),
    empty(on: 2, 9, 10)
  ),
  .init(
    "a long push takes effect last",
    push(1, on: 0, 1, 20),
    push(2, on: 1, 2, 3),
    push(3, on: 1, 4, 5),
    pop(2, on: 2, 6, 7),
    pop(3, on: 2, 8, 9),
    pop(1, on: 2, 21, 22)
  ),
  .init(
    "a long push takes effect in between",
    push(1, on: 0, 1, 20),
    push(2, on: 1, 2, 3),
    push(3, on: 1, 4, 5),
    pop(2, on: 2, 6, 7),
    pop(1, on: 2, 8, 9),
    pop(3, on: 2, 10, 11)
  ),
  .init(
    "two consumers, four threads",
    push(1, on: 0, 1, 6),
    push(2, on: 1, 2, 5),
    pop(2, on: 2, 3, 9),
    pop(1, on: 3, 4, 8),
    empty(on: 2, 10, 11)
  ),
  .init("left in the queue", push(1, on: 0, 1, 2), push(2, on: 0, 3, 4), push(3, on: 1, 1, 5), pop(1, on: 2, 6, 7)),
]

/// What only a ring whose slots are claimed and freed in two steps does.
let relaxedOnly: [PlantedHistory] = [
  .init(
    "the oldest slot is claimed, a younger one published",
    push(1, on: 0, 1, 8),
    push(2, on: 1, 2, 3),
    empty(on: 2, 4, 5),
    pop(1, on: 2, 9, 10),
    pop(2, on: 2, 11, 12)
  ),
  .init(
    "two pops in flight, the younger has freed its slot",
    capacity: 2,
    push(1, on: 0, 1, 2),
    push(2, on: 0, 3, 4),
    pop(1, on: 1, 5, 12),
    pop(2, on: 2, 6, 7),
    declined(3, on: 0, 8, 9)
  ),
]
