internal import RingKernelIR

extension WGSLWriter {
  /// Applies a scalar operation to scalars in place, to vectors by a function that goes lane by lane.
  ///
  /// - Parameters:
  ///   - isMerged: Whether its arithmetic may be merged with that of the operands.
  ///   - text: The operation, given the writer, the operands and the scalar type of the result.
  mutating func lanes(
    _ type: KernelType,
    _ operands: [Expression],
    _ name: String,
    isMerged: Bool = false,
    _ text: (WGSLWriter, [String], ScalarType) -> String
  ) throws(RenderError) -> String {
    guard let lane = type.lane else { throw .layout(.wgsl, "an operation on \(mangled(type))", module.name) }
    for part in operands { if let scalar = part.type.lane { _ = try self.scalar(scalar) } }
    _ = try scalar(lane)
    guard case .vector(_, let count) = type else {
      var texts: [String] = []
      for part in operands { texts.append(try isMerged ? given(part) : operand(part)) }
      return text(self, texts, lane)
    }
    let full = "rk_\(name)_\(mangled(type))_" + operands.map { mangled($0.type) }.joined(separator: "_")
    var parameters: [String] = []
    var arguments: [String] = []
    for (place, part) in operands.enumerated() {
      parameters.append("a\(place): \(try self.type(part.type))")
      arguments.append(try isMerged ? given(part) : argument(part))
    }
    if !helpers.contains(full) {
      let lines = (0..<count).map { lane -> String in
        let inputs = operands.indices.map { place -> String in
          if case .vector = operands[place].type { "a\(place)[\(lane)]" } else { "a\(place)" }
        }
        return text(self, inputs, type.lane ?? .u32)
      }
      let own = try self.type(type)
      let head = "fn \(full)(\(parameters.joined(separator: ", "))) -> \(own)"
      _ = helpers.use(full, "\(head) {\n  return \(own)(\(lines.joined(separator: ", ")));\n}")
    }
    return "\(full)(\(arguments.joined(separator: ", ")))"
  }

  /// A text that can stand as an operand: a name, a number, a call, an element, or in parentheses.
  static func closed(_ text: String) -> String {
    var open: [UInt8] = []
    var previous: UInt8 = 0
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "("), UInt8(ascii: "["): open.append(byte)
      case UInt8(ascii: ")"), UInt8(ascii: "]"): _ = open.popLast()
      // Of a template, if nothing stands between it and the name.
      case UInt8(ascii: "<"): if previous != UInt8(ascii: " "), previous != byte { open.append(byte) }
      case UInt8(ascii: ">"): if previous != UInt8(ascii: " "), open.last == UInt8(ascii: "<") { open.removeLast() }
      case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "!"), UInt8(ascii: "~"), UInt8(ascii: "&"):
        if open.isEmpty { return "(\(text))" }
      default: break
      }
      previous = byte
    }
    return text
  }

  func builtin(_ builtin: Builtin, _ axis: Int) -> String {
    let name = ["x", "y", "z"][axis]
    switch builtin {
    case .threadIndex: return "i32(rk_thread.\(name))"
    case .blockIndex: return "i32(rk_block.\(name))"
    case .blockSize: return "\(block[axis])i"
    case .gridSize: return "i32(rk_grid.\(name))"
    case .globalThreadIndex: return "i32(\(global(axis)))"
    case .linearThreadIndex: return "i32(\(linearThread))"
    case .laneIndex: return "i32(rk_lane)"
    case .subgroupIndex: return "i32((\(linearThread)) / rk_lanes)"
    case .subgroupSize: return "i32(rk_lanes)"
    }
  }

  private func global(_ axis: Int) -> String {
    let name = ["x", "y", "z"][axis]
    return block[axis] == 1 ? "rk_block.\(name)" : "rk_block.\(name) * \(block[axis])u + rk_thread.\(name)"
  }

  /// The thread in its block, x fastest; `u32`.
  var linearThread: String {
    var parts = ["rk_thread.x"]
    if block[1] > 1 { parts.append("rk_thread.y * \(block[0])u") }
    if block[2] > 1 { parts.append("rk_thread.z * \(block[0] * block[1])u") }
    return parts.joined(separator: " + ")
  }

  /// The thread in the launch, x fastest, of type `u32`; handlers run in one thread.
  mutating func launchThread() -> String {
    guard module.entry == .kernel else { return "0u" }
    let text = """
      fn rk_number(thread: vec3<u32>, block: vec3<u32>, grid: vec3<u32>) -> u32 {
        let size = vec3<u32>(\(block[0])u, \(block[1])u, \(block[2])u);
        let at = block * size + thread;
        return at.x + grid.x * size.x * (at.y + grid.y * size.y * at.z);
      }
      """
    return "\(helpers.use("rk_number", text))(rk_thread, rk_block, rk_grid)"
  }
}
