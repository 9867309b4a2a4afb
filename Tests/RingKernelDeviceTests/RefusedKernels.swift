#if Macros
import RingKernel

// What no macro sees, for it takes two declarations or the sizes of a launch.

@DeviceFunction func descends(_ n: Int32) -> Int32 { n <= 0 ? 0 : ascends(n - 1) }
@DeviceFunction func ascends(_ n: Int32) -> Int32 { descends(n) }

@DeviceStruct struct Winding {
  var turns: Int32
  func left() -> Int32 { unwinds(self) }
}
@DeviceFunction func unwinds(_ winding: Winding) -> Int32 { winding.left() }

@Kernel func recursion(y: inout MutableSpan<Int32>) {
  let i = globalThreadIndex.x
  if i < y.count { y[i] = descends(1_000_000) }
}

@Kernel func recursionOfMethods(y: inout MutableSpan<Int32>) {
  let i = globalThreadIndex.x
  if i < y.count { y[i] = Winding(turns: 1).left() }
}

@Kernel func seventh<let n: Int>(y: inout MutableSpan<Int32>, values: InlineArray<n, Int32>) {
  let i = globalThreadIndex.x
  if i < y.count { y[i] = values[7] }
}

/// Recursion behind a handler.
@RingKernel struct Spiral {
  var depth: Int32 = 0

  mutating func receive(_ poke: Poke, in context: inout RingContext) throws -> Told {
    depth = descends(Int32(truncatingIfNeeded: poke.number))
    return Told(number: 0, amount: Int64(depth), replica: 0)
  }
}
#endif
