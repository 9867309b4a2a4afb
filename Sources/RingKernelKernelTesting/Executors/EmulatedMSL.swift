internal import Foundation
public import RingKernelIR
internal import RingKernelRender

/// Runs the Metal text of a kernel on the host, with the emulation header of `Tests/Emulation`.
public struct EmulatedMSL: KernelExecutor {
  /// 32.
  public let subgroupSize = 32
  /// Changes the text before it is compiled: plants bugs.
  public var change: @Sendable (String) -> String = { $0 }
  private let text: EmulatedText

  /// Finds the compiler.
  ///
  /// - Throws: `ToolAbsent`.
  public init() throws {
    text = EmulatedText(
      dialect: .msl,
      opening: "",
      arguments: Self.arguments,
      compiler: try HostCompiler(header: "msl_emulation.h")
    )
  }

  /// `Metal text on the host`.
  public var name: String { "Metal text on the host" }
  /// `msl`.
  public var dialect: String { "msl" }

  /// Names what the dialect refuses.
  public func refusal(of module: KernelModule, _ launch: KernelLaunch) -> String? { text.refusal(of: module) }

  /// Prints, compiles and runs.
  ///
  /// - Throws: `RenderError`, `HostCompiler.Failure`.
  public func run(_ module: KernelModule, _ launch: KernelLaunch) throws -> KernelResult {
    try prepared.run(module, launch)
  }

  /// Compiles and runs a text that is there already, whose words are `rk_arguments`.
  ///
  /// - Returns: The buffers, and the record of a failure.
  /// - Throws: `HostCompiler.Failure`.
  public func run(
    text: String,
    entry: String,
    _ launch: KernelLaunch,
    words: [UInt8]
  ) throws -> (buffers: [[UInt8]], record: [UInt8]) {
    try prepared.run(prepared.change(text), entry, launch, words: words, waitsForGrid: false)
  }

  /// Runs messages through the batch entry of a handler.
  ///
  /// - Throws: As above.
  public func run(_ module: KernelModule, _ batch: HandlerBatch) throws -> HandlerBatchResult {
    try prepared.run(module, batch)
  }

  private var prepared: EmulatedText {
    var prepared = text
    prepared.change = { [change] in Self.declaringShared(change($0)) }
    return prepared
  }

  /// Metal has one word for memory of the block and for pointers into it; C++ wants the declarations told apart.
  private static func declaringShared(_ text: String) -> String {
    text.replacing(#/(?m)^  threadgroup (\w+ \w+\[\d+\];)/#) { "  G_SHARED \($0.output.1)" }
  }

  /// What the attributes of the entry's parameters ask for, in their order.
  private static func arguments(_ text: String, _ entry: String, _ buffers: [String]) -> String {
    guard let start = text.range(of: "kernel void \(entry)("), let end = text[start.upperBound...].range(of: ") {")
    else {
      return ""
    }
    let attributes = text[start.upperBound..<end.lowerBound].matches(of: #/\[\[(\w+)(?:\((\d+)\))?\]\]/#)
    return attributes.map { match in
      guard let number = match.output.2.flatMap({ Int($0) }) else { return "g_\(match.output.1)()" }
      return buffers.indices.contains(number) ? buffers[number] : "there_is_no_buffer_\(number)"
    }.joined(separator: ", ")
  }
}
