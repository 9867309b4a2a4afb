// swift-tools-version: 6.2
// Coverage-guided fuzzing with libFuzzer: `Scripts/fuzz [SECONDS]` builds and runs every target.
import PackageDescription

let instrument: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .unsafeFlags(["-sanitize=fuzzer,address", "-parse-as-library"]),
]
let link: [LinkerSetting] = [.unsafeFlags(["-sanitize=fuzzer,address", "-use-ld=lld"])]

let package = Package(
  name: "Fuzz",
  dependencies: [.package(name: "RingKernel", path: "..", traits: [])],
  targets: ["FuzzMessage", "FuzzCSV", "FuzzTree"].map { name in
    .executableTarget(
      name: name,
      dependencies: [
        .product(name: "RingKernelHost", package: "RingKernel"),
        .product(name: "TransactionMonitor", package: "RingKernel"),
        .product(name: "RingKernelCompiler", package: "RingKernel"),
      ],
      swiftSettings: instrument,
      linkerSettings: link
    )
  }
)
