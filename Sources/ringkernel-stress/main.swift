import RingKernelHost
import RingKernelStress

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#endif

let usage = """
  usage: ringkernel-stress [NAMES] [--scale N] [--backend cpu|cuda|webgpu]
         ringkernel-stress planted-race

  Runs the named stress cases, or all. N is a factor of the full size (1); 0.02 suits the thread sanitizer.
  With a backend: what an engine is put through, on this one.
  planted-race runs a ring with a known race, for the sanitizer to report.
  Exit code: 0 all passed, 1 some failed, 2 wrong arguments.

  """ + (StressCase.all + StressCase.devices(.cuda)).map { "  \($0.name.padded(to: 12))\($0.abstract)\n" }.joined()

var names: [String] = []
var cases = StressCase.all
var scale = 1.0
var rest = CommandLine.arguments.dropFirst()
while let argument = rest.popFirst() {
  switch argument {
  case "--scale":
    guard let text = rest.popFirst(), let number = Double(text), number > 0, number <= 1000 else {
      print(usage)
      exit(2)
    }
    scale = number
  case "--backend":
    switch rest.popFirst() {
    case "cpu": cases = StressCase.on(.cpu)
    case "cuda": cases = StressCase.on(.cuda)
    case "webgpu": cases = StressCase.on(.webgpu)
    default:
      print(usage)
      exit(2)
    }
  case "planted-race":
    let sum = try PlantedRace.run(count: 100_000)
    print("planted-race: sum \(sum)")
    exit(0)
  default:
    guard StressCase.on(.cpu).contains(where: { $0.name == argument }) || cases.contains(where: { $0.name == argument })
    else {
      print(usage)
      exit(argument == "--help" ? 0 : 2)
    }
    names.append(argument)
  }
}

let chosen = cases.filter { names.isEmpty || names.contains($0.name) }
var failed = 0
for one in chosen {
  let clock = ContinuousClock()
  let start = clock.now
  do {
    let done = try await one.run(scale)
    print("\(one.name.padded(to: 12))passed  \(done), \((clock.now - start).formattedSeconds) s")
  } catch {
    failed += 1
    print("\(one.name.padded(to: 12))FAILED  \(error)")
  }
}
print("\(chosen.count - failed) passed, \(failed) failed")
exit(failed == 0 ? 0 : 1)

extension String {
  func padded(to width: Int) -> String { self + String(repeating: " ", count: max(1, width - count)) }
}

extension Duration {
  var formattedSeconds: String {
    let hundredths = Int(self / .milliseconds(10))
    let fraction = hundredths % 100
    return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
  }
}
