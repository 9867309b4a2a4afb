package import RingKernelCompute
internal import RingKernelIR
package import RingKernelRender

extension ProgramKey {
  /// The key of what the kernel compiler makes of a definition for a device.
  ///
  /// - Parameters:
  ///   - definition: The kernel or the actor.
  ///   - dialect: The device's language.
  ///   - options: What the printer knows.
  ///   - further: What else the program depends on.
  ///   - device: The device's name.
  package init(
    _ definition: DeviceDefinition,
    for dialect: DialectName,
    _ options: RenderOptions,
    further: [String] = [],
    device: String
  ) {
    self.init(
      source: Self.trees(of: definition),
      options: options.words + further,
      compiler: "RingKernel \(KernelCompiler.version) \(dialect.rawValue)",
      device: device
    )
  }

  /// The trees of a definition and of everything it uses, with the layouts of the host.
  private static func trees(of definition: DeviceDefinition) -> String {
    var seen: Set<String> = []
    var waiting = [definition]
    var text = ""
    while let next = waiting.popLast() {
      guard seen.insert(next.name).inserted else { continue }
      let constant = next.constant.map { "\(next.name) \($0)" } ?? ""
      let message = next.messageID.map { " message \($0)" } ?? ""
      text += "\(next.syntax)\(constant) \(next.layout.map { "\($0)" } ?? "")\(message)\n"
      waiting += next.uses
    }
    return text
  }
}
