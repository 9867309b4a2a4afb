#if Macros
import RingKernel
import RingKernelCore
import RingKernelDevice
import Testing

@DeviceStruct struct Line {
  var slope: Float
  var offset: Float
}

/// Puts numbers on a line; where the text written by hand runs, a hundred higher.
@Kernel(
  sources: [
    .msl(
      """
      #include <metal_stdlib>
      using namespace metal;
      struct Line { float slope; float offset; };
      struct rk_arguments { uint xs; uint ys; Line line; int shift; };
      kernel void by_hand(device const float* x [[buffer(0)]], device float* y [[buffer(1)]],
                          constant rk_arguments& words [[buffer(2)]], device uint* record [[buffer(3)]],
                          uint3 i [[thread_position_in_grid]]) {
        if (i.x < words.ys) y[i.x] = words.line.slope * x[i.x] + words.line.offset + float(words.shift) + 100.0f;
      }
      """,
      entry: "by_hand"
    )
  ]
)
func onLine(x: Span<Float>, y: inout MutableSpan<Float>, line: Line, shift: Int32) {
  let i = globalThreadIndex.x
  if i < y.count { y[i] = line.slope * x[i] + line.offset + Float(shift) }
}

/// Copies its neighbour; where the text written by hand runs, its negative.
@StencilKernel(
  tile: (8, 8),
  halo: 1,
  sources: [
    .msl(
      """
      #include <metal_stdlib>
      using namespace metal;
      struct rk_arguments { uint pw; uint ph; uint ow; uint oh; };
      kernel void by_hand(device const float* p [[buffer(0)]], device float* out [[buffer(1)]],
                          constant rk_arguments& words [[buffer(2)]], device uint* record [[buffer(3)]],
                          uint3 i [[thread_position_in_grid]]) {
        uint x = i.x + 1, y = i.y + 1;
        if (x + 1 < words.pw && y + 1 < words.ph) out[y * words.ow + x] = -p[(y - 1) * words.pw + x];
      }
      """,
      entry: "by_hand"
    )
  ]
)
func fromNorth(p: Field2D<Float>, out: inout Field2D<Float>, at pos: GridPosition) { out[pos] = p.north(pos) }

/// Takes a number from a place that may not be there.
@Kernel(
  .checked,
  sources: [
    .msl(
      """
      #include <metal_stdlib>
      using namespace metal;
      struct rk_arguments { uint ys; int place; };
      kernel void by_hand(device int* y [[buffer(0)]], constant rk_arguments& words [[buffer(1)]],
                          device uint* record [[buffer(2)]], uint3 i [[thread_position_in_grid]]) {
        if (words.place >= 0 && uint(words.place) < words.ys) { y[0] = y[words.place]; return; }
        record[0] = 1; record[1] = 0; record[2] = i.x;
        record[4] = uint(words.place); record[5] = words.place < 0 ? ~0u : 0u; record[6] = words.ys; record[7] = 0;
      }
      """,
      entry: "by_hand"
    )
  ]
)
func take(y: inout MutableSpan<Int32>, place: Int32) {
  if globalThreadIndex.x == 0 { y[0] = y[Int(place)] }
}

@Suite(.timeLimit(.minutes(10)))
struct HandWrittenTests {
  @Test func `a text for Metal takes scalars and structs as the printed one does`() async throws {
    for (device, more) in [(try EmulatedMetal() as any ComputeDevice, 100 as Float), (CPUDevice(), 0)] {
      let x = try device.buffer([1, 2, 3] as [Float])
      let y = try device.buffer(of: Float.self, count: 3)
      try await device.launch(onLine(x: x, y: y, line: Line(slope: 10, offset: 0.5), shift: -2), threads: 3)
      #expect(try await y.read() == [8.5 + more, 18.5 + more, 28.5 + more], "\(device.name)")
    }
  }

  @Test func `a stencil kernel has a text written by hand as well`() async throws {
    for (device, sign) in [(try EmulatedMetal() as any ComputeDevice, -1 as Float), (CPUDevice(), 1)] {
      let (width, height) = (19, 13)
      let p = try device.field(of: Float.self, width: width, height: height)
      let out = try device.field(of: Float.self, width: width, height: height)
      try p.write((0..<width * height).map(Float.init))
      try await device.launch(fromNorth(p: p, out: out))
      let found = try await out.read()
      for y in 0..<height {
        for x in 0..<width {
          let isInside = (1..<width - 1).contains(x) && (1..<height - 1).contains(y)
          #expect(found[y * width + x] == (isInside ? sign * Float((y - 1) * width + x) : 0), "\(x) \(y)")
        }
      }
    }
  }

  @Test(arguments: [7, -3] as [Int32])
  func `a text written by hand reports a failure through the record`(place: Int32) async throws {
    for device in [try EmulatedMetal() as any ComputeDevice, CPUDevice()] {
      let y = try device.buffer([1, 2, 3] as [Int32])
      try await device.launch(take(y: y, place: 2), threads: 1)
      #expect(try await y.read() == [3, 2, 3])
      let error = await #expect(throws: RingKernelError.self) {
        try await device.launch(take(y: y, place: place), threads: 1)
      }
      #expect(error?.code == .kernelFailed && error?.kernel == "take", "\(device.name)")
      #expect(
        error?.failure?.code == .indexOutOfRange && error?.detail.contains("\(place)") == true,
        "\(error?.detail ?? "")"
      )
    }
  }
}
#endif
