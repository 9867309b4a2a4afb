"""The kernels in NVIDIA Warp, whose CPU device is one thread: a row each, which it runs faster than an element each."""
import atexit
import shutil
import tempfile
from importlib.metadata import version

import numpy as np
import warp as wp

import harness
from harness import LARGE, N2, N3, NM, SMALL, values

wp.config.quiet = True
wp.config.enable_backward = False


@wp.kernel
def five_point(p: wp.array2d(dtype=wp.float32), out: wp.array2d(dtype=wp.float32)):
    y = wp.tid() + 1
    for x in range(1, N2 - 1):
        out[y, x] = p[y - 1, x] + p[y + 1, x] + p[y, x + 1] + p[y, x - 1] - 4.0 * p[y, x]


@wp.kernel
def seven_point(p: wp.array3d(dtype=wp.float32), out: wp.array3d(dtype=wp.float32)):
    z, y = wp.tid()
    z, y = z + 1, y + 1
    for x in range(1, N3 - 1):
        out[z, y, x] = (p[z, y - 1, x] + p[z, y + 1, x] + p[z, y, x + 1] + p[z, y, x - 1] + p[z + 1, y, x]
                        + p[z - 1, y, x] - 6.0 * p[z, y, x])


@wp.kernel
def saxpy(x: wp.array(dtype=wp.float32), y: wp.array(dtype=wp.float32), a: wp.float32):
    i = wp.tid()
    y[i] = a * x[i] + y[i]


@wp.kernel
def block_sum(x: wp.array(dtype=wp.float32), sums: wp.array(dtype=wp.float32)):
    block = wp.tid()
    part = wp.zeros(shape=(128,), dtype=wp.float32)
    for t in range(128):
        part[t] = x[block * 256 + t] + x[block * 256 + 128 + t]
    width = int(64)
    while width > 0:
        for t in range(width):
            part[t] = part[t] + part[t + width]
        width = width / 2
    sums[block] = part[0]


@wp.kernel
def multiply(a: wp.array2d(dtype=wp.float32), b: wp.array2d(dtype=wp.float32), c: wp.array2d(dtype=wp.float32)):
    y = wp.tid()
    for x in range(NM):
        c[y, x] = 0.0
    for k in range(NM):
        for x in range(NM):
            c[y, x] = c[y, x] + a[y, k] * b[k, x]


def load(_, cold):
    if cold:
        wp.config.kernel_cache_dir = tempfile.mkdtemp()
        atexit.register(shutil.rmtree, wp.config.kernel_cache_dir)
    wp.init()
    wp.set_device("cpu")

    def runs(kernel, shape, inputs, out, *scalars):
        arguments = [wp.array(each, dtype=wp.float32) for each in inputs + [out]] + list(scalars)
        result = arguments[len(inputs)]
        return lambda: wp.launch(kernel, dim=shape, inputs=arguments), wp.synchronize, result.numpy

    def zeros(*shape):
        return np.zeros(shape, np.float32)

    return {
        "stencil-2d": lambda: runs(five_point, N2 - 2, [values((N2, N2))], zeros(N2, N2)),
        "stencil-3d": lambda: runs(seven_point, (N3 - 2,) * 2, [values((N3, N3, N3))], zeros(N3, N3, N3)),
        "saxpy": lambda: runs(saxpy, LARGE, [values(LARGE)], values(LARGE, 7), 0.5),
        "saxpy-cached": lambda: runs(saxpy, SMALL, [values(SMALL)], values(SMALL, 7), 0.5),
        "block-sum": lambda: runs(block_sum, LARGE // 256, [values(LARGE)], zeros(LARGE // 256)),
        "matmul": lambda: runs(multiply, NM, [values((NM, NM)), values((NM, NM), 3)], zeros(NM, NM)),
    }


harness.main("warp", f"Warp {version('warp-lang')}", load, threads=("1",))
