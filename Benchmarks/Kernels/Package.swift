// swift-tools-version: 6.2
// A package of its own, because kernels need the macros and the other benchmarks are built without swift-syntax.
import PackageDescription

let package = Package(
  name: "Kernels",
  platforms: [.macOS(.v26)],
  dependencies: [
    .package(name: "RingKernel", path: "../.."),
    .package(name: "Benchmarks", path: ".."),
  ],
  targets: [
    .executableTarget(
      name: "KernelBench",
      dependencies: [
        .product(name: "RingKernel", package: "RingKernel"),
        .product(name: "RingKernelKernelTesting", package: "RingKernel"),
        .product(name: "BenchSupport", package: "Benchmarks"),
      ],
      swiftSettings: [
        .swiftLanguageMode(.v6), .strictMemorySafety(), .treatAllWarnings(as: .error),
        .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
      ]
    )
  ]
)
