internal import Foundation
public import RingKernelIR

/// Printed CPU bodies of a file of kernels, compiled with optimisation and loaded.
@safe public struct CPUBodyLibrary: @unchecked Sendable {
  /// The printed text, with the file's own declarations before it.
  public let text: String
  private let handle: UnsafeMutableRawPointer

  /// Prints, compiles (once per text) and loads the bodies of kernels.
  ///
  /// - Parameters:
  ///   - source: The file's text, for the types that it declares.
  ///   - units: The kernels.
  ///   - name: Name of the file.
  ///   - change: Changes the printed text: plants bugs.
  /// - Throws: `CompileFailure`, what the compiler says, what the loader says.
  public init(
    _ name: String,
    source: String,
    units: [CompilationUnit],
    change: (String) -> String = { $0 }
  ) throws {
    var parts: [String] = []
    var seen: Set<SyntaxNode> = []
    for unit in units {
      for node in unit.functions + unit.structures where seen.insert(node).inserted {
        guard source.contains("\(node.kind == .function ? "func" : "struct") \(node.text)") else { continue }
        parts.append(try CPUBody.print(node, checking: unit.checking))
      }
      let kernel = unit.declaration
      parts.append(try CPUBody.print(kernel, checking: unit.checking, constants: unit.constants))
      parts.append(
        """
        @_cdecl("rk_cpu_\(kernel.text)") public func rkEntry_\(kernel.text)(_ block: UnsafeRawPointer) {
          RKCPU_\(kernel.text).run(block.load(as: CPUBlock.self))
        }
        """
      )
    }
    text = SwiftCompiler.withoutAttributes(source) + "\n" + change(parts.joined(separator: "\n"))
    let compiler = SwiftCompiler()
    let folder = FileManager.default.temporaryDirectory.appending(path: "ringkernel-cpu-bodies")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let products = compiler.modules.deletingLastPathComponent()
    let runtime = try ["RingKernelCompute", "RingKernelABI", "CRingKernel"].flatMap { name in
      try FileManager.default.contentsOfDirectory(
        at: products.appending(path: "\(name).build"),
        includingPropertiesForKeys: [.contentModificationDateKey]
      )
      .filter { $0.pathExtension == "o" }
    }
    let newest = try runtime.compactMap {
      try $0.resourceValues(forKeys: [.contentModificationDateKey]).contentModificationDate
    }.max()
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in (text + "\(newest?.timeIntervalSince1970 ?? 0)").utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    let stem = folder.appending(path: "\(name)-\(String(hash, radix: 16))")
    let library = stem.appendingPathExtension("so")
    if !FileManager.default.fileExists(atPath: library.path()) {
      let file = stem.appendingPathExtension("swift")
      try text.write(to: file, atomically: true, encoding: .utf8)
      // Threads of other processes may want the same library: it appears under its name when it is whole.
      let part = stem.appendingPathExtension("\(ProcessInfo.processInfo.processIdentifier).so")
      try compiler.run(
        ["-O", "-suppress-warnings", "-parse-as-library", "-emit-library", "-module-name", "Bodies_\(name)"]
          + ["-Xcc", "-march=native", file.path(), "-o", part.path()] + runtime.map { $0.path() }
      )
      try FileManager.default.moveItem(at: part, to: library)
    }
    guard let handle = unsafe dlopen(library.path(), RTLD_NOW | RTLD_LOCAL) else {
      throw ToolAbsent(unsafe dlerror().map { unsafe String(cString: $0) } ?? "the library does not load")
    }
    unsafe self.handle = handle
  }

  /// The compiled body of a kernel.
  func body(_ kernel: String) -> (@convention(c) (UnsafeRawPointer) -> Void)? {
    guard let symbol = unsafe dlsym(handle, "rk_cpu_\(kernel)") else { return nil }
    return unsafe unsafeBitCast(symbol, to: (@convention(c) (UnsafeRawPointer) -> Void).self)
  }
}
