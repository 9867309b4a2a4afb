public import Foundation

/// A tool that `Scripts/get-tools` fetches, or why it is not there.
public enum Tool: String, Sendable, CaseIterable {
  /// Python with wgpudawn, numpy and mpmath.
  case python
  /// wgpu-native.
  case wgpu
  /// The Vulkan loader.
  case vulkan
  /// The reference Vulkan driver.
  case swiftshader
  /// The second Vulkan driver.
  case lavapipe
  /// NVRTC 12.9.
  case nvrtc12
  /// NVRTC 13.0.
  case nvrtc13
  /// The header of the CUDA driver, 12.9.
  case cudaHeaders12 = "cuda-headers12"
  /// The header of the CUDA driver, 13.0.
  case cudaHeaders13 = "cuda-headers13"
  /// ptxas, cuobjdump, nvdisasm.
  case cubin

  /// The checkout that this file was compiled in.
  public static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private struct Entry: Decodable {
    var present: Bool
    var reason: String?
    var python: String?
    var library: String?
    var header: String?
    var driver: String?
    var preload: [String]?
    var ptxas: String?
    var cuobjdump: String?
    var nvdisasm: String?
  }

  private static let record: [String: Entry] = {
    let named = ProcessInfo.processInfo.environment["RINGKERNEL_TOOLS"] ?? ""
    let folder = named.isEmpty ? nil : URL(filePath: named)
    let file = (folder ?? root.appending(path: ".tools")).appending(path: "tools.json")
    guard let data = try? Data(contentsOf: file) else { return [:] }
    return (try? JSONDecoder().decode([String: Entry].self, from: data)) ?? [:]
  }()

  /// Why the tool is not there; nil when it is.
  public var absence: String? {
    guard let entry = Self.record[rawValue] else { return "\(rawValue): not fetched; run Scripts/get-tools" }
    return entry.present ? nil : "\(rawValue): \(entry.reason ?? "absent")"
  }

  /// Whether it is there.
  public var isPresent: Bool { absence == nil }

  /// A file of the tool.
  ///
  /// - Parameter name: `library`, `driver`, `header`, `python`, or the program's name.
  /// - Returns: Its path; nil where the tool is absent or has no such file.
  public func file(_ name: String) -> String? {
    guard isPresent, let entry = Self.record[rawValue] else { return nil }
    switch name {
    case "python": return entry.python
    case "library": return entry.library
    case "header": return entry.header
    case "driver": return entry.driver
    case "ptxas": return entry.ptxas
    case "cuobjdump": return entry.cuobjdump
    case "nvdisasm": return entry.nvdisasm
    default: return nil
    }
  }

  /// Libraries to load before this one.
  public var preload: [String] { Self.record[rawValue]?.preload ?? [] }
}

/// A tool is not there.
public struct ToolAbsent: Error, CustomStringConvertible {
  /// Which, and why.
  public let description: String

  /// Makes the error.
  public init(_ description: String) { self.description = description }
}
