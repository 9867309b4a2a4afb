import RingKernel
let device = CPUDevice()
func time(_ name: String, _ cells: Int, _ body: () async throws -> Void) async throws {
  var best = Double.infinity
  for _ in 0..<20 {
    let start = ContinuousClock.now
    try await body()
    let d = start.duration(to: .now)
    best = min(best, Double(d.components.attoseconds) / 1e9 / Double(cells))
  }
  print(name, best, "ns per cell", 1 / best, "G/s")
}
let n = 1 << 20
let x = try device.buffer([Float](repeating: 1, count: n))
let y = try device.buffer([Float](repeating: 1, count: n))
try await time("saxpy", n) { try await device.launch(saxpy(x: x, y: y, a: 2), threads: n) }
let p = try device.field(of: Float.self, width: 1024, height: 1024)
let q = try device.field(of: Float.self, width: 1024, height: 1024)
try await time("five", n) { try await device.launch(fivePoint(p: p, out: q)) }
let p3 = try device.field(of: Float.self, width: 256, height: 256, depth: 256)
let q3 = try device.field(of: Float.self, width: 256, height: 256, depth: 256)
try await time("seven", 1 << 24) { try await device.launch(sevenPoint(p: p3, out: q3)) }
let sums = try device.buffer(of: Float.self, count: n / 256)
try await time("blockSum", n) { try await device.launch(blockSum(x: x, sums: sums), threads: n) }
let a = try device.field(of: Float.self, width: 512, height: 512)
let b = try device.field(of: Float.self, width: 512, height: 512)
let c = try device.field(of: Float.self, width: 512, height: 512)
try await time("multiply", 512 * 512 * 512) { try await device.launch(multiply(a: a, b: b, c: c), threads: 512, 512) }
