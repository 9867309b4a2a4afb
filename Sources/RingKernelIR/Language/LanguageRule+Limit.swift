// Rules about sizes and the shape of kernels, actors and failures.
extension LanguageRule {
  package static let tooDeep = LanguageRule(
    1040,
    "Nesting has a limit",
    "Trees deeper than 100 are refused, so that no stage runs out of stack; use locals or device functions.",
    wrong: "let v = ‸n" + String(repeating: " + n", count: 450),
    right: "let v = n + 1"
  )
  package static let sharedMemory = LanguageRule(
    1112,
    "Too much shared memory",
    "The shared memory of a kernel takes at most 32 KiB, what every device has.",
    wrong: #"""
      @Kernel func keep(y: inout MutableSpan<Double>) {
        ‸var tile = SharedArray<16384, Double>()
        tile[threadIndex.x] = 0
      }
      """#,
    right: #"""
      @Kernel func keep(y: inout MutableSpan<Double>) {
        var tile = SharedArray<1024, Double>()
        tile[threadIndex.x] = 0
      }
      """#
  )
  package static let failureMessage = LanguageRule(
    1119,
    "Failure with too many values",
    "`context.failure(…)` takes literal text and at most two numbers; the device reports them, the host formats.",
    wrong: #"""
      @RingMessage struct Take {
        var cents: Int32
      }
      @RingKernel struct Till {
        var cents: Int32 = 0
        mutating func receive(_ take: Take, in context: inout RingContext) throws {
          if take.cents > cents { ‸throw context.failure("\(take.cents) of \(cents), \(cents + 1)") }
          cents -= take.cents
        }
      }
      """#,
    right: #"""
      @RingMessage struct Take {
        var cents: Int32
      }
      @RingKernel struct Till {
        var cents: Int32 = 0
        mutating func receive(_ take: Take, in context: inout RingContext) throws {
          if take.cents > cents { throw context.failure("\(take.cents) of \(cents)") }
          cents -= take.cents
        }
      }
      """#
  )
  package static let constantIndex = LanguageRule(
    1120,
    "Constant index out of range",
    "A constant index is inside of the array, the vector or the shared memory.",
    wrong: #"""
      var a = InlineArray<4, Int32>(repeating: 0)
      ‸a[4] = 1
      """#,
    right: #"""
      var a = InlineArray<4, Int32>(repeating: 0)
      a[3] = 1
      """#
  )
  package static let tooLarge = LanguageRule(
    1121,
    "Kernel too large",
    "A kernel lowers to at most 100,000 statements; a switch has at most 128 cases; a local takes at most 64 KiB.",
    wrong: "‸var a = InlineArray<100_000, Double>(repeating: 0)",
    right: "var a = InlineArray<1_000, Double>(repeating: 0)"
  )
  package static let stencil = LanguageRule(
    1127,
    "Stencil kernel without position or field",
    "A stencil kernel takes at least one field and `at pos: GridPosition`; fields have one rank; a halo is not negative.",
    wrong: #"""
      @StencilKernel(tile: (16, 16), halo: 1)
      ‸func smooth(p: Field2D<Float>, out: inout Field2D<Float>) {
      }
      """#,
    right: #"""
      @StencilKernel(tile: (16, 16), halo: 1)
      func smooth(p: Field2D<Float>, out: inout Field2D<Float>, at pos: GridPosition) {
        out[pos] = p.north(pos)
      }
      """#
  )
  package static let handler = LanguageRule(
    1128,
    "Shape of a handler",
    "A handler takes a message and the context, `receive(_ message: M, in context: inout RingContext)`, and answers with a message or nothing.",
    wrong: #"""
      @RingKernel struct Till {
        var cents: Int32 = 0
        mutating ‸func receive(_ taken: Int32, in context: inout RingContext) {
          cents -= taken
        }
      }
      """#,
    right: #"""
      @RingMessage struct Take {
        var cents: Int32
      }
      @RingKernel struct Till {
        var cents: Int32 = 0
        mutating func receive(_ take: Take, in context: inout RingContext) {
          cents -= take.cents
        }
      }
      """#
  )
  package static let entryParameter = LanguageRule(
    1129,
    "Parameter of a kernel",
    "A kernel takes buffers, scalars, vectors and structs; only buffers may be `inout`.",
    wrong: #"""
      @Kernel func load(‸x: inout Float) {
      }
      """#,
    right: #"""
      @Kernel func load(x: Float) {
      }
      """#,
    fixIt: "remove 'inout'"
  )
  package static let joinPlace = LanguageRule(
    2201,
    "Barrier or shared memory out of place",
    "Barriers and shared memory stand in the kernel or the handler itself, in no function that it calls. Barriers stand in no `switch`, no `where` and no condition of `else if` or `repeat`: the CPU runs the threads of a block in turn from barrier to barrier.",
    wrong: #"""
      @DeviceFunction func meet(_ v: Float) -> Float {
        ‸barrier()
        return v
      }
      @Kernel func use(y: inout MutableSpan<Float>) {
        let i = globalThreadIndex.x
        let v = meet(1)
        if i < y.count { y[i] = v }
      }
      """#,
    right: #"""
      @DeviceFunction func same(_ v: Float) -> Float { v }
      @Kernel func use(y: inout MutableSpan<Float>) {
        let i = globalThreadIndex.x
        barrier()
        let v = same(1)
        if i < y.count { y[i] = v }
      }
      """#
  )
  package static let sharedScope = LanguageRule(
    1133,
    "Shared memory outside of a kernel",
    "Shared memory is declared with `var` in a kernel or in a handler with a block of threads (`@RingKernel(block: 64)`).",
    wrong: #"""
      @RingMessage struct Take {
        var cents: Int32
      }
      @RingKernel struct Till {
        var cents: Int32 = 0
        mutating func receive(_ take: Take, in context: inout RingContext) throws {
          ‸var tile = SharedArray<16, Int32>()
          cents -= take.cents
        }
      }
      """#,
    right: #"""
      @RingMessage struct Take {
        var cents: Int32
      }
      @RingKernel struct Till {
        var cents: Int32 = 0
        mutating func receive(_ take: Take, in context: inout RingContext) throws {
          var tile = InlineArray<16, Int32>(repeating: 0)
          tile[0] = take.cents
          cents -= tile[0]
        }
      }
      """#
  )

  static let limitRules = [
    tooDeep, sharedMemory, failureMessage, constantIndex, tooLarge, stencil, handler, entryParameter, sharedScope,
    joinPlace,
  ]
}
