import RingKernelIR

/// libFuzzer's own mutation of bytes.
@_silgen_name("LLVMFuzzerMutate")
private func mutateBytes(_ data: UnsafeMutablePointer<UInt8>, _ size: Int, _ capacity: Int) -> Int

/// Changes trees as trees: bytes alone seldom give one.
@_cdecl("LLVMFuzzerCustomMutator")
public func mutateTree(_ data: UnsafeMutablePointer<UInt8>, _ size: Int, _ capacity: Int, _ seed: UInt32) -> Int {
  var dice = Dice(state: UInt64(seed))
  let text = String(decoding: UnsafeBufferPointer(start: data, count: size), as: UTF8.self)
  guard !dice.next().isMultiple(of: 4), var tree = try? SyntaxText.decode(text) else {
    return mutateBytes(data, size, capacity)
  }
  let pool = tree.nodes
  for _ in 0...Int(dice.next() % 4) { tree.mutate(pool, &dice) }
  let bytes = Array(SyntaxText.encode(tree).utf8)
  guard bytes.count <= capacity else { return mutateBytes(data, size, capacity) }
  for (place, byte) in bytes.enumerated() { data[place] = byte }
  return bytes.count
}

/// SplitMix64.
private struct Dice: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

extension SyntaxNode {
  fileprivate var nodes: [SyntaxNode] { [self] + children.flatMap(\.nodes) }

  private static let texts = [
    "", "i", "x", "y", "a", "9223372036854775807", "9223372036854775808", "-", "+", "<<", "&&", "..<", "...", "Int",
    "Float",
    "UInt8", "SIMD4", "InlineArray", "SharedArray", "Span", "count", "max", "0", "1e999", "barrier", "atomicAdd",
    "Bool", "init",
    "default", "_", "/", "%", "/=", "<<=", "stencil", "unchecked", "checked", "inout", "globalThreadIndex",
    "subgroupBallot",
  ]

  fileprivate mutating func mutate(_ pool: [SyntaxNode], _ dice: inout Dice) {
    switch Int.random(in: 0..<(children.isEmpty ? 3 : 14), using: &dice) {
    case 0: text = Self.texts.randomElement(using: &dice) ?? ""
    case 1: kind = SyntaxKind.allCases.randomElement(using: &dice) ?? .name
    case 2: self = pool.randomElement(using: &dice) ?? self
    case 3: children.removeLast()
    case 4: children.append(children[0])
    case 5: children.swapAt(0, children.count - 1)
    default: children[Int.random(in: children.indices, using: &dice)].mutate(pool, &dice)
    }
  }
}
