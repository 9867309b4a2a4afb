import Foundation
import enum RingKernelKernelTesting.SoftwareVulkan
import Testing

@Suite(.timeLimit(.minutes(5))) struct `The install command` {
  /// A folder with a program called `python3` in it, and the environment in which it is the only one.
  ///
  /// A shell writes the program: what this process itself has open for writing is inherited for a moment by whatever
  /// a test beside this one starts, and until then no one can run it ("Text file busy").
  private static func environment(
    python text: String?
  ) async throws -> (folder: String, variables: [String: String]) {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("rk-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    if let text {
      let written = try await Tool.run(
        "-c",
        "printf '#!/bin/sh\\n%s\\n' \"$1\" > \"$2\" && chmod 755 \"$2\"",
        "sh",
        text,
        folder.appendingPathComponent("python3").path,
        tool: "/bin/sh"
      )
      try #require(written.status == 0, "\(written.problems)")
    }
    let variables = ["PATH": folder.path, "XDG_DATA_HOME": folder.path, "RINGKERNEL_WGPU_LIBRARY": ""]
    return (folder.path, variables)
  }

  @Test func `a dry run says what would be done, and does nothing`() async throws {
    let (folder, variables) = try await Self.environment(python: nil)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let text = try await Tool.run("install", "webgpu", "--dry-run", environment: variables)
    #expect(text.status == 0)
    #expect(text.output.hasPrefix("python3 -m pip install "))
    #expect(text.output.contains(" --target \(folder)/ringkernel/webgpu wgpu=="))
    let json = try await Tool.run("install", "webgpu", "--dry-run", "--json", environment: variables).json()
    #expect(json["folder"] as? String == "\(folder)/ringkernel/webgpu")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
  }

  @Test func `without Python it is an error that names the command`() async throws {
    let (folder, variables) = try await Self.environment(python: nil)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let found = try await Tool.run("install", "webgpu", environment: variables)
    #expect(found.status == 3)
    #expect(found.problems.contains("'python3' cannot be run: No such file or directory"))
  }

  @Test func `when pip fails, its status and its words are shown`() async throws {
    let (folder, variables) = try await Self.environment(python: "echo no network >&2; exit 7")
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let found = try await Tool.run("install", "webgpu", environment: variables)
    #expect(found.status == 3)
    #expect(found.problems.contains("no network\n"))
    #expect(found.problems.contains("ended with status 7"))
  }

  @Test(
    .enabled(
      if: SoftwareVulkan.swiftshader.absence == nil,
      "SwiftShader or wgpu-native is not there: Scripts/get-tools"
    )
  )
  func `what was installed is found without being named`() async throws {
    let known = SoftwareVulkan.swiftshader.environment
    let library = try #require(known["RINGKERNEL_WGPU_LIBRARY"])
    // Instead of pip: puts the library where the wheel has it, below the folder behind --target.
    let (folder, variables) = try await Self.environment(
      python: """
        while [ "$1" != --target ]; do shift; done
        /bin/mkdir -p "$2/wgpu/resources"
        /bin/ln -s '\(library)' "$2/wgpu/resources/libwgpu_native-release.so"
        """
    )
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let environment = known.merging(variables) { $1 }
    let before = try await Tool.run("doctor", environment: environment).output
    #expect(before.contains("webgpu    not usable"))
    #expect(before.contains("'ringkernel install webgpu' gets wgpu-native"))
    let found = try await Tool.run("install", "webgpu", "--json", environment: environment)
    #expect(found.status == 0, "\(found.problems)")
    let adapters = try #require(found.json()["adapters"] as? [String])
    #expect(adapters.contains { $0.lowercased().contains("swiftshader") })
    let after = try await Tool.run("doctor", environment: environment).output
    #expect(after.contains("webgpu    usable      SwiftShader"))
  }
}
