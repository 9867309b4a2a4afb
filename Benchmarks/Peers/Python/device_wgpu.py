"""Plain wgpu: the handler and the stencil of the device benchmarks, written by hand in WGSL."""
import argparse
import json
import os
import sys
import time

import numpy as np
import wgpu

DRIVER = {"llvmpipe": "lavapipe"}.get(os.environ.get("RINGKERNEL_ADAPTER"), os.environ.get("RINGKERNEL_ADAPTER"))
N = 1024
STORAGE = wgpu.BufferUsage.STORAGE | wgpu.BufferUsage.COPY_SRC | wgpu.BufferUsage.COPY_DST
HOST = wgpu.BufferUsage.MAP_READ | wgpu.BufferUsage.COPY_DST

LEDGER = """
@group(0) @binding(0) var<storage, read_write> balances: array<vec2<u32>>;
@group(0) @binding(1) var<storage, read> message: array<u32>;
@group(0) @binding(2) var<storage, read_write> answer: array<u32>;
@compute @workgroup_size(1) fn main() {
  let account = message[0];
  answer[0] = account;
  if (account >= 1024u) { answer[3] = 1u; return; }
  let cents = vec2<u32>(message[2], message[3]);
  let low = balances[account].x + cents.x;
  let sum = vec2<u32>(low, balances[account].y + cents.y + select(0u, 1u, low < cents.x));
  balances[account] = sum;
  answer[1] = sum.x;
  answer[2] = sum.y;
}
"""

STENCIL = """
@group(0) @binding(0) var<storage, read> p: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
@group(0) @binding(2) var<uniform> size: vec2<u32>;
@compute @workgroup_size(16, 16) fn main(@builtin(global_invocation_id) at: vec3<u32>) {
  if (at.x < 1u || at.y < 1u || at.x >= size.x - 1u || at.y >= size.y - 1u) { return; }
  let i = at.y * size.x + at.x;
  out[i] = p[i - size.x] + p[i + size.x] + p[i + 1u] + p[i - 1u] - 4.0 * p[i];
}
"""


def fail(why):
    print(why, file=sys.stderr)
    sys.exit(2)


def device():
    wanted = os.environ["RINGKERNEL_ADAPTER"].lower()
    for adapter in wgpu.gpu.enumerate_adapters_sync():
        if adapter.info["backend_type"] == "Vulkan" and wanted in adapter.info["device"].lower():
            return adapter.request_device_sync()
    fail(f"no adapter named {wanted}")


def program(device, text, buffers):
    pipeline = device.create_compute_pipeline(
        layout="auto", compute={"module": device.create_shader_module(code=text), "entry_point": "main"})
    entries = [{"binding": place, "resource": {"buffer": buffer}} for place, buffer in enumerate(buffers)]
    return pipeline, device.create_bind_group(layout=pipeline.get_bind_group_layout(0), entries=entries)


def messages(count):
    """Nanoseconds of each message: written, dispatched, its answer copied, mapped and read."""
    gpu = device()
    balances = gpu.create_buffer(size=1024 * 8, usage=STORAGE)
    message = gpu.create_buffer(size=16, usage=STORAGE)
    answer = gpu.create_buffer(size=16, usage=STORAGE)
    copy = gpu.create_buffer(size=16, usage=HOST)
    pipeline, group = program(gpu, LEDGER, [balances, message, answer])
    payload = np.array([7, 0, 5, 0], dtype=np.uint32)
    samples = []
    for number in range(1, count + 1):
        start = time.perf_counter_ns()
        gpu.queue.write_buffer(message, 0, payload)
        encoder = gpu.create_command_encoder()
        run = encoder.begin_compute_pass()
        run.set_pipeline(pipeline)
        run.set_bind_group(0, group)
        run.dispatch_workgroups(1)
        run.end()
        encoder.copy_buffer_to_buffer(answer, 0, copy, 0, 16)
        gpu.queue.submit([encoder.finish()])
        copy.map_sync("READ")
        cents = copy.read_mapped(copy=False).cast("I")[1]
        copy.unmap()
        samples.append(time.perf_counter_ns() - start)
        if cents != 5 * number:
            fail("verification failed: wrong balance")
    return samples


def stencil(operations):
    """Nanoseconds of so many cells: launches in one submission each, one read-back."""
    gpu = device()
    p = (np.arange(N * N, dtype=np.int64) * 31 % 101).astype(np.float32) * np.float32(0.01)
    source = gpu.create_buffer_with_data(data=p, usage=STORAGE)
    target = gpu.create_buffer(size=4 * N * N, usage=STORAGE)
    # Told when it runs, as sizes are in the other programs.
    size = gpu.create_buffer_with_data(data=np.array([N, N], dtype=np.uint32), usage=wgpu.BufferUsage.UNIFORM)
    pipeline, group = program(gpu, STENCIL, [source, target, size])

    def launch():
        encoder = gpu.create_command_encoder()
        run = encoder.begin_compute_pass()
        run.set_pipeline(pipeline)
        run.set_bind_group(0, group)
        run.dispatch_workgroups(N // 16, N // 16)
        run.end()
        gpu.queue.submit([encoder.finish()])

    launch()
    gpu.queue.read_buffer(target, 0, 4)
    launches = -(-operations // (N - 2) ** 2)
    start = time.perf_counter_ns()
    for _ in range(launches):
        launch()
    gpu.queue.read_buffer(target, 0, 4)
    total = (time.perf_counter_ns() - start) * operations / (launches * (N - 2) ** 2)
    result = np.frombuffer(gpu.queue.read_buffer(target), dtype=np.float32).reshape(N, N)[1:-1, 1:-1]
    p = p.reshape(N, N)
    expected = p[:-2, 1:-1] + p[2:, 1:-1] + p[1:-1, 2:] + p[1:-1, :-2] - np.float32(4) * p[1:-1, 1:-1]
    if not np.array_equal(result, expected):
        fail("verification failed: a result differs from its recomputation")
    return total


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--list", action="store_true")
    for name in ("peer", "benchmark"):
        parser.add_argument(f"--{name}")
    for name in ("rounds", "operations", "capacity"):
        parser.add_argument(f"--{name}", type=int, default=1)
    options = parser.parse_args()
    peer = f"wgpu {wgpu.__version__} from Python"
    calls = f"device-call-{DRIVER}"
    floods = [f"device-messages-{replicas}-{DRIVER}" for replicas in (1, 8)]
    cells = f"device-stencil-{DRIVER}"
    if options.list:
        for name in [calls, *floods, cells]:
            print(json.dumps({"key": "wgpu", "peer": peer, "benchmark": name}))
        return
    for _ in range(options.rounds):
        row = {"peer": peer, "benchmark": options.benchmark, "operations": options.operations,
               "pinned": sorted(os.sched_getaffinity(0))}
        if options.benchmark == cells:
            stencil(max(options.operations // 10, 1))
            row["nanosecondsPerOperation"] = stencil(options.operations) / options.operations
        elif options.benchmark in [calls, *floods]:
            # A flood is one message after the other, and needs no more of them than the calls.
            count = min(options.operations, 2000)
            messages(count // 10)
            samples = sorted(messages(count))
            row["operations"] = count
            row["nanosecondsPerOperation"] = sum(samples) / count
            if options.benchmark == calls:
                row["nanosecondsPerOperation"] = samples[count // 2]
                row["p99"] = samples[count * 99 // 100]
        else:
            fail("no such benchmark")
        print(json.dumps(row), flush=True)


main()
