#if Macros
internal import RingKernelIR
internal import RingKernelRender
internal import RingKernelSyntax

/// A call of an intrinsic in the least kernel that has one: shows how each dialect spells it.
struct IntrinsicSample {
  /// The call, as kernel code has it.
  let call: String
  private let isHandler: Bool
  private let source: String
  private let line: Int

  /// The least kernel that reads an index or a size.
  init(_ builtin: Builtin) {
    call = builtin.rawValue + (builtin.hasAxes ? ".x" : "")
    isHandler = false
    line = 2
    source = """
      @Kernel(.unchecked) func sample(out: inout MutableSpan<Int32>) {
        out[threadIndex.x] = Int32(truncatingIfNeeded: \(call))
      }
      """
  }

  init(_ row: Intrinsic) {
    isHandler = row.category == .context || row.category == .ring
    let type = Self.type(of: row)
    var names = ["a", "b", "c"][...]
    var numbers = ["n", "m", "k"][...]
    var parameters: [String] = []
    let arguments = row.parameters.enumerated().map { index, pattern -> String in
      let label = row.labels.indices.contains(index) && !row.labels[index].isEmpty ? "\(row.labels[index]): " : ""
      switch pattern {
      case .place: return "\(label)&place[threadIndex.x]"
      case .fixed(let fixed):
        // Lanes are constants for a broadcast.
        if row.id == .subgroupBroadcast { return "\(label)0" }
        let name = fixed == .bool ? "flag" : numbers.popFirst() ?? "n"
        parameters.append("\(name): \(Self.spelled(fixed))")
        return label + name
      default:
        let name = names.popFirst() ?? "a"
        parameters.append("\(name): \(pattern == .bits ? "UInt32" : type)")
        return label + name
      }
    }
    let list = arguments.joined(separator: ", ")
    switch row.category {
    case .context, .ring:
      call = Self.operation(row, list)
      line = 5
      source = """
        @RingMessage struct Note { var value: Int32 }
        @RingKernel struct Sample {
          var number = 0, word: UInt64 = 0, index: UInt32 = 0, flag = false, time: HybridTime
          mutating func receive(_ a: Note, in context: inout RingContext) throws {
            \(Self.statement(row, call, type))
          }
        }
        """
    case .stencil:
      let name = row.id.rawValue.dropFirst(7).lowercased()
      call = row.id == .stencilIndex ? "p[pos]" : row.id == .stencilAt ? "p.at(pos, 1, 0, -1)" : "p.\(name)(pos)"
      line = 3
      source = """
        @StencilKernel(.unchecked, tile: (4, 4, 4), halo: 1)
        func sample(p: Field3D<Float>, out: inout Field3D<Float>, at pos: GridPosition) {
          out[pos] = \(call)
        }
        """
    default:
      call = "\(row.swiftName)(\(list))"
      line = 2
      let out = Self.result(row, type).map { ["out: inout MutableSpan<\($0)>"] } ?? []
      let place = row.parameters.contains(.place) ? ["place: inout MutableSpan<\(type)>"] : []
      source = """
        @Kernel(.unchecked) func sample(\((parameters + place + out).joined(separator: ", "))) {
          \(Self.statement(row, call, type))
        }
        """
    }
  }

  /// An operation of the context as Swift has it.
  private static func operation(_ row: Intrinsic, _ list: String) -> String {
    switch row.id {
    case .fail: "throw context.failure(\"…\")"
    case .k2kSend: "try context.send(a, to: 0, replica: 1, forwardingCall: true)"
    case .k2kTurn: "try context.send(a, to: 0)"
    case .k2kReplicas: "try context.gridSize(of: 0)"
    case .hlcTick: "try context.tick()"
    case .hlcUpdate: "try context.merge(context.now)"
    case .markTerminated: "context.requestTermination()"
    case _ where row.parameters.isEmpty: "context.\(row.swiftName)"
    default: "context.\(row.swiftName)(\(list))"
    }
  }

  private static func statement(_ row: Intrinsic, _ call: String, _ type: String) -> String {
    if row.category == .context || row.category == .ring {
      let isStatement = [.markTerminated, .contextReply, .emit, .fail].contains(row.id)
      if isStatement || row.id == .k2kSend || row.id == .k2kTurn { return call }
      // Kept in the state, or it would be left out.
      switch row.result {
      case _ where [.hlcNow, .hlcTick, .hlcUpdate, .contextMessageTime].contains(row.id): return "time = \(call)"
      case .fixed(.scalar(.u64)): return "word = \(call)"
      case .fixed(.scalar(.u32)): return "index = \(call)"
      case .fixed(.scalar(.bool)): return "flag = \(call)"
      default: return "number = \(call)"
      }
    }
    guard result(row, type) != nil else { return call }
    if row.id == .nan { return "out[threadIndex.x] = nan()" }
    return "out[threadIndex.x] = \(call)\(row.result == .pair ? ".0" : "")"
  }

  private static func result(_ row: Intrinsic, _ type: String) -> String? {
    switch row.result {
    case .none: nil
    case .fixed(let fixed): spelled(fixed)
    case .bits: "UInt32"
    default: [.dot, .length, .distance].contains(row.id) ? "Float" : type
    }
  }

  /// A type that `T` may be.
  private static func type(of row: Intrinsic) -> String {
    if [.dot, .cross, .length, .distance, .normalize].contains(row.id) { return "SIMD3<Float>" }
    switch row.generic {
    case .none, .float, .any: return "Float"
    case .number: return row.category == .math ? "Float" : "Int32"
    case .integer, .word, .atomicInteger, .atomicNumber: return "Int32"
    }
  }

  static func spelled(_ type: KernelType) -> String {
    switch type {
    case .scalar(.i64): "Int"
    case .scalar(let scalar): scalar.swiftName
    default: "\(type)"
    }
  }

  /// What a dialect prints for the call; the reason where it refuses; nil where nothing is printed.
  func spelling(in dialect: DialectName) -> Result<String, Refusal> {
    let kernels = KernelSource(files: [source])
    do throws(CompileFailure) {
      let module = try KernelCompiler.lower(isHandler ? kernels.unit(actor: "Sample") : kernels.unit("sample"))
      do throws(RenderError) {
        let program = try program(module, dialect)
        let lines = zip(program.text.split(separator: "\n", omittingEmptySubsequences: false), program.lines)
          .filter { $0.1 == line }.map { Self.expression(String($0.0)) }
        return .success(Self.joined(lines.filter { !$0.isEmpty && $0 != "{" && $0 != "}" }))
      } catch { return .failure(Refusal(reason: error.message)) }
    } catch { return .failure(Refusal(reason: error.errors.first.map { "\($0.code): \($0.message)" } ?? "")) }
  }

  /// What a device gets: for a handler the program of an engine where the dialect has one, otherwise a batch of messages.
  private func program(_ module: KernelModule, _ dialect: DialectName) throws(RenderError) -> RenderedProgram {
    if isHandler, dialect == .cuda { return try Renderer.resident([module]) }
    let options = RenderOptions(features: [.subgroups], isEngine: isHandler && dialect == .wgsl)
    return try Renderer.render(module, for: dialect, options)
  }

  /// One line; a temporary that only the store reads is left out.
  private static func joined(_ lines: [String]) -> String {
    if lines.count == 2, let equals = lines[0].firstRange(of: " = "),
      lines[0][..<equals.lowerBound].split(separator: " ").last.map(String.init) == lines[1]
    {
      return String(lines[0][equals.upperBound...].prefix { $0 != ";" })
    }
    return lines.joined(separator: " ")
  }

  struct Refusal: Error { var reason: String }

  /// The right side of a store to `out`, else the whole line; without the comment that names the Swift line.
  private static func expression(_ line: String) -> String {
    var text = line[...]
    if let comment = text.firstRange(of: "  // ") ?? text.firstRange(of: "// ") { text = text[..<comment.lowerBound] }
    text = text.trimming()
    if text.hasPrefix("out"), let store = text.firstRange(of: " = ") { text = text[store.upperBound...].dropLast() }
    return String(text.trimming())
  }
}

extension Substring {
  fileprivate func trimming() -> Substring {
    var text = self
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return text
  }
}
#endif
