internal import Foundation
internal import RingKernelCore
internal import RingKernelRender
public import RingKernelWebGPU

/// WebGPU devices on Vulkan drivers that need no hardware.
public enum SoftwareVulkan: String, Sendable, CaseIterable {
  /// SwiftShader: what WGSL is compared on. It has neither 16- nor 64-bit numbers.
  case swiftshader
  /// lavapipe: has them, but ends loops after 65,535 rounds, all of a thread together.
  case lavapipe

  /// Why it cannot be used; nil when it can.
  public var absence: String? {
    Tool.wgpu.absence ?? Tool.vulkan.absence ?? Tool(rawValue: rawValue)?.absence
  }

  /// What the adapter's name contains.
  public var adapterName: String { self == .swiftshader ? "swiftshader" : "llvmpipe" }

  /// What a child process needs in its environment to see this driver; empty where it cannot be used.
  public var environment: [String: String] {
    guard absence == nil, let tool = Tool(rawValue: rawValue), let driver = tool.file("driver"),
      let loader = Tool.vulkan.file("library"), let library = Tool.wgpu.file("library")
    else { return [:] }
    let folders = (tool.preload + [loader]).map { URL(filePath: $0).deletingLastPathComponent().path() }
    return [
      "RINGKERNEL_WGPU_LIBRARY": library, "RINGKERNEL_ADAPTER": adapterName, "VK_DRIVER_FILES": driver,
      "VK_ICD_FILENAMES": driver, "LD_LIBRARY_PATH": folders.joined(separator: ":"),
      "XDG_RUNTIME_DIR": NSTemporaryDirectory(),
    ]
  }

  /// The device, opened once a process.
  ///
  /// - Throws: `ToolAbsent`, `WebGPUError`.
  public func device() throws -> WebGPUDevice { try Self.devices[self].unwrapped().get() }

  /// Lanes of a subgroup: drivers do not say, so a program asks.
  ///
  /// - Throws: What `device` throws, `WebGPUError`.
  public func subgroupSize() throws -> Int {
    let text = """
      @group(0) @binding(0) var<storage, read_write> y: array<u32>;
      @compute @workgroup_size(1) fn main(@builtin(subgroup_size) size: u32) { y[0] = size; }
      """
    let device = try device()
    let program = try device.compile(text, entry: "main", bindings: [.readWrite])
    let buffer = try device.buffer([0, 0, 0, 0])
    try device.run(program, [buffer], groups: [1, 1, 1])
    return try Int(device.read(buffer)[0])
  }

  private static let devices: [SoftwareVulkan: Result<WebGPUDevice, any Error>] = {
    let library = Result { try load() }
    return Dictionary(
      uniqueKeysWithValues: allCases.map { driver in
        (driver, Result { try WebGPUDevice(library.get().adapter(named: driver.adapterName)) })
      }
    )
  }()

  private static func load() throws -> WebGPULibrary { try WebGPULibrary(file: prepare()) }

  /// Loads the Vulkan loader with both drivers in view: it reads their list once.
  ///
  /// - Returns: Path of wgpu-native.
  /// - Throws: `ToolAbsent`, `DynamicLibraryError`.
  @discardableResult
  public static func prepare() throws -> String {
    ProgramCache.spareTheUsersFolder()
    for tool in [Tool.wgpu, .vulkan] {
      if let absence = tool.absence { throw ToolAbsent(absence) }
    }
    let present = allCases.compactMap { Tool(rawValue: $0.rawValue) }.filter(\.isPresent)
    let drivers = present.compactMap { $0.file("driver") }.joined(separator: ":")
    for variable in ["VK_DRIVER_FILES", "VK_ICD_FILENAMES"] { unsafe setenv(variable, drivers, 1) }
    // Mesa complains when there is none; any folder does.
    if unsafe getenv("XDG_RUNTIME_DIR") == nil { unsafe setenv("XDG_RUNTIME_DIR", NSTemporaryDirectory(), 1) }
    for file in present.flatMap(\.preload) + [Tool.vulkan.file("library")].compactMap(\.self) {
      _ = try DynamicLibrary("the Vulkan loader", candidates: [file])
    }
    return try Tool.wgpu.file("library").unwrapped()
  }
}

extension Optional {
  /// The value.
  ///
  /// - Throws: `ToolAbsent` where there is none.
  func unwrapped() throws -> Wrapped {
    guard let self else { throw ToolAbsent("not made") }
    return self
  }
}
