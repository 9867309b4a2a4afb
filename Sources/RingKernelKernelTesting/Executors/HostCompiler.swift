internal import Foundation

/// The system's C++ compiler: makes functions out of text.
struct HostCompiler: Sendable {
  /// Buffers, words, record, grid, block.
  typealias Function =
    @convention(c) (
      UnsafeMutablePointer<UnsafeMutableRawPointer>, UnsafeMutableRawPointer, UnsafeMutableRawPointer,
      UnsafeMutableRawPointer, UnsafeMutableRawPointer
    ) -> Void

  /// A compiled text.
  @safe
  struct Program {
    /// Runs it.
    @unsafe let run: Function
    /// The kinds of undefined behaviour that it met since the last time it was asked, a bit each.
    let undefined: @convention(c) () -> UInt32
  }

  /// Kinds of undefined behaviour, by their bits.
  static let kinds = [
    "addition overflows", "subtraction overflows", "multiplication overflows", "negation overflows",
    "division overflows",
    "shift by too much", "index out of bounds", "float does not fit an integer", "misaligned or null place",
  ]

  /// What the compiler or the loader said.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  private let folder: URL
  private let headers: URL
  /// What every text begins with.
  private let header: String
  /// Of the compiler, its options and the headers: what was made of others is made again.
  private let state: UInt64

  // What the language of a text leaves undefined is reported: devices' compilers count on it not to happen.
  // The value of `a * b + c` must be rounded twice: no contraction, and half precision after each operation.
  private static let options = [
    "-std=c++17", "-O0", "-ffp-contract=off", "-Xclang", "-ffloat16-excess-precision=none", "-fsigned-char",
    "-fsanitize=signed-integer-overflow,shift,integer-divide-by-zero,float-cast-overflow,bounds,alignment",
    "-fsanitize-minimal-runtime", "-fsanitize-recover=all", "-w", "-fPIC", "-pthread",
  ]

  /// Finds the compiler.
  ///
  /// - Parameter header: The file of `Tests/Emulation` that every text begins with; it is compiled once.
  init(header: String) throws {
    self.header = header
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    folder = root.appending(path: ".build/emulated")
    headers = root.appending(path: "Tests/Emulation")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let compiler = ([HostClang.path] + Self.options).joined(separator: " ")
    var state = Self.hash(compiler.utf8, 0xcbf2_9ce4_8422_2325)
    for name in try FileManager.default.contentsOfDirectory(atPath: headers.path()).sorted() {
      state = Self.hash(try Data(contentsOf: headers.appending(path: name)), state)
    }
    self.state = state
  }

  private static func hash(_ bytes: some Sequence<UInt8>, _ state: UInt64) -> UInt64 {
    bytes.reduce(state) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }

  /// The program of a text; compiled once for one text and one state of the headers.
  func program(of text: String) throws -> Program {
    let name = String(Self.hash(text.utf8, state), radix: 16)
    let library = folder.appending(path: "\(name).so")
    if !FileManager.default.fileExists(atPath: library.path()) { try compile(text, name, to: library) }
    guard let handle = unsafe dlopen(library.path(), RTLD_NOW | RTLD_LOCAL), let run = unsafe dlsym(handle, "rk_run"),
      let undefined = unsafe dlsym(handle, "rk_undefined")
    else { throw Failure(description: unsafe dlerror().map { unsafe String(cString: $0) } ?? "not loaded") }
    return unsafe Program(
      run: unsafeBitCast(run, to: Function.self),
      undefined: unsafeBitCast(undefined, to: (@convention(c) () -> UInt32).self)
    )
  }

  private func compile(_ text: String, _ name: String, to library: URL) throws {
    let source = folder.appending(path: "\(name).cpp")
    try text.write(to: source, atomically: true, encoding: .utf8)
    let (tree, code) = try compiledHeader()
    try compile(["-include-pch", tree.path(), "-shared", source.path(), code.path()], to: library)
  }

  /// The header as clang keeps it, and the code of its functions: most of the time for a text is its.
  private func compiledHeader() throws -> (tree: URL, code: URL) {
    // Its name says of which headers it is: their times do not count.
    let name = "\(header)-\(String(state, radix: 16))"
    let (tree, code) = (folder.appending(path: "\(name).pch"), folder.appending(path: "\(name).o"))
    func isMissing(_ file: URL) -> Bool { !FileManager.default.fileExists(atPath: file.path()) }
    if isMissing(tree) {
      let file = headers.appending(path: header).path()
      let options = ["-Xclang", "-fno-pch-timestamp", "-fpch-codegen", "-fpch-instantiate-templates"]
      try compile(options + ["-x", "c++-header", file], to: tree)
    }
    if isMissing(code) { try compile(["-c", tree.path()], to: code) }
    return (tree, code)
  }

  private func compile(_ input: [String], to result: URL) throws {
    // Others may want the same file: it appears under its name when it is whole.
    let made = folder.appending(path: "\(UUID().uuidString).\(result.pathExtension)")
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [HostClang.path] + Self.options + ["-I", headers.path()] + input + ["-o", made.path()]
    let pipe = Pipe()
    process.standardError = pipe
    process.standardOutput = pipe
    try process.run()
    let words = pipe.text()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failure(description: "\(input.last ?? ""): \(words)") }
    if unsafe rename(made.path(), result.path()) != 0 { throw Failure(description: "\(result.path()) is not written") }
  }
}
