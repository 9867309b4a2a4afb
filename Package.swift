// swift-tools-version: 6.2
// Targets are rows of one table; every row gets the same settings. `Scripts/check-arrows` holds the table
// of allowed arrows and compares it with what this manifest describes.
import CompilerPluginSupport
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

// `RK_OPTIMIZE=1` optimizes the interpreter of kernels in debug builds too: tests spend half their time there. Not
// without it, because nobody may depend on a package that sets such a flag.
let optimized: [SwiftSetting] =
  Context.environment["RK_OPTIMIZE"] == nil ? [] : [.unsafeFlags(["-O"], .when(configuration: .debug))]
let optimizedRows: Set = ["RingKernelInterpreter"]

/// What a row of the table builds.
enum Kind { case library, executable, plugin, test }

struct Row {
  var name: String
  var kind: Kind
  var uses: [Target.Dependency]
  var excluded: [String] = []
}

func syntax(_ product: String) -> Target.Dependency {
  .product(name: product, package: "swift-syntax", condition: .when(traits: ["Macros"]))
}
let macros: Target.Dependency = .target(name: "RingKernelDSL", condition: .when(traits: ["Macros"]))
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let metrics: Target.Dependency = .product(name: "CoreMetrics", package: "swift-metrics")
let metricsTestKit: Target.Dependency = .product(name: "MetricsTestKit", package: "swift-metrics")
let inMemoryLogging: Target.Dependency = .product(name: "InMemoryLogging", package: "swift-log")
let histogram: Target.Dependency = .product(name: "Histogram", package: "hdrhistogram-swift")

let rows: [Row] = [
  // Run time, from the layouts up.
  Row(name: "RingKernelABI", kind: .library, uses: ["CRingKernel"]),
  // What kernel code calls, and what runs it on the CPU; macros print code that uses it.
  Row(name: "RingKernelCompute", kind: .library, uses: ["RingKernelABI"]),
  Row(name: "RingKernelCore", kind: .library, uses: ["RingKernelABI", "RingKernelCompute"]),
  Row(name: "RingKernelCPU", kind: .library, uses: ["RingKernelCore", "RingKernelABI"]),
  // The kernel compiler: syntax tree to typed IR to dialects; no swift-syntax, nothing of the run time.
  Row(name: "RingKernelIR", kind: .library, uses: []),
  Row(name: "RingKernelRender", kind: .library, uses: ["RingKernelIR"]),
  // The executable definition of the kernel language.
  Row(name: "RingKernelInterpreter", kind: .library, uses: ["RingKernelIR"]),

  // Kernels as macros ship them, memory of devices, typed launches.
  Row(
    name: "RingKernelDevice",
    kind: .library,
    uses: ["RingKernelCompute", "RingKernelCore", "RingKernelIR", "RingKernelInterpreter", "RingKernelRender"]
  ),

  // Actors on a device: the courier between their cells and the epochs of the device.
  Row(
    name: "RingKernelEngine",
    kind: .library,
    uses: [
      "RingKernelDevice", "RingKernelRender", "RingKernelIR", "RingKernelCompute", "RingKernelCore", "RingKernelABI",
    ]
  ),

  // WebGPU, by a library that is loaded at run time.
  Row(
    name: "RingKernelWebGPU",
    kind: .library,
    uses: [
      "CWebGPU", "RingKernelEngine", "RingKernelDevice", "RingKernelRender", "RingKernelIR", "RingKernelCompute",
      "RingKernelCore", "RingKernelABI",
    ]
  ),

  // The public runtime: chooses the backend, logs, measures.
  Row(
    name: "RingKernelHost",
    kind: .library,
    uses: [
      "RingKernelWebGPU", "RingKernelCUDA", "RingKernelEngine", "RingKernelCPU", "RingKernelCore", "RingKernelABI",
      logging, metrics, histogram,
    ]
  ),

  // CUDA: driver and NVRTC, loaded at run time.
  Row(
    name: "RingKernelCUDA",
    kind: .library,
    uses: [
      "CCUDA", "RingKernelEngine", "RingKernelDevice", "RingKernelRender", "RingKernelIR", "RingKernelCompute",
      "RingKernelCore", "RingKernelABI",
    ]
  ),

  // Macros: the only rows that reach swift-syntax.
  Row(
    name: "RingKernelSyntax",
    kind: .library,
    uses: [
      "RingKernelIR", syntax("SwiftSyntax"), syntax("SwiftSyntaxBuilder"), syntax("SwiftSyntaxMacros"),
      syntax("SwiftDiagnostics"), syntax("SwiftParser"), syntax("SwiftOperators"),
    ]
  ),
  Row(
    name: "RingKernelMacros",
    kind: .plugin,
    uses: [
      .target(name: "RingKernelSyntax", condition: .when(traits: ["Macros"])),
      syntax("SwiftSyntax"), syntax("SwiftSyntaxBuilder"), syntax("SwiftSyntaxMacros"), syntax("SwiftCompilerPlugin"),
    ]
  ),
  Row(
    name: "RingKernelDSL",
    kind: .library,
    uses: [
      "RingKernelCompute", "RingKernelCore", "RingKernelDevice",
      .target(name: "RingKernelMacros", condition: .when(traits: ["Macros"])),
    ]
  ),
  Row(name: "RingKernel", kind: .library, uses: ["RingKernelHost", macros]),

  // Checks that ship: conformance for any backend, stress, a checker of histories.
  Row(
    name: "RingKernelConformance",
    kind: .library,
    uses: ["RingKernelHost", "RingKernelCompute", "RingKernelCore", "RingKernelABI", logging]
  ),
  Row(name: "RingKernelTesting", kind: .library, uses: ["RingKernelCore", "RingKernelABI"]),
  Row(
    name: "RingKernelStress",
    kind: .library,
    uses: [
      "RingKernelConformance", "RingKernelTesting", "RingKernelHost", "RingKernelCompute", "RingKernelCore",
      "RingKernelABI", logging,
    ]
  ),
  // What the tests of the kernel compiler check with: NVRTC, Tint, WebGPU on software Vulkan, a corpus, random kernels.
  Row(
    name: "RingKernelKernelTesting",
    kind: .library,
    uses: [
      "RingKernelIR", "RingKernelInterpreter", "RingKernelCompute", "RingKernelRender", "RingKernelWebGPU",
      "RingKernelCUDA", "RingKernelCore", "RingKernelTesting",
    ]
  ),
  Row(
    name: "ringkernel-codegen",
    kind: .executable,
    uses: [
      "RingKernelIR", "RingKernelRender", .target(name: "RingKernelSyntax", condition: .when(traits: ["Macros"])),
      arguments,
    ]
  ),
  Row(
    name: "ringkernel-fuzz",
    kind: .executable,
    uses: [
      "RingKernelKernelTesting", "RingKernelTesting", "RingKernelIR", "RingKernelRender",
      .target(name: "RingKernelSyntax", condition: .when(traits: ["Macros"])), arguments,
    ]
  ),
  Row(name: "ringkernel-kernels", kind: .executable, uses: ["RingKernelKernelTesting", "RingKernelIR", arguments]),
  Row(name: "ringkernel-stress", kind: .executable, uses: ["RingKernelStress", "RingKernelHost"]),

  // The demo and the command-line tool.
  Row(
    name: "TransactionMonitor",
    kind: .library,
    uses: ["RingKernelHost", "RingKernelCompute", "RingKernelCore", "RingKernelABI", logging]
  ),
  Row(
    name: "RingKernelBench",
    kind: .library,
    uses: ["RingKernelHost", "RingKernelCUDA", "RingKernelCompute", "RingKernelCore", "RingKernelABI"]
  ),
  // What both tools print; no package in it imports Foundation.
  Row(
    name: "RingKernelConsole",
    kind: .library,
    uses: [
      "RingKernelHost", "RingKernelCPU", "RingKernelCUDA", "RingKernelCore", "RingKernelABI", "RingKernelBench",
      "TransactionMonitor", "RingKernelConformance", logging,
    ]
  ),
  Row(
    name: "ringkernel",
    kind: .executable,
    uses: [
      "RingKernelConsole", "RingKernelHost", "RingKernelCPU", "RingKernelCore", "RingKernelABI", "RingKernelBench",
      "TransactionMonitor", "RingKernelConformance", "RingKernelRender", arguments,
    ]
  ),
  // The part of it that is carried to a machine with a GPU: without the package that reads command lines.
  Row(
    name: "ringkernel-gpu",
    kind: .executable,
    uses: ["RingKernelConsole", "RingKernelHost", "RingKernelBench", "TransactionMonitor"]
  ),

  // The program of the README; its test compares the two and runs it.
  Row(name: "QuickStart", kind: .executable, uses: ["RingKernel"]),

  // Tests.
  Row(
    name: "ReadmeTests",
    kind: .test,
    uses: ["QuickStart", "RingKernelHost", "RingKernelCore", "RingKernelIR"]
  ),
  Row(name: "RingKernelCoreTests", kind: .test, uses: ["RingKernelCore", "RingKernelABI", "RingKernelTesting"]),
  Row(
    name: "RingKernelHostTests",
    kind: .test,
    uses: [
      "RingKernelHost", "RingKernelConformance", "RingKernelStress", logging, metrics, metricsTestKit, inMemoryLogging,
    ]
  ),
  Row(name: "RingKernelIRTests", kind: .test, uses: ["RingKernelIR", "RingKernelInterpreter"]),
  Row(
    name: "RingKernelComputeTests",
    kind: .test,
    uses: ["RingKernelCompute", "RingKernelKernelTesting", "RingKernelIR"]
  ),
  Row(name: "RingKernelRenderTests", kind: .test, uses: ["RingKernelRender", "RingKernelIR"]),
  Row(
    name: "RingKernelKernelTests",
    kind: .test,
    uses: [
      .target(name: "RingKernelSyntax", condition: .when(traits: ["Macros"])), "RingKernelKernelTesting",
      "RingKernelWebGPU", "RingKernelCUDA", "RingKernelRender", "RingKernelInterpreter", "RingKernelIR",
    ]
  ),
  Row(
    name: "RingKernelDeviceTests",
    kind: .test,
    uses: [
      "RingKernel", "RingKernelDevice", "RingKernelWebGPU", "RingKernelCUDA", "RingKernelKernelTesting",
      "RingKernelConformance", "RingKernelStress", "RingKernelHost",
      "RingKernelRender", "RingKernelInterpreter", "RingKernelIR", "RingKernelCore", "RingKernelCompute",
    ]
  ),
  Row(
    name: "RingKernelCUDATests",
    kind: .test,
    uses: [
      "RingKernelCUDA", "RingKernelEngine", "RingKernelBench", "RingKernelRender", "RingKernelKernelTesting",
      "RingKernelCompute", "RingKernelCore",
    ]
  ),
  Row(
    name: "RingKernelWebGPUTests",
    kind: .test,
    uses: [
      "RingKernel", "RingKernelHost", "RingKernelEngine", "RingKernelDevice", "RingKernelWebGPU",
      "RingKernelKernelTesting", "RingKernelCore",
    ]
  ),
  Row(
    name: "RingKernelEngineTests",
    kind: .test,
    uses: [
      "RingKernelEngine", "RingKernelWebGPU", "RingKernelRender", "RingKernelHost", "RingKernelConformance",
      "RingKernelKernelTesting", "RingKernelCore",
    ]
  ),
  Row(
    name: "RingKernelResidentTests",
    kind: .test,
    uses: [
      "RingKernel", "RingKernelHost", "RingKernelEngine", "RingKernelCUDA", "RingKernelDevice", "RingKernelRender",
      "RingKernelIR",
      "RingKernelConformance", "RingKernelStress", "TransactionMonitor", "RingKernelKernelTesting", "RingKernelCore",
      "RingKernelABI",
    ]
  ),
  Row(name: "RingKernelTestingTests", kind: .test, uses: ["RingKernelTesting"]),
  Row(name: "ConformanceTests", kind: .test, uses: ["RingKernelConformance", "RingKernelHost"]),
  Row(name: "MisuseTests", kind: .test, uses: ["RingKernelHost", "RingKernelConformance", "RingKernelCore"]),
  Row(
    name: "TransactionMonitorTests",
    kind: .test,
    uses: [
      "TransactionMonitor", "RingKernelHost", "RingKernelDevice", "RingKernelInterpreter", "RingKernelIR",
      "RingKernelCore",
    ]
  ),
  Row(
    name: "CLITests",
    kind: .test,
    uses: [
      "ringkernel", "ringkernel-gpu", "ringkernel-codegen", "ringkernel-fuzz", "RingKernelHost",
      "RingKernelConformance",
      "RingKernelRender", "RingKernelKernelTesting",
    ]
  ),
  Row(
    name: "RingKernelMacroTests",
    kind: .test,
    uses: [
      "RingKernel", "RingKernelCore", "RingKernelCompute", "RingKernelIR",
      .target(name: "RingKernelSyntax", condition: .when(traits: ["Macros"])),
      syntax("SwiftSyntax"), syntax("SwiftSyntaxBuilder"), syntax("SwiftParser"), syntax("SwiftDiagnostics"),
      syntax("SwiftSyntaxMacros"), syntax("SwiftSyntaxMacroExpansion"), syntax("SwiftSyntaxMacrosGenericTestSupport"),
    ]
  ),
]

func target(_ row: Row) -> Target {
  let settings = settings + (optimizedRows.contains(row.name) ? optimized : [])
  return switch row.kind {
  case .library:
    .target(name: row.name, dependencies: row.uses, exclude: row.excluded, swiftSettings: settings)
  case .executable:
    .executableTarget(name: row.name, dependencies: row.uses, exclude: row.excluded, swiftSettings: settings)
  case .plugin:
    .macro(name: row.name, dependencies: row.uses, exclude: row.excluded, swiftSettings: settings)
  case .test:
    .testTarget(name: row.name, dependencies: row.uses, exclude: row.excluded, swiftSettings: settings)
  }
}

let package = Package(
  name: "RingKernel",
  platforms: [.macOS(.v26)],
  products: [
    .library(name: "RingKernel", targets: ["RingKernel"]),
    // The core is named so that nested packages that inline its rings are rebuilt when it changes.
    .library(name: "RingKernelHost", targets: ["RingKernelHost", "RingKernelCore"]),
    .library(name: "RingKernelConformance", targets: ["RingKernelConformance"]),
    // What files that `ringkernel-codegen --emit swift` writes use, and the compiler behind it, without macros.
    .library(name: "RingKernelDevice", targets: ["RingKernelDevice", "RingKernelCompute"]),
    .library(name: "RingKernelCUDA", targets: ["RingKernelCUDA"]),
    .library(name: "RingKernelCompiler", targets: ["RingKernelIR", "RingKernelRender", "RingKernelInterpreter"]),
    // What benchmarks need to compile kernels for devices that are not there.
    .library(
      name: "RingKernelKernelTesting",
      targets: ["RingKernelKernelTesting", "RingKernelWebGPU", "RingKernelDevice", "RingKernelRender"]
    ),
    .library(name: "TransactionMonitor", targets: ["TransactionMonitor"]),
    .executable(name: "ringkernel", targets: ["ringkernel"]),
  ],
  traits: [
    .trait(name: "Macros", description: "@RingMessage and @RingKernel; fetches and builds swift-syntax."),
    .default(enabledTraits: ["Macros"]),
  ],
  dependencies: [
    .package(url: "https://github.com/swiftlang/swift-syntax", from: "603.0.1"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
    .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", from: "0.2.0"),
  ],
  targets: [.target(name: "CRingKernel"), .target(name: "CWebGPU"), .target(name: "CCUDA")] + rows.map(target)
)
