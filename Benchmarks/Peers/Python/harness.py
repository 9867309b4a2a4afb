"""Command line, timing, inputs and verification that the Python peers share."""
import argparse
import json
import os
import sys
import time

import numpy as np

N2, N3, LARGE, SMALL, NM = 1024, 256, 1 << 24, 1 << 16, 512
EACH = {
    "stencil-2d": (N2 - 2) ** 2, "stencil-3d": (N3 - 2) ** 3, "saxpy": LARGE, "saxpy-cached": SMALL,
    "block-sum": LARGE, "matmul": NM ** 3,
}


def values(shape, shift=0):
    """The inputs of every program."""
    places = np.arange(np.prod(shape), dtype=np.int64) + shift
    return ((places * 31 % 101).astype(np.float32) * np.float32(0.01)).reshape(shape)


# Libraries greet on standard output, which is for results.
RESULTS = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)


def fail(why):
    print(why, file=sys.stderr)
    sys.exit(2)


def expected_stencil_2d(_):
    p = values((N2, N2))
    result = np.zeros_like(p)
    result[1:-1, 1:-1] = p[:-2, 1:-1] + p[2:, 1:-1] + p[1:-1, 2:] + p[1:-1, :-2] - np.float32(4) * p[1:-1, 1:-1]
    return result


def expected_stencil_3d(_):
    p = values((N3, N3, N3))
    result = np.zeros_like(p)
    inner = slice(1, -1)
    result[inner, inner, inner] = (
        p[inner, :-2, inner] + p[inner, 2:, inner] + p[inner, inner, 2:] + p[inner, inner, :-2]
        + p[2:, inner, inner] + p[:-2, inner, inner] - np.float32(6) * p[inner, inner, inner])
    return result


def expected_saxpy(count):
    def expected(launches):
        x, y = values(101), values(101, 7)  # the inputs repeat
        for _ in range(launches):
            y = np.float32(0.5) * x + y
        return np.resize(y, count)
    return expected


def expected_block_sum(_):
    part = values((LARGE // 256, 256))
    width = 128
    while width > 0:
        part = part[:, :width] + part[:, width:]
        width //= 2
    return part.reshape(-1)


def expected_matmul(_):
    a, b = values((NM, NM)), values((NM, NM), 3)
    c = np.zeros_like(a)
    for k in range(NM):
        c += a[:, k:k + 1] * b[k]
    return c


EXPECTED = {
    "stencil-2d": expected_stencil_2d, "stencil-3d": expected_stencil_3d, "saxpy": expected_saxpy(LARGE),
    "saxpy-cached": expected_saxpy(SMALL), "block-sum": expected_block_sum, "matmul": expected_matmul,
}


def main(key, peer, load, threads=("1", "all")):
    """Runs what the command line asks for.

    `load(threads, cold)` imports the library, without what an earlier process compiled if it is to be cold, and gives
    benchmark -> make; `make()` gives (launch, wait, result): one launch, what waits for all of them, and what copies
    the result to the host.
    """
    parser = argparse.ArgumentParser()
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--peer", default=key)
    parser.add_argument("--benchmark")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--operations", type=int, default=1)
    parser.add_argument("--capacity", type=int)
    options = parser.parse_args()
    names = [f"{name}-{count}" for name in EACH for count in threads] + ["first-launch"]
    if options.list:
        for name in names:
            print(json.dumps({"key": key, "peer": peer, "benchmark": name}), file=RESULTS)
        return
    if options.benchmark not in names or options.peer != key:
        fail("no such peer or benchmark")
    processors = sorted(os.sched_getaffinity(0))
    first = options.benchmark == "first-launch"
    kernel, _, count = ("stencil-2d-all" if first else options.benchmark).rpartition("-")
    makes = load(1 if count == "1" else len(processors), first)

    def round(operations):
        launch, wait, result = makes[kernel]()
        launches = -(-operations // EACH[kernel])
        start = time.perf_counter_ns()
        for _ in range(launches):
            launch()
        wait()
        total = (time.perf_counter_ns() - start) * operations / (launches * EACH[kernel])
        if not np.array_equal(result(), EXPECTED[kernel](launches)):
            fail("verification failed: a result differs from its recomputation")
        return total

    # The first launch compiles; warming up makes it.
    warm = round(EACH[kernel] if first else max(options.operations // 10, 1))
    for _ in range(options.rounds):
        each = warm if first else round(options.operations) / options.operations
        print(json.dumps({"peer": peer, "benchmark": options.benchmark, "nanosecondsPerOperation": each,
                          "operations": options.operations, "pinned": processors}), file=RESULTS, flush=True)
