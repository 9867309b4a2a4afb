"""The kernels in Taichi: parallel outermost loops over fields, no fast math."""
from importlib.metadata import version

import harness
from harness import LARGE, N2, N3, NM, SMALL, values


def load(threads):
    import taichi as ti
    ti.init(arch=ti.cpu, cpu_max_num_threads=threads, fast_math=False, log_level=ti.ERROR)

    @ti.kernel
    def five_point(p: ti.template(), out: ti.template()):
        for y, x in ti.ndrange((1, N2 - 1), (1, N2 - 1)):
            out[y, x] = p[y - 1, x] + p[y + 1, x] + p[y, x + 1] + p[y, x - 1] - 4.0 * p[y, x]

    @ti.kernel
    def seven_point(p: ti.template(), out: ti.template()):
        for z, y, x in ti.ndrange((1, N3 - 1), (1, N3 - 1), (1, N3 - 1)):
            out[z, y, x] = (p[z, y - 1, x] + p[z, y + 1, x] + p[z, y, x + 1] + p[z, y, x - 1] + p[z + 1, y, x]
                            + p[z - 1, y, x] - 6.0 * p[z, y, x])

    @ti.kernel
    def saxpy(x: ti.template(), y: ti.template(), a: ti.f32):
        for i in y:
            y[i] = a * x[i] + y[i]

    @ti.kernel
    def block_sum(x: ti.template(), sums: ti.template()):
        for block in sums:
            part = ti.Vector.zero(ti.f32, 16)
            for i in ti.static(range(16)):
                part[i] = tree(x, block * 256 + i)
            for step in ti.static((8, 4, 2, 1)):
                for i in ti.static(range(step)):
                    part[i] += part[i + step]
            sums[block] = part[0]

    @ti.func
    def tree(x: ti.template(), start):
        """The 16 elements that the halves above 16 add to one place."""
        part = ti.Vector([x[start + 16 * i] for i in range(16)])
        for step in ti.static((8, 4, 2, 1)):
            for i in ti.static(range(step)):
                part[i] += part[i + step]
        return part[0]

    @ti.kernel
    def multiply(a: ti.template(), b: ti.template(), c: ti.template()):
        for y, x in c:
            total = 0.0
            for k in range(NM):
                total += a[y, k] * b[k, x]
            c[y, x] = total

    def field(shape, shift=None):
        result = ti.field(ti.f32, shape)
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
