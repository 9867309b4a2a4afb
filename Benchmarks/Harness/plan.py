"""What is measured, with the same parameters for every peer."""
from dataclasses import dataclass


@dataclass(frozen=True)
class Benchmark:
    name: str
    kind: str
    title: str
    operations: int
    capacity: int
    threads: int  # processors asked for

    def pins(self, processors):
        """The consumer's (or caller's) processor first. The first one is left to the system where there are enough."""
        pool = processors[1:] if len(processors) > self.threads else processors
        return pool[: self.threads]


def rings():
    yield Benchmark("spsc-8B", "rings", "One producer, one consumer, 8 bytes", 10_000_000, 65536, 2)
    yield Benchmark("spsc-64B", "rings", "One producer, one consumer, 64 bytes", 10_000_000, 4096, 2)
    yield Benchmark("spsc-roundtrip", "rings", "Round trip through two rings, 8 bytes", 500_000, 4096, 2)
    for producers in (1, 3, 8):
        for size in (8, 64):
            yield Benchmark(
                f"mpsc-{producers}-{size}B", "rings",
                f"{producers} producer{'s' if producers > 1 else ''}, one consumer, {size} bytes",
                3_000_000, 4096, producers + 1)


def calls():
    yield Benchmark("call-roundtrip", "calls", "Request and its response, 8 bytes", 300_000, 65536, 2)
    yield Benchmark("fanin-1", "calls", "One sender to one receiver, 8 bytes", 1_000_000, 65536, 2)
    yield Benchmark("fanin-3", "calls", "Three senders to one receiver, 8 bytes", 1_000_000, 65536, 4)
    yield Benchmark("replies-stream", "calls", "Replies read as an asynchronous sequence, 8 bytes", 300_000, 65536, 3)


PLAN = list(rings()) + list(calls())
QUICK_DIVISOR = 50
