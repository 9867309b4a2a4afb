public import RingKernelIR

extension CorpusCase {
  /// The launch of a module that this case describes.
  ///
  /// - Parameters:
  ///   - module: The compiled kernel.
  ///   - subgroupSize: Lanes of a subgroup.
  /// - Throws: `Malformed` when a buffer or parameter has no description.
  public func launch(of module: KernelModule, subgroupSize: Int = 32) throws(Malformed) -> KernelLaunch {
    var launch = KernelLaunch(grid: grid, block: module.blockSize ?? block, subgroupSize: subgroupSize)
    for resource in module.resources {
      guard case .buffer(_, let rank) = resource.kind else { continue }
      let words = (inputs[resource.name] ?? "").split(separator: " ")
      let extents = words.first?.split(separator: "x").compactMap { Int($0) } ?? []
      guard extents.count == max(rank, 1), let filling = Filling(Array(words.dropFirst())) else {
        throw Malformed(description: "\(self): no description of the buffer \(resource.name)")
      }
      let count = extents.reduce(1, *)
      launch.buffers.append(filling.bytes(resource.element, count: count, types: module.types))
      launch.extents.append(extents)
    }
    for parameter in module.functions.last?.parameters ?? [] {
      guard let text = inputs[parameter.name] else {
        throw Malformed(description: "\(self): no value of \(parameter.name)")
      }
      launch.scalars.append(Self.value(text, parameter.type, module.types))
    }
    return launch
  }

  /// Bytes of a scalar, or of a struct given as its scalars between braces.
  private static func value(_ text: String, _ type: KernelType, _ types: TypeTable) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: types.layout(of: type)?.size ?? 0)
    var words = text.split(whereSeparator: { "{}, ".contains($0) })[...]
    ScalarPlace.all(of: type, at: 0, types) { scalar, offset in
      let word = words.popFirst() ?? "0"
      let number = Double(word) ?? 0
      let bits: UInt64 =
        switch scalar {
        case .f32: UInt64(Float(number).bitPattern)
        case .f64: number.bitPattern
        case .f16: UInt64(HalfBits.from(Float(number)))
        case .bool: word == "true" ? 1 : 0
        default: Int64(word).map { UInt64(bitPattern: $0) } ?? UInt64(word) ?? 0
        }
      for byte in 0..<scalar.byteCount { bytes[offset + byte] = UInt8(truncatingIfNeeded: bits >> (byte * 8)) }
    }
    return bytes
  }
}
