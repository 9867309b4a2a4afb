"""The kernels in Taichi: rows of arrays, the form that it runs fastest on a CPU; no fast math."""
from importlib.metadata import version

import harness
from harness import LARGE, N2, N3, NM, SMALL, values


def load(threads, cold):
    import taichi as ti
    ti.init(arch=ti.cpu, cpu_max_num_threads=threads, fast_math=False, log_level=ti.ERROR,
            offline_cache=not cold)
    line, plane, space = (ti.types.ndarray(dtype=ti.f32, ndim=rank) for rank in (1, 2, 3))

    @ti.kernel
    def five_point(p: plane, out: plane):
        for y in range(1, N2 - 1):
            for x in range(1, N2 - 1):
                out[y, x] = p[y - 1, x] + p[y + 1, x] + p[y, x + 1] + p[y, x - 1] - 4.0 * p[y, x]

    @ti.kernel
    def seven_point(p: space, out: space):
        for z in range(1, N3 - 1):
            for y in range(1, N3 - 1):
                for x in range(1, N3 - 1):
                    out[z, y, x] = (p[z, y - 1, x] + p[z, y + 1, x] + p[z, y, x + 1] + p[z, y, x - 1] + p[z + 1, y, x]
                                    + p[z - 1, y, x] - 6.0 * p[z, y, x])

    @ti.kernel
    def saxpy(x: line, y: line, a: ti.f32):
        for i in y:
            y[i] = a * x[i] + y[i]

    @ti.kernel
    def block_sum(x: line, sums: line):
        for block in sums:
            part = ti.Vector.zero(ti.f32, 128)
            for t in range(128):
                part[t] = x[block * 256 + t] + x[block * 256 + 128 + t]
            width = 64
            while width > 0:
                for t in range(width):
                    part[t] += part[t + width]
                width //= 2
            sums[block] = part[0]

    @ti.kernel
    def multiply(a: plane, b: plane, c: plane):
        for y in range(NM):
            for x in range(NM):
                c[y, x] = 0.0
            for k in range(NM):
                for x in range(NM):
                    c[y, x] += a[y, k] * b[k, x]

    def field(shape, shift=None):
        result = ti.ndarray(ti.f32, shape)
        if shift is not None:
            result.from_numpy(values(shape, shift))
        return result

    def runs(kernel, inputs, out, *scalars):
        return lambda: kernel(*inputs, out, *scalars), ti.sync, out.to_numpy

    return {
        "stencil-2d": lambda: runs(five_point, [field((N2, N2), 0)], field((N2, N2))),
        "stencil-3d": lambda: runs(seven_point, [field((N3, N3, N3), 0)], field((N3, N3, N3))),
        "saxpy": lambda: runs(saxpy, [field((LARGE,), 0)], field((LARGE,), 7), 0.5),
        "saxpy-cached": lambda: runs(saxpy, [field((SMALL,), 0)], field((SMALL,), 7), 0.5),
        "block-sum": lambda: runs(block_sum, [field((LARGE,), 0)], field((LARGE // 256,))),
        "matmul": lambda: runs(multiply, [field((NM, NM), 0), field((NM, NM), 3)], field((NM, NM))),
    }


harness.main("taichi", f"Taichi {version('taichi')}", load)
