"""What is measured, with the same parameters for every peer."""
from dataclasses import dataclass

ALL = 1 << 16  # processors; more than there are


@dataclass(frozen=True)
class Benchmark:
    name: str
    kind: str
    title: str
    operations: int
    capacity: int
    threads: int  # processors asked for
    unit: str = "operation"  # what one operation is; a rate is reported where it has a name

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


def kernels():
    """Operations are those of whole launches, 50 of them or more."""
    plane, space = 1022 ** 2, 254 ** 3
    for name, title, each, launches, unit in (
        ("stencil-2d", "5-point stencil, 1024 x 1024", plane, 1000, "cell"),
        ("stencil-3d", "7-point stencil, 256 x 256 x 256", space, 50, "cell"),
        ("saxpy", "saxpy, 2^24 elements", 1 << 24, 50, "element"),
        ("saxpy-cached", "saxpy, 2^16 elements", 1 << 16, 5000, "element"),
        ("block-sum", "Sums of blocks of 256, 2^24 elements", 1 << 24, 50, "element"),
        ("matmul", "Matrix product in tiles of 16 x 16, 512 x 512 x 512", 512 ** 3, 100, "multiply-add"),
    ):
        for threads, text in ((1, "one thread"), (ALL, "all processors")):
            yield Benchmark(f"{name}-{1 if threads == 1 else 'all'}", "kernels", f"{title}, {text}", each * launches, 0,
                            threads, unit)
    yield Benchmark("first-launch", "kernels", "First launch in a process, 5-point stencil", 1, 0, ALL)
    yield Benchmark("first-launch-cached", "kernels", "First launch in a process after one in another process", 1, 0, ALL)
    yield Benchmark("first-program", "kernels", "First program for a GPU in a process, 5-point stencil, sm_90", 1, 0, ALL)
    yield Benchmark("first-program-cached", "kernels", "First program for a GPU after one in another process", 1, 0, ALL)


def devices():
    """What actors and kernels cost on a device, on each of the software drivers."""
    for driver in ("swiftshader", "lavapipe"):
        for name, title, operations, unit in (
            ("device-call", "Request and its response, 16 bytes", 2_000, "operation"),
            ("device-messages-1", "Messages to one actor, 16 bytes", 400_000, "message"),
            ("device-messages-8", "Messages to 8 replicas, 16 bytes", 800_000, "message"),
            ("device-hop", "A token around 64 actors", 2_000, "operation"),
            ("device-empty", "An epoch without messages", 2_000, "operation"),
            ("device-stencil", "5-point stencil, 1024 x 1024", 1022 ** 2 * 50, "cell"),
        ):
            yield Benchmark(f"{name}-{driver}", "webgpu", f"{title}, {driver}", operations, 0, ALL, unit)


PLAN = list(rings()) + list(calls()) + list(kernels()) + list(devices())
KINDS = list(dict.fromkeys(benchmark.kind for benchmark in PLAN))
QUICK_DIVISOR = 50
