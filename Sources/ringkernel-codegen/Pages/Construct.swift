#if Macros
/// A construct of the language, as its page shows it.
struct Construct {
  let title: String
  let text: String
  let example: String

  static let all: [Construct] = [
    Construct(
      title: "Kernels",
      text: """
        A function that every thread of a launch runs. Buffers are `Span` or `inout MutableSpan`, everything else is a value. The
        launch has at least as many threads as it was asked for, in whole blocks; threads past the end leave.
        """,
      example: """
        @Kernel func saxpy(x: Span<Float>, y: inout MutableSpan<Float>, a: Float) {
          let i = globalThreadIndex.x
          if i >= y.count { return }
          y[i] = a * x[i] + y[i]
        }
        """
    ),
    Construct(
      title: "Attributes",
      text: """
        `.unchecked`, `.indices` (the default) and `.checked` choose the checks, `block:` the threads of a block, at most 1024.
        `sources:` has texts in CUDA C++, Metal or WGSL, written by hand, that devices of their language run in the place of the
        printed ones; actors have none, for their handlers are part of an engine's program.
        """,
      example: """
        @Kernel(.unchecked, block: (16, 16)) func scale(image: inout Field2D<Float>, by factor: Float) {
          let x = globalThreadIndex.x
          let y = globalThreadIndex.y
          guard x < image.width, y < image.height else { return }
          image[x, y] = image[x, y] * factor
        }
        """
    ),
    Construct(
      title: "Generic values",
      text: "A value parameter that the type of a parameter names is a constant when the kernel is compiled.",
      example: """
        @Kernel func polynomial<let degree: Int>(c: InlineArray<degree, Float>, y: inout MutableSpan<Float>) {
          let i = globalThreadIndex.x
          if i >= y.count { return }
          var sum: Float = 0
          for k in 0..<degree { sum = sum * y[i] + c[k] }
          y[i] = sum
        }
        """
    ),
    Construct(
      title: "Stencil kernels",
      text: """
        Run for every position that is at least `halo` away from the borders; `north` is y - 1, `west` x - 1, `down` z - 1, and
        `at(pos, dx, dy, dz)` any displacement within the halo. No access needs a check.
        """,
      example: """
        @StencilKernel(tile: (16, 16), halo: 1)
        func laplacian(p: Field2D<Float>, out: inout Field2D<Float>, at pos: GridPosition) {
          out[pos] = p.north(pos) + p.south(pos) + p.east(pos) + p.west(pos) - 4 * p[pos]
        }
        """
    ),
    Construct(
      title: "Device functions and structs",
      text: """
        Functions and types that kernels of every file use, with initialisers of their own or memberwise ones, default arguments
        and default values. No recursion, no generics over types.
        """,
      example: """
        @DeviceStruct struct Particle {
          var position: SIMD3<Float>
          var mass: Float
          func energy(_ speed: Float) -> Float { mass * speed * speed / 2 }
          mutating func move(by step: SIMD3<Float>) { position += step }
        }
        @DeviceFunction func bounded(_ v: Float, below limit: Float = 1) -> Float { min(max(v, 0), limit) }
        @Kernel func drift(all: inout MutableSpan<Particle>, speeds: inout MutableSpan<Float>, step: SIMD3<Float>) {
          let i = globalThreadIndex.x
          guard i < all.count, i < speeds.count else { return }
          all[i].move(by: step)
          speeds[i] = bounded(all[i].energy(speeds[i]))
        }
        """
    ),
    Construct(
      title: "Enums and static constants",
      text: """
        `@DeviceEnum` makes an enum with integer raw values known. A `static let` of any type is a constant where its value is a
        literal and its type a scalar.
        """,
      example: """
        @DeviceEnum enum Phase: UInt8 { case gas = 1, liquid, solid }
        enum Heat {
          static let melting: Float = 273.15
        }
        @Kernel func melt(phases: inout MutableSpan<Phase>, kelvins: Span<Float>) {
          let i = globalThreadIndex.x
          guard i < phases.count, i < kelvins.count else { return }
          if phases[i] == .solid && kelvins[i] >= Heat.melting { phases[i] = .liquid }
        }
        """
    ),
    Construct(
      title: "Handlers",
      text: """
        A struct with state and a handler per type of message. Helpers are its other methods. Loops need a bound. A failure has a
        text and at most two values.
        """,
      example: """
        @RingMessage struct Deposit {
          var account: UInt32
          var cents: Int32
        }
        @RingMessage struct Balance {
          var cents: Int32
        }
        @RingKernel struct Ledger {
          var balances = InlineArray<64, Int32>(repeating: 0)
          mutating func receive(_ deposit: Deposit, in context: inout RingContext) throws -> Balance {
            guard deposit.cents > 0 else { throw context.failure("\\(deposit.cents) cents are no deposit") }
            balances[Int(deposit.account)] += deposit.cents
            return Balance(cents: balances[Int(deposit.account)])
          }
        }
        """
    ),
    Construct(
      title: "Bounded arrays",
      text: """
        Handlers take, keep and give arrays with a count of their own. `append` says whether there was room; an index at or past
        the count is a failure, also where it is a literal.
        """,
      example: """
        @RingMessage struct Samples { var values: BoundedArray<8, Float> }
        @RingKernel struct Window {
          var last = BoundedArray<4, Float>(filler: 0)
          mutating func receive(_ samples: Samples, in context: inout RingContext) throws -> Samples {
            var answer = Samples(values: BoundedArray(filler: 0))
            for i in samples.values.indices where samples.values[i] > 0 {
              if !last.append(samples.values[i]) { last[i % last.capacity] = samples.values[i] }
              guard answer.values.append(last[last.count - 1]) else { throw context.failure("full at \\(i)") }
            }
            return answer
          }
        }
        """
    ),
    Construct(
      title: "Variables",
      text:
        "`let` and `var`, with or without a type; tuples are taken apart. A literal takes the type that is expected.",
      example: """
        @Kernel func halves(y: inout MutableSpan<Int32>) {
          let i = globalThreadIndex.x
          if i >= y.count { return }
          let (quotient, rest) = y[i].quotientAndRemainder(dividingBy: 2)
          var sum: Int32 = quotient
          sum += rest
          y[i] = sum
        }
        """
    ),
    Construct(
      title: "if, guard and switch",
      text: """
        Conditions are Booleans, separated by commas or joined by `&&` and `||`. `if` and `switch` are expressions as well. A
        switch is over integers, ranges, enums and tuples, with `where`, bindings and `fallthrough`.
        """,
      example: """
        @DeviceEnum enum Mode: UInt8 { case fast, exact }
        @Kernel func choose(y: inout MutableSpan<Int32>, mode: Mode) {
          let i = globalThreadIndex.x
          guard i < y.count else { return }
          let step: Int32 = if mode == .fast { 4 } else { 1 }
          switch (y[i], mode) {
          case (0, _): y[i] = step
          case (1...9, .fast): y[i] += step
          case (let v, .exact) where v > 100: y[i] = v - 100
          default: break
          }
        }
        """
    ),
    Construct(
      title: "Loops",
      text:
        "`for` over ranges, `stride` and `.indices`, with `where`; `while` and `repeat`; labels for `break` and `continue`.",
      example: """
        @Kernel func search(x: Span<Int32>, found: inout MutableSpan<Int32>, limit: Int32) {
          let i = globalThreadIndex.x
          if i >= found.count { return }
          var sum: Int32 = 0
          outer: for a in x.indices where x[a] > 0 {
            for b in stride(from: 0, to: x.count, by: 2) {
              sum &+= x[a] &* x[b]
              if sum > limit { break outer }
            }
          }
          while sum > 10 { sum /= 2 }
          found[i] = sum
        }
        """
    ),
    Construct(
      title: "Arithmetic and conversions",
      text: """
        Swift's operators on numbers, vectors, masks and Booleans ([all](#operators)). Numbers are converted by
        name: `T(x)` fails where x does not fit, `T(truncatingIfNeeded:)`, `T(clamping:)` and bit patterns never do.
        """,
      example: """
        @Kernel func hash(x: Span<Float>, y: inout MutableSpan<UInt32>) {
          let i = globalThreadIndex.x
          if i >= y.count { return }
          var h = x[i].bitPattern ^ UInt32(truncatingIfNeeded: i)
          h = (h ^ (h >> 16)) &* 0x45d9f3b
          y[i] = h << 3 | h >> 29
        }
        """
    ),
    Construct(
      title: "Shared memory and barriers",
      text: """
        Memory of a block, zero at its start. `barrier()` waits for every thread of the block, so every thread must meet it:
        conditions around it are the same for all of them.
        """,
      example: """
        @Kernel(block: 256) func sum(x: Span<Float>, sums: inout MutableSpan<Float>) {
          var tile = SharedArray<256, Float>()
          let i = globalThreadIndex.x
          let t = threadIndex.x
          if i < x.count { tile[t] = x[i] }
          barrier()
          var width = 128
          while width > 0 {
            if t < width { tile[t] += tile[t + width] }
            barrier()
            width /= 2
          }
          if t == 0 { sums[blockIndex.x] = tile[0] }
        }
        """
    ),
    Construct(
      title: "Handlers with a block of threads",
      text: """
        `@RingKernel(block: 64)` lets 64 threads run each handler of an actor, for one message after the other; without it a
        handler has one thread. `threadIndex.x`, `barrier()`, `SharedArray` and reductions are what they are in kernels; the
        block has one axis, of 1 to 1024 threads, and shared memory is zero at the start of each message. The message is the same
        for all threads. The state is memory of the block: a store that every thread makes is refused (`RK1135`), and what
        another thread stored is there behind a barrier. A condition around a barrier comes from the message or from a reduction,
        not from the state. What a handler does once a message, thread 0 does: it answers, emits, sends and ends the
        actor, where all threads come by or under `if threadIndex.x == 0` (`RK1137`); the returned value is its own. A launch
        takes the actor's block, and `context.blockSize` says it.
        """,
      example: """
        @RingMessage struct Samples {
          var values: InlineArray<64, Int32>
        }
        @RingMessage struct Extremes {
          var least: Int32
          var most: Int32
        }
        @RingKernel("waves", block: 64) struct Waves {
          var smooth = InlineArray<64, Int32>(repeating: 0)
          var messages: UInt32 = 0
          mutating func receive(_ samples: Samples, in context: inout RingContext) throws -> Extremes {
            var row = SharedArray<64, Int32>()
            let i = threadIndex.x
            row[i] = samples.values[i]
            barrier()
            smooth[i] = (row[max(i - 1, 0)] + 2 * row[i] + row[min(i + 1, 63)]) / 4
            if i == 0 { messages += 1 }
            return Extremes(least: blockReduceMin(smooth[i]), most: blockReduceMax(smooth[i]))
          }
        }
        """
    ),
    Construct(
      title: "Atomics, subgroups and reductions",
      text:
        "Atomics take a place and give its old value. Subgroup operations and reductions need every lane or thread.",
      example: """
        @Kernel func count(x: Span<Int32>, bins: inout MutableSpan<Int32>, total: inout MutableSpan<Int32>) {
          let i = globalThreadIndex.x
          var one: Int32 = 0
          if i < x.count {
            one = 1
            atomicAdd(&bins[Int(x[i] & 15)], 1)
          }
          let inBlock = blockReduceAdd(one)
          if threadIndex.x == 0 { atomicAdd(&total[0], inBlock) }
        }
        """
    ),
    Construct(
      title: "Indices",
      text: """
        `globalThreadIndex`, `threadIndex`, `blockIndex`, `blockSize` and `gridSize` have `.x .y .z`; `linearThreadIndex`,
        `laneIndex`, `subgroupIndex` and `subgroupSize` are plain. All are `Int`.
        """,
      example: """
        @Kernel func stripes(y: inout MutableSpan<Int32>) {
          let step = gridSize.x * blockSize.x
          for i in stride(from: globalThreadIndex.x, to: y.count, by: step) { y[i] = Int32(laneIndex) }
        }
        """
    ),
  ]
}
#endif
