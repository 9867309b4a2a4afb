// swift-tools-version: 6.2
// A package of its own, so that nobody who uses RingKernel fetches what only benchmarks need.
// The traits are empty: swift-syntax is neither fetched nor built.
import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InferIsolatedConformances"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .enableUpcomingFeature("ImmutableWeakCaptures"),
]

let host: Target.Dependency = .product(name: "RingKernelHost", package: "RingKernel")
let channels: Target.Dependency = .product(name: "AsyncAlgorithms", package: "swift-async-algorithms")

let package = Package(
  name: "Benchmarks",
  platforms: [.macOS(.v26)],
  products: [.library(name: "BenchSupport", targets: ["BenchSupport"])],
  dependencies: [
    .package(name: "RingKernel", path: "..", traits: []),
    .package(url: "https://github.com/apple/swift-async-algorithms.git", from: "1.0.0"),
  ],
  targets: [
    .target(name: "CBenchSupport"),
    .target(name: "BenchSupport", dependencies: ["CBenchSupport"], swiftSettings: settings),
    .executableTarget(name: "RingBench", dependencies: ["BenchSupport", host], swiftSettings: settings),
    .executableTarget(
      name: "SwiftPeers",
      dependencies: ["BenchSupport", channels],
      path: "Peers/Swift",
      swiftSettings: settings
    ),
    // What macros gave, built and run where there are none: the files of the package's own tests, under their module's name.
    .testTarget(
      name: "RingKernelMacroTests",
      dependencies: [.product(name: "RingKernel", package: "RingKernel")],
      path: "Tests/WithoutMacros",
      swiftSettings: settings
    ),
  ]
)
