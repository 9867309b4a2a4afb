#if Macros
internal import ArgumentParser
internal import Foundation
internal import RingKernelIR
internal import RingKernelRender
internal import RingKernelSyntax

/// Shows what the kernel compiler makes of a file.
@main
struct CodegenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ringkernel-codegen",
    abstract: "Print the kernels and actors of Swift files as Swift, syntax tree, IR, CUDA C++, Metal or WGSL.",
    discussion: """
      Layouts of structs are computed from the source. Files see each other's types and device functions, and are not
      type-checked by swiftc. An actor is printed as the program of its engine: the resident one in CUDA C++, the one that
      runs in epochs in WGSL; in Metal, which has no engine, each handler as a function over a batch of messages.

      --emit swift writes what the macros would, as a file beside the source: a build without swift-syntax compiles
      both. There the attributes stand in comments, `// @Kernel(block: 64)` on a line of its own.

      EXAMPLES:
        ringkernel-codegen Kernels.swift --emit swift --module Bank -o Generated
        ringkernel-codegen Kernels.swift --emit cuda
        ringkernel-codegen Kernels.swift Types.swift --emit ir --kernel saxpy
        ringkernel-codegen Kernels.swift --emit cuda -o Generated
        ringkernel-codegen Kernels.swift --emit wgsl --block 16 16 --feature subgroups
      """
  )

  /// Forms of a kernel.
  enum Form: String, ExpressibleByArgument, CaseIterable { case swift, ast, ir, cuda, msl, wgsl }

  /// The cases of `WGSLFeature`.
  enum Feature: String, ExpressibleByArgument, CaseIterable { case int64, int64Atomics, subgroups, directives }

  /// Pages of the documentation that are made from tables.
  enum Page: String, ExpressibleByArgument, CaseIterable { case language, intrinsics }

  @Argument(help: "The Swift files.")
  var files: [String] = []
  @Option(help: "What to print: \(Form.allCases.map(\.rawValue).joined(separator: ", ")).")
  var emit: Form?
  @Option(help: "Only the kernel or actor of this name.")
  var kernel: String?
  @Option(
    help: ArgumentHelp("Value of a generic value parameter, as in n=16; may be repeated.", valueName: "name=value")
  )
  var constant: [String] = []
  @Option(
    parsing: .upToNextOption,
    help: "Threads of a block in WGSL, x y z, of kernels that do not say; 64 without it."
  )
  var block: [Int] = []
  @Option(
    help:
      "What the adapter has, for WGSL: \(Feature.allCases.map(\.rawValue).joined(separator: ", ")); may be repeated."
  )
  var feature: [Feature] = []
  @Option(help: "Module of the file, for --emit swift; the name of the file without it.")
  var module: String?
  @Option(name: .shortAndLong, help: "Folder for one file a kernel; standard output without it.")
  var output: String?
  @Option(help: .hidden)
  var page: Page?

  func validate() throws {
    guard block.count <= 3, block.allSatisfy({ (1...1024).contains($0) }) else {
      throw ValidationError("A block has one to three sizes from 1 to 1024.")
    }
    for text in constant where Self.constant(text) == nil { throw ValidationError("'\(text)' is not name=value.") }
    guard page == nil else { return }
    guard !files.isEmpty, let emit else { throw ValidationError("Name a file and what to print: FILE --emit FORM.") }
    let given: [(String, isGiven: Bool, forms: [Form])] = [
      ("--kernel", kernel != nil, [.ast, .ir, .cuda, .msl, .wgsl]),
      ("--constant", !constant.isEmpty, [.ir, .cuda, .msl, .wgsl]), ("--block", !block.isEmpty, [.wgsl]),
      ("--feature", !feature.isEmpty, [.wgsl]), ("--module", module != nil, [.swift]),
    ]
    for (option, isGiven, forms) in given where isGiven && !forms.contains(emit) {
      let those = forms.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("\(option) says nothing to --emit \(emit.rawValue); it goes with \(those).")
    }
  }

  static func constant(_ text: String) -> (String, Int64)? {
    let parts = text.split(separator: "=", maxSplits: 1)
    guard parts.count == 2, let value = Int64(parts[1]) else { return nil }
    return (String(parts[0]), value)
  }

  func run() throws {
    switch page {
    case .language?: return print(try LanguagePage.text(), terminator: "")
    case .intrinsics?: return print(IntrinsicsPage.text(), terminator: "")
    case nil: break
    }
    guard let emit else { return }
    let files = try SourceFiles(files)
    if emit == .swift {
      for (path, content) in zip(files.paths, files.contents) { try expand(content, of: path) }
      return
    }
    let texts: [(name: String, text: String)]
    do { texts = try self.texts(files.source, as: emit) } catch let failure as CompileFailure {
      files.report(failure) { (source) throws(CompileFailure) in _ = try modules(source, as: emit) }
      throw ExitCode.failure
    } catch let error as RenderError {
      SourceFiles.complain("\(files.paths[0]): error: \(error.code): \(error.message)")
      throw ExitCode.failure
    }
    if texts.isEmpty { throw ValidationError("\(files.paths.joined(separator: ", ")): no kernel and no actor.") }
    for (name, text) in texts { try write(text, name, as: emit) }
  }

  /// Writes the file beside `file` that stands for the macros.
  private func expand(_ text: String, of file: String) throws {
    let name = URL(fileURLWithPath: file).lastPathComponent
    let stem = name.hasSuffix(".swift") ? String(name.dropLast(6)) : name
    do {
      let expansion = try MacroFreeExpansion.expand(source: text, moduleName: module ?? stem, fileName: name)
      try write(expansion, "\(stem)+RingKernel", as: .swift)
    } catch let failure as MacroFreeFailure {
      SourceFiles.complain("\(failure)")
      throw ExitCode.failure
    }
  }

  private func write(_ text: String, _ name: String, as emit: Form) throws {
    guard let output else { return print(text, terminator: "") }
    try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
    let suffix = emit == .cuda ? "cu" : emit == .msl ? "metal" : emit.rawValue
    try text.write(toFile: "\(output)/\(name).\(suffix)", atomically: true, encoding: .utf8)
  }
}
#else
/// Reading Swift needs swift-syntax.
@main
struct CodegenCommand {
  static func main() { print("ringkernel-codegen needs the trait 'Macros', which is on by default.") }
}
#endif
