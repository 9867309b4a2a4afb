import Foundation
import RingKernelKernelTesting
import Testing

/// Our headers and the official ones, compiled side by side.
@Suite struct CUDAHeaderTests {
  /// The official headers of a version: those of the driver and of NVRTC.
  struct Official: CustomTestStringConvertible, Sendable {
    var version: String
    var cuda: Tool
    var nvrtc: Tool
    var testDescription: String { "CUDA \(version)" }

    static let all = [
      Official(version: "12.9", cuda: .cudaHeaders12, nvrtc: .nvrtc12),
      Official(version: "13.0", cuda: .cudaHeaders13, nvrtc: .nvrtc13),
    ]
  }

  private static let areThere = Official.all.allSatisfy { $0.cuda.isPresent && $0.nvrtc.isPresent }

  @Test(.enabled(if: areThere, "needs the headers: Scripts/get-tools"), arguments: Official.all)
  func `types, values and signatures are those of the official headers`(official: Official) throws {
    let (cuda, nvrtc) = (try HeaderText.cuda, try HeaderText.nvrtc)
    // NVRTC's header lies in the same package as its library.
    let library = URL(filePath: try #require(official.nvrtc.file("library")))
    let beside = library.deletingLastPathComponent().deletingLastPathComponent().appending(path: "include/nvrtc.h")
    let headers = [try #require(official.cuda.file("header")), beside.path()]
    var checks = (headers + [cuda.path, nvrtc.path]).map { "#include \"\($0)\"" }
    var counted = 0
    func check(_ condition: String, _ what: String) {
      checks.append("_Static_assert(\(condition), \"\(what)\");")
      counted += 1
    }
    for text in [cuda.text, nvrtc.text] {
      // Plain types: handles, numbers.
      for type in text.matches(of: #/typedef (?:struct )?\w+(?: long long)? \*?RK(\w+);/#) {
        check("sizeof(RK\(type.output.1)) == sizeof(\(type.output.1))", "size of \(type.output.1)")
      }
      for structure in text.matches(of: #/typedef (?:struct|union) \{\n((?: .*\n)+)\} RK(\w+);/#) {
        let name = structure.output.2
        check("sizeof(RK\(name)) == sizeof(\(name))", "size of \(name)")
        check("_Alignof(RK\(name)) == _Alignof(\(name))", "alignment of \(name)")
        // The padding of an attribute has a name of ours; fields of the structs within are named below.
        let fields = structure.output.1.matches(of: #/(?m)^  (?! )(?:\w| |\*|\(|\))*?(\w+)(?:\[\d+\])?;/#).map {
          String($0.output.1)
        }
        for field in fields
          + (structure.output.1.contains("} clusterDim") ? ["clusterDim.x", "clusterDim.y", "clusterDim.z"] : [])
        {
          check("offsetof(RK\(name), \(field)) == offsetof(\(name), \(field))", "place of \(name).\(field)")
          check("sizeof(((RK\(name) *)0)->\(field)) == sizeof(((\(name) *)0)->\(field))", "size of \(name).\(field)")
        }
      }
      for constant in text.matches(of: #/static const uint32_t RK(\w+) = (\d+);/#) {
        check("\(constant.output.1) == \(constant.output.2)", "\(constant.output.1)")
      }
      // Each function under the name that the library exports, with exactly this type, in the official words.
      for function in text.matches(of: #/typedef (.*)\(\*RKProc_(\w+)\)\((.*)\);/#) {
        let (result, name, parameters) = (function.output.1, function.output.2, function.output.3)
        let words = "\(result)(*)(\(parameters))".replacing(#/RK(?=CU|nvrtc)/#, with: "")
        check("__builtin_types_compatible_p(__typeof__(&\(name)), \(words))", "type of \(name)")
      }
    }
    #expect(counted > 240, "\(counted)")
    let file = FileManager.default.temporaryDirectory.appending(path: "header-\(UUID().uuidString).c")
    defer { try? FileManager.default.removeItem(at: file) }
    try checks.joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
    func compile() throws -> (status: Int32, output: String) {
      try runTool("clang", ["-std=c17", "-fsyntax-only", "-Wno-unused-const-variable", file.path()])
    }
    let result = try compile()
    #expect(result.status == 0, "\(result.output.prefix(2000)) of \(counted)")
    // A planted error in each kind is found.
    let wrong = [
      ("sizeof(RKCUuuid)", "sizeof(RKCUuuid) + 1"), ("CUDA_ERROR_OUT_OF_MEMORY == 2", "CUDA_ERROR_OUT_OF_MEMORY == 3"),
      ("CUresult (*)(CUdeviceptr *dptr, size_t bytesize)", "CUresult (*)(CUdeviceptr *dptr, unsigned bytesize)"),
    ]
    for (right, planted) in wrong {
      let text = checks.joined(separator: "\n")
      try #require(text.contains(right))
      try text.replacing(right, with: planted).write(to: file, atomically: true, encoding: .utf8)
      #expect(try compile().status != 0, "\(planted)")
    }
  }
}
