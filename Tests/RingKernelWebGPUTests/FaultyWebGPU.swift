import Foundation
import RingKernelCore
import RingKernelKernelTesting
import RingKernelWebGPU
import Testing

/// A wgpu-native that goes wrong when it is told to: the library of `Tests/Faults`, compiled here.
struct FaultyWebGPU {
  /// What is made, and counted until it is released; numbers of `webgpu_faults.h`.
  enum Kind: Int32, CaseIterable {
    case instance, adapter, info, device, queue, buffer, shader, pipeline, layout
    case pipelineLayout, group, queries, encoder, pass, commands
  }

  /// How a creation fails.
  enum Way: Int32, CaseIterable { case null = 1, memory, invalid }

  /// Calls at which the device can be lost: behind a submission, before the others.
  enum Place: Int32, CaseIterable { case submit, poll, map, write, encoding, finish, bufferCreation }

  /// Path of the library.
  let file: String
  private let setVersion: @convention(c) (UInt32) -> Void
  private let setFault: @convention(c) (Int32, Int, Int32) -> Void
  private let setLoss: @convention(c) (Int32, Int) -> Void
  private let countMade: @convention(c) (Int32) -> Int
  private let countCalls: @convention(c) (Int32) -> Int
  private let countAlive: @convention(c) (Int32) -> Int

  /// Compiles the library where that is new, and loads it.
  ///
  /// - Parameter lacking: A function that it is to lack.
  init(lacking: String? = nil) throws {
    let real = try SoftwareVulkan.prepare()
    let source = Tool.root.appending(path: "Tests/Faults/webgpu_faults.c")
    let folder = Tool.root.appending(path: ".build/faults-\(getpid())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let made = folder.appending(path: "libwgpu_faults\(lacking.map { "_without_\($0)" } ?? "").so")
    var options = ["-O1", "-shared", "-fPIC", "-I", Tool.root.appending(path: "Sources/CWebGPU/include").path()]
    if let lacking { options.append("-D\(lacking)=left_out") }
    let result = try runTool("clang", options + [source.path(), "-o", made.path()])
    guard result.status == 0 else { throw ToolAbsent("clang: \(result.output)") }
    file = made.path()
    let library = try DynamicLibrary("faults", candidates: [file])
    func find<Function>(_ name: String) throws(DynamicLibraryError) -> Function {
      try unsafe library.symbol(name, as: Function.self)
    }
    typealias Naming = @convention(c) (UnsafePointer<CChar>) -> Int32
    let name: Naming = unsafe try find("faults_library")
    guard unsafe name(real) != 0 else { throw ToolAbsent("\(real) cannot be loaded") }
    setVersion = try find("faults_version")
    setFault = try find("faults_fail")
    setLoss = try find("faults_lose")
    countMade = try find("faults_made")
    countCalls = try find("faults_calls")
    countAlive = try find("faults_alive")
    // What is loaded stays loaded without its file.
    atexit { try? FileManager.default.removeItem(at: Tool.root.appending(path: ".build/faults-\(getpid())")) }
  }

  /// Gives this version out.
  func version(_ packed: UInt32) { setVersion(packed) }

  /// Lets the creation with this number, counted from 1 and from now, fail; 0: none.
  func fail(_ kind: Kind, _ number: Int, _ way: Way = .null) {
    setFault(kind.rawValue, number, way.rawValue)
  }

  /// Destroys the device at the call with this number, counted from 1 and from now; 0: at none.
  func lose(_ place: Place, _ number: Int) { setLoss(place.rawValue, number) }

  /// How many were asked for since `fail`.
  func made(_ kind: Kind) -> Int { countMade(kind.rawValue) }

  /// How many calls there were since `lose`.
  func calls(_ place: Place) -> Int { countCalls(place.rawValue) }

  /// What is alive, by kind; empty when everything has been released.
  var alive: [Kind: Int] {
    let found = Kind.allCases.map { ($0, countAlive($0.rawValue)) }
    return Dictionary(uniqueKeysWithValues: found.filter { $0.1 != 0 })
  }

  /// Opens SwiftShader through it.
  func device(_ limits: WebGPULimits? = nil) throws -> WebGPUDevice {
    let adapter = try WebGPULibrary(file: file).adapter(named: SoftwareVulkan.swiftshader.adapterName)
    return try WebGPUDevice(adapter, limits: limits)
  }
}

/// Ends the process of an exit test with the reason, which the test shows.
func require(_ condition: Bool, _ reason: @autoclosure () -> String, location: SourceLocation = #_sourceLocation) {
  guard !condition else { return }
  Issue.record(Comment(rawValue: reason()), sourceLocation: location)
  exit(1)
}

/// Nothing that the library has made is left; the last task that held it may still be letting go.
func requireNothingAlive(
  _ faulty: FaultyWebGPU,
  _ what: String = "at the end",
  location: SourceLocation = #_sourceLocation
) async {
  for _ in 0..<2000 where !faulty.alive.isEmpty { try? await Task.sleep(for: .milliseconds(10)) }
  require(faulty.alive.isEmpty, "\(what): \(faulty.alive)", location: location)
}

/// What `body` throws; the process ends where it throws nothing.
func failure<Failure: Error>(
  _ what: String,
  location: SourceLocation = #_sourceLocation,
  _ body: () throws(Failure) -> Void
) -> Failure {
  do throws(Failure) { try body() } catch { return error }
  Issue.record("\(what): nothing was thrown", sourceLocation: location)
  exit(1)
}

/// As above.
func failure(
  _ what: String,
  location: SourceLocation = #_sourceLocation,
  _ body: () async throws -> Void
) async -> any Error {
  do { try await body() } catch { return error }
  Issue.record("\(what): nothing was thrown", sourceLocation: location)
  exit(1)
}
