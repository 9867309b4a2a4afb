import Foundation
import RingKernelKernelTesting
import Testing

/// Our header and the official one, compiled side by side.
@Suite struct WebGPUHeaderTests {
  @Test(.enabled(if: Tool.wgpu.isPresent))
  func `structs, fields and values are those of the official header`() throws {
    let ours = Tool.root.appending(path: "Sources/CWebGPU/include/webgpu_subset.h")
    let text = try String(contentsOf: ours, encoding: .utf8)
    let official = URL(filePath: try #require(Tool.wgpu.file("header")))
    var checks = ["#include \"\(ours.path())\"", "#include \"\(official.path())\""]
    // wgpu-native's own header includes the standard one by another path.
    checks.append("#include \"\(official.deletingLastPathComponent().appending(path: "wgpu.h").path())\"")
    var counted = 0
    for structure in text.matches(of: #/typedef struct(?: RKW\w+)? \{\n((?: .*\n)+)\} RKW(\w+);/#) {
      let name = structure.output.2
      checks.append("_Static_assert(sizeof(RKW\(name)) == sizeof(WGPU\(name)), \"size of \(name)\");")
      for field in structure.output.1.matches(of: #/(\w+);/#) {
        let member = field.output.1
        checks.append(
          "_Static_assert(offsetof(RKW\(name), \(member)) == offsetof(WGPU\(name), \(member)) && "
            + "sizeof(((RKW\(name) *)0)->\(member)) == sizeof(((WGPU\(name) *)0)->\(member)), \"\(name).\(member)\");"
        )
        counted += 1
      }
    }
    for constant in text.matches(of: #/static const \w+ RKW(\w+) = (\w+);/#) {
      checks.append("_Static_assert(WGPU\(constant.output.1) == \(constant.output.2), \"\(constant.output.1)\");")
      counted += 1
    }
    // Every function that we call exists under this name.
    for function in text.matches(of: #/typedef .*\(\*RKWProc(?!Release)(\w+)\)/#) {
      checks.append("static void *const at_\(function.output.1) = (void *)&wgpu\(function.output.1);")
      counted += 1
    }
    // As our table of functions spells them, and those that share a type.
    let table = Tool.root.appending(path: "Sources/RingKernelWebGPU/Driver/WebGPUFunctions.swift")
    let looked = try String(contentsOf: table, encoding: .utf8).matches(of: #/find\("(\w+)"\)/#).map(\.output.1)
    for name in looked { checks.append("static void *const found_\(name) = (void *)&\(name);") }
    #expect(looked.count > 40 && looked.filter { $0.hasSuffix("Release") }.count == 14)
    #expect(counted > 150)
    let file = FileManager.default.temporaryDirectory.appending(path: "header-\(UUID().uuidString).c")
    defer { try? FileManager.default.removeItem(at: file) }
    try checks.joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
    let result = try runTool(
      "clang",
      ["-std=c17", "-fsyntax-only", "-I", official.deletingLastPathComponent().path(), file.path()]
    )
    #expect(result.status == 0, "\(result.output.prefix(2000))")
  }
}
