internal import Foundation
internal import RingKernelCore
internal import RingKernelRender
internal import Synchronization

/// A library of `Tests/StandIn` that answers as the CUDA driver and NVRTC do, and runs kernels on the host.
///
/// Each one is a copy of its own with its own state: what is alive, which calls fail. It stands for no hardware; what
/// it shows is that the host's side calls the driver as the driver wants to be called.
@safe
public final class StandInCUDA: Sendable {
  // Safety: functions are immutable; the library guards its state.
  private typealias Fail = @convention(c) (Int, Int, UInt32) -> Void
  private typealias Set = @convention(c) (UnsafePointer<CChar>, Int) -> Void
  private typealias Text = @convention(c) (UnsafePointer<CChar>, UnsafeMutablePointer<CChar>?, Int) -> Int

  /// The library, driver and compiler in one.
  public let file: String
  private let setFailure: Fail
  private let setValue: Set
  private let fetchText: Text

  /// Compiles the library where that is new, and loads a copy.
  ///
  /// - Throws: What the compiler or the loader says.
  public init() throws {
    ProgramCache.spareTheUsersFolder()
    let library = try Self.library.withLock { known in
      let library = try known ?? Self.compile()
      known = library
      return library
    }
    let copy = FileManager.default.temporaryDirectory.appending(path: "rk-stand-in-\(UUID().uuidString).so")
    try FileManager.default.copyItem(at: library, to: copy)
    file = copy.path()
    let loaded = try DynamicLibrary("the stand-in for CUDA", candidates: [file])
    setFailure = try unsafe loaded.symbol("stand_in_fail", as: Fail.self)
    unsafe setValue = try unsafe loaded.symbol("stand_in_set", as: Set.self)
    unsafe fetchText = try unsafe loaded.symbol("stand_in_text", as: Text.self)
  }

  deinit { try? FileManager.default.removeItem(atPath: file) }

  /// Lets calls fail, by their numbers, counted from 1 from now on; forgets the calls so far.
  public func fail(_ calls: ClosedRange<Int>, with status: UInt32) {
    setFailure(calls.lowerBound, calls.upperBound, status)
  }

  /// Lets no call fail from now on.
  public func failNothing() { setFailure(0, 0, 0) }

  /// Sets what the stand-in is like: `devices`, `driver`, `capability`, `pools`, `latency` and others.
  public func set(_ name: String, _ value: Int) { unsafe setValue(name, value) }

  /// The calls since the library was loaded or was last told to let some fail.
  public var calls: [String] { lines("calls") }
  /// What a driver could not have survived: use after free, calls without a context, copies out of bounds.
  public var misuse: [String] { lines("misuse") }
  /// What was made and not freed.
  public var alive: [String] { lines("alive") }

  private func lines(_ what: String) -> [String] {
    let count = unsafe fetchText(what, nil, 0)
    var bytes = [CChar](repeating: 0, count: count + 1)
    _ = unsafe fetchText(what, &bytes, bytes.count)
    let text = String(decoding: bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return text.split(separator: "\n").map(String.init)
  }

  private static let library = Mutex<URL?>(nil)

  private static func compile() throws -> URL {
    let root = Tool.root
    let folder = root.appending(path: ".build/emulated")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let sources = ["driver", "nvrtc", "gdrapi", "control"].map {
      root.appending(path: "Tests/StandIn/\($0).cpp").path()
    }
    let made = folder.appending(path: "stand-in-\(UUID().uuidString).so")
    let result = try runTool(
      HostClang.path,
      [
        "-std=c++17", "-O1", "-shared", "-fPIC", "-pthread", "-fvisibility-inlines-hidden", "-Wall", "-Werror",
        "-Wno-unused-const-variable", "-I", root.appending(path: "Sources/CCUDA/include").path(),
        "-DSTAND_IN_HEADERS=\"\(root.appending(path: "Tests/Emulation").path())\"",
        "-DSTAND_IN_CLANG=\"\(HostClang.path)\"", "-DSTAND_IN_FOLDER=\"\(folder.path())\"", "-o", made.path(),
      ] + sources
    )
    guard result.status == 0 else { throw HostCompiler.Failure(description: result.output) }
    let library = folder.appending(path: "stand-in.so")
    // Another process may use the old one: it keeps it, under no name.
    guard unsafe rename(made.path(), library.path()) == 0 else {
      throw HostCompiler.Failure(description: "no \(library.path())")
    }
    return library
  }
}
