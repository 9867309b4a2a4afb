"""The kernels in Numba: loops over ranges of rows, compiled when they are first called."""
from importlib.metadata import version

import harness
from harness import LARGE, N2, N3, NM, SMALL, values


def load(threads, _):
    import numba
    import numpy as np
    from numba import prange
    numba.set_num_threads(threads)
    compiled = numba.njit(parallel=threads > 1, fastmath=False, boundscheck=False)
    four, six, zero = np.float32(4), np.float32(6), np.float32(0)

    @compiled
    def five_point(p, out):
        for y in prange(1, p.shape[0] - 1):
            for x in range(1, p.shape[1] - 1):
                out[y, x] = p[y - 1, x] + p[y + 1, x] + p[y, x + 1] + p[y, x - 1] - four * p[y, x]

    @compiled
    def seven_point(p, out):
        for z in prange(1, p.shape[0] - 1):
            for y in range(1, p.shape[1] - 1):
                for x in range(1, p.shape[2] - 1):
                    out[z, y, x] = (p[z, y - 1, x] + p[z, y + 1, x] + p[z, y, x + 1] + p[z, y, x - 1] + p[z + 1, y, x]
                                    + p[z - 1, y, x] - six * p[z, y, x])

    @compiled
    def saxpy(x, y, a):
        for i in prange(x.size):
            y[i] = a * x[i] + y[i]

    @compiled
    def block_sum(x, sums):
        for block in prange(sums.size):
            part = np.empty(128, np.float32)
            for t in range(128):
                part[t] = x[block * 256 + t] + x[block * 256 + 128 + t]
            width = 64
            while width > 0:
                for t in range(width):
                    part[t] += part[t + width]
                width //= 2
            sums[block] = part[0]

    @compiled
    def multiply(a, b, c):
        n = a.shape[0]
        for tile in prange(n // 16):
            for x in range(0, n, 16):
                sums = np.zeros((16, 16), np.float32)
                for step in range(0, n, 16):
                    for row in range(16):
                        for k in range(16):
                            factor = a[tile * 16 + row, step + k]
                            for column in range(16):
                                sums[row, column] += factor * b[step + k, x + column]
                for row in range(16):
                    for column in range(16):
                        c[tile * 16 + row, x + column] = sums[row, column]

    def runs(kernel, inputs, out, *scalars):
        return lambda: kernel(*inputs, out, *scalars), lambda: None, lambda: out

    def zeros(*shape):
        return np.zeros(shape, np.float32)

    return {
        "stencil-2d": lambda: runs(five_point, [values((N2, N2))], zeros(N2, N2)),
        "stencil-3d": lambda: runs(seven_point, [values((N3, N3, N3))], zeros(N3, N3, N3)),
        "saxpy": lambda: runs(saxpy, [values(LARGE)], values(LARGE, 7), np.float32(0.5)),
        "saxpy-cached": lambda: runs(saxpy, [values(SMALL)], values(SMALL, 7), np.float32(0.5)),
        "block-sum": lambda: runs(block_sum, [values(LARGE)], zeros(LARGE // 256)),
        "matmul": lambda: runs(multiply, [values((NM, NM)), values((NM, NM), 3)], zeros(NM, NM)),
    }


harness.main("numba", f"Numba {version('numba')}", load)
