#if Macros
import Foundation
import RingKernel
import RingKernelConformance
import RingKernelDevice
import RingKernelKernelTesting
import Testing

@StencilKernel(tile: (8, 4, 2), halo: 1)
func waves(now: Field3D<Float>, before: Field3D<Float>, next: inout Field3D<Float>, at pos: GridPosition) {
  let flat = (now.west(pos) + now.east(pos)) + (now.north(pos) + now.south(pos))
  let sum = flat + (now.down(pos) + now.up(pos))
  next[pos] = 2 * now[pos] - before[pos] + 0.1 * (sum - 6 * now[pos])
}

/// The field that the actors of the conformance kit move on, by other means.
@Suite(.timeLimit(.minutes(20))) struct WaveTests {
  static let steps = 25

  /// The bits of the cells after all steps, a launch a step.
  private func launched(_ field: WaveField, on device: any ComputeDevice) async throws -> [UInt32] {
    let size = field.size
    var (now, before, next) = (
      try device.field(of: Float.self, width: size.x, height: size.y, depth: size.z),
      try device.field(of: Float.self, width: size.x, height: size.y, depth: size.z),
      try device.field(of: Float.self, width: size.x, height: size.y, depth: size.z)
    )
    try now.write(field.now)
    try before.write(field.before)
    for _ in 0..<Self.steps {
      try await device.launch(waves(now: now, before: before, next: next))
      (now, before, next) = (next, now, before)
    }
    return try await now.read().map(\.bitPattern)
  }

  @Test(arguments: [WavePlace(2, 2, 2), WavePlace(3, 2, 1)])
  func `launches of a stencil kernel give the bits of one loop`(boxes: WavePlace) async throws {
    var field = WaveField(boxes: boxes)
    let found = try await launched(field, on: CPUDevice())
    field.move(steps: Self.steps)
    #expect(found == field.now.map(\.bitPattern))
  }

  @Test(.enabled(if: SoftwareVulkan.swiftshader.absence == nil, "Scripts/get-tools fetches SwiftShader"))
  func `launches on WebGPU give the bits of one loop`() async throws {
    var field = WaveField(boxes: WavePlace(2, 2, 2))
    let found = try await launched(field, on: try WebGPULaunchTests.device())
    field.move(steps: Self.steps)
    #expect(found == field.now.map(\.bitPattern))
  }

  @Test(.enabled(if: Tool.python.isPresent, "Scripts/get-tools fetches numpy"))
  func `the loop agrees with numpy in double precision`() throws {
    let python = try #require(Tool.python.file("python"))
    var field = WaveField(boxes: WavePlace(3, 2, 2))
    func words(_ cells: [Float]) -> String { cells.map { String($0.bitPattern, radix: 16) }.joined(separator: " ") }
    let first = [words(field.now), words(field.before)]
    field.move(steps: Self.steps)
    let sizes = "\(field.size.x) \(field.size.y) \(field.size.z) \(Self.steps)"
    let input = ([sizes] + first + [words(field.now)]).joined(separator: "\n")
    let script = Tool.root.appending(path: "Scripts/wave-reference").path()
    let (status, output) = try runTool(python, [script], input: Data(input.utf8))
    let numbers = output.split(separator: " ").compactMap { Double($0.trimmingCharacters(in: .newlines)) }
    try #require(status == 0 && numbers.count == 2, "\(output)")
    #expect(numbers[0] > 0.5, "the field lies still")
    // 25 steps round seven times each, by half a unit of numbers below 2, which is 2^-24.
    #expect(numbers[1] < 25 * 7 * 0x1p-24)
    #expect(numbers[1] > 0, "the same numbers in single and double precision")
  }
}
#endif
