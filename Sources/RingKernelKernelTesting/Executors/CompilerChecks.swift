internal import Foundation
public import RingKernelIR
internal import RingKernelRender

/// What real compilers say about printed texts.
public struct CompilerChecks: Sendable {
  private let compilers: [NVRTC]
  private let tint: Tint?

  /// Loads the compilers that are there.
  ///
  /// - Parameter nvrtc: Which NVRTCs to look for.
  /// - Throws: When one is there and does not work.
  public init(nvrtc: [Tool] = [.nvrtc12, .nvrtc13]) throws {
    compilers = try nvrtc.filter(\.isPresent).map { try NVRTC($0) }
    let parts = [Tool.python, .vulkan, .swiftshader]
    tint = parts.allSatisfy(\.isPresent) ? try Tint() : nil
  }

  /// Versions of the NVRTCs that are there.
  public var nvrtcVersions: [String] { compilers.map { "\($0.version.0).\($0.version.1)" } }

  /// Complaints about a CUDA text: PTX for sm_75, sm_80 and sm_90, and a cubin for sm_90, by every NVRTC.
  ///
  /// - Parameter text: CUDA C++.
  public func complaints(aboutCUDA text: String) -> [String] {
    compilers.flatMap { compiler in
      var found: [String] = []
      func attempt(_ what: String, _ body: () throws(NVRTC.Refusal) -> Void) {
        do { try body() } catch { found.append("NVRTC \(compiler.version) \(what): \(error.log)") }
      }
      let options = Renderer.compilerOptions(for: .cuda)
      for architecture in [75, 80] {
        attempt("PTX \(architecture)") { () throws(NVRTC.Refusal) in
          _ = try compiler.ptx(text, architecture: architecture, options: options)
        }
      }
      attempt("PTX and cubin 90") { () throws(NVRTC.Refusal) in
        _ = try compiler.both(text, architecture: 90, options: options)
      }
      return found
    }
  }

  /// Tint's complaint about a WGSL text; nil also where Tint is not there.
  ///
  /// - Throws: When its process is gone.
  public func complaint(aboutWGSL text: String) async throws -> String? { try await tint?.complaint(about: text) }

  /// Sizes and offsets that NVRTC gives the structs of a text, read back from the code it compiles, against the host's.
  ///
  /// - Parameters:
  ///   - text: CUDA C++ that declares the structs.
  ///   - types: What the host measured.
  ///   - names: How the text calls a struct and a field of it.
  /// - Returns: What differs, or does not compile; empty without NVRTC.
  public func layoutDifferences(
    inCUDA text: String,
    _ types: TypeTable,
    names: (String, String?) -> String = { $1 ?? $0 }
  ) -> [String] {
    var questions: [(what: String, expression: String, answer: Int)] = []
    for structure in types.structs.values.sorted(by: { $0.name < $1.name }) {
      let type = names(structure.name, nil)
      guard text.contains(" \(type) {") else { continue }
      questions.append(("size of \(type)", "sizeof(\(type))", structure.stride))
      for field in structure.fields {
        let member = names(structure.name, field.name)
        let address = "(unsigned long long)&((\(type)*)0)->\(member)"
        questions.append(("offset of \(type).\(member)", address, field.offset))
      }
    }
    // There is no `offsetof` without headers: a kernel stores the numbers, and its PTX says which.
    let stores = questions.enumerated().map { "  to[\($0)] = \($1.expression);\n" }.joined()
    let kernel = "\nextern \"C\" __global__ void ringkernel_layouts(volatile unsigned long long* to) {\n\(stores)}\n"
    return compilers.flatMap { (compiler) -> [String] in
      do {
        let ptx = try compiler.ptx(text + kernel, architecture: 90)
        let found = Self.storedNumbers(ptx)
        return questions.enumerated().compactMap { (place, question) -> String? in
          let number = found[place * 8]
          return number == question.answer
            ? nil : "\(question.what): \(number.map(String.init) ?? "not stored") instead of \(question.answer)"
        }
      } catch { return ["\(error)"] }
    }
  }

  /// Constants that the layout kernel stores, by byte offset.
  private static func storedNumbers(_ ptx: String) -> [Int: Int] {
    let body = ptx.range(of: ".entry ringkernel_layouts").map { ptx[$0.upperBound...] } ?? ""
    var registers: [Substring: Int] = [:]
    var found: [Int: Int] = [:]
    for line in body.split(separator: "\n") {
      if let move = line.firstMatch(of: #/mov\.[ub]64\s+(%\w+), (\d+);/#) {
        registers[move.output.1] = Int(move.output.2)
      } else if let store = line.firstMatch(of: #/st\.volatile\.(?:global\.)?[ub]64\s+\[%\w+(?:\+(\d+))?\], (%?\w+);/#)
      {
        let value = store.output.2
        found[store.output.1.flatMap { Int($0) } ?? 0] = registers[value] ?? Int(value)
      }
    }
    return found
  }
}
