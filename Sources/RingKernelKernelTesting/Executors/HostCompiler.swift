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

  init() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    folder = root.appending(path: ".build/emulated")
    headers = root.appending(path: "Tests/Emulation")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  /// The program of a text; compiled once for one text and one state of the headers.
  func program(of text: String) throws -> Program {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for header in try FileManager.default.contentsOfDirectory(atPath: headers.path()).sorted() {
      for byte in try Data(contentsOf: headers.appending(path: header)) {
        hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
      }
    }
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let name = String(hash, radix: 16)
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

  /// The C++ compiler of the Swift toolchain: `swift test` puts it first on the path, a shell need not, and an older one
  /// rounds halves elsewhere.
  private static let compiler: URL = {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let swift = folders.map { URL(filePath: "\($0)/swiftc") }.first {
      FileManager.default.isExecutableFile(atPath: $0.path())
    }
    let beside = swift?.resolvingSymlinksInPath().deletingLastPathComponent().appending(path: "clang++")
    guard let beside, FileManager.default.isExecutableFile(atPath: beside.path()) else {
      return URL(filePath: "/usr/bin/clang++")
    }
    return beside
  }()

  private func compile(_ text: String, _ name: String, to library: URL) throws {
    let source = folder.appending(path: "\(name).cpp")
    try text.write(to: source, atomically: true, encoding: .utf8)
    let made = folder.appending(path: "\(name).\(UUID().uuidString).so")
    let process = Process()
    process.executableURL = Self.compiler
    // What the language of a text leaves undefined is reported: devices' compilers count on it not to happen.
    // The value of `a * b + c` must be rounded twice: no contraction, and half precision after each operation.
    process.arguments = [
      "-std=c++17", "-O1", "-ffp-contract=off", "-Xclang", "-ffloat16-excess-precision=none",
      "-fsigned-char",
      "-fsanitize=signed-integer-overflow,shift,integer-divide-by-zero,float-cast-overflow,bounds,alignment",
      "-fsanitize-minimal-runtime", "-fsanitize-recover=all", "-w", "-shared",
      "-fPIC", "-pthread", "-I", headers.path(), source.path(), "-o", made.path(),
    ]
    let pipe = Pipe()
    process.standardError = pipe
    process.standardOutput = pipe
    try process.run()
    let words = pipe.text()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failure(description: "\(source.path()): \(words)") }
    _ = try? FileManager.default.replaceItemAt(library, withItemAt: made)
    if !FileManager.default.fileExists(atPath: library.path()) {
      try FileManager.default.moveItem(at: made, to: library)
    }
  }
}
