internal import RingKernelIR

// How a message becomes words, in a resident program.
extension CWriter {
  /// A function that stores a message as words; what no field covers becomes zero.
  mutating func putting(_ name: String) throws(RenderError) -> String {
    let type = try type(.structure(name))
    let words = try payloadWords(name)
    let function = "rk_put_\(type)"
    if let direct = try wordStores(.structure(name), 0, "m"), direct.words == words {
      return helpers.use(
        function,
        """
        static __device__ void \(function)(u32* to, const \(type)& m) {
        \(direct.lines.map { "  " + $0 }.joined(separator: "\n"))
        }
        """
      )
    }
    let stores = try stores(.structure(name), 0, "m", 0)
    return helpers.use(
      function,
      """
      static __device__ void \(function)(u32* to, const \(type)& m) {
        alignas(16) u32 words[\(max(words, 1))];
        for (u32 k = 0; k < \(words)u; k++) words[k] = 0u;
        u8* at = (u8*)words;
      \(stores.map { "  " + $0 }.joined(separator: "\n"))
        for (u32 k = 0; k < \(words)u; k++) to[k] = words[k];
      }
      """
    )
  }

  /// Stores of the fields of `value`, each of whole words, from word `first` on; how many words they cover.
  ///
  /// One thread copies a message, so it asks for sixteen words before it waits for the first. Nil where a field is narrower
  /// than a word, or an array of structs.
  private mutating func wordStores(
    _ type: KernelType,
    _ first: Int,
    _ value: String
  ) throws(RenderError) -> (lines: [String], words: Int)? {
    func copy(_ words: Int, from place: String, to first: String) -> String {
      let stores = (0..<words).map { "to[\(first) + \($0)u] = w[\($0)];" }.joined(separator: " ")
      return "{ u32 w[\(words)]; memcpy(w, &\(place), \(words * 4)); \(stores) }"
    }
    switch type {
    case .scalar(let scalar) where scalar.byteCount % 4 == 0:
      return ([copy(scalar.byteCount / 4, from: value, to: "\(first)u")], scalar.byteCount / 4)
    case .array(.scalar(let scalar), let count) where scalar.byteCount % 4 == 0 && count > 0:
      let (each, batch) = (scalar.byteCount / 4, 64 / scalar.byteCount)
      var lines: [String] = []
      if count >= batch {
        let body = copy(16, from: "\(value).v[k]", to: "\(first)u + k * \(each)u")
        lines.append("for (u32 k = 0; k < \(count / batch * batch)u; k += \(batch)u) \(body)")
      }
      let rest = count % batch
      if rest > 0 {
        let from = "\(value).v[\(count - rest)]"
        lines.append(copy(rest * each, from: from, to: "\(first + (count - rest) * each)u"))
      }
      return (lines, count * each)
    case .structure(let name):
      guard let structure = module.types.structs[name] else { throw .layout(dialect.name, name, module.name) }
      var (lines, words): ([String], Int) = ([], 0)
      for (place, field) in structure.fields.enumerated() {
        let member = "\(value).\(fieldNames[name]?[place] ?? "")"
        guard field.offset == words * 4, let found = try wordStores(field.type, first + words, member) else {
          return nil
        }
        (lines, words) = (lines + found.lines, words + found.words)
      }
      return (lines, words)
    default: return nil
    }
  }

  /// Copies of the fields of `value` to their places behind `at`.
  private mutating func stores(
    _ type: KernelType,
    _ offset: Int,
    _ value: String,
    _ depth: Int
  ) throws(RenderError) -> [String] {
    switch type {
    case .void: return []
    case .scalar(let scalar): return ["memcpy(at + \(offset), &\(value), \(scalar.byteCount));"]
    case .vector(let scalar, let lanes): return ["memcpy(at + \(offset), &\(value), \(scalar.byteCount * lanes));"]
    case .array(let element, let count):
      guard count > 0, let stride = module.types.layout(of: element)?.stride else { return [] }
      let index = "k\(depth)"
      let inner = try stores(element, 0, "\(value).v[\(index)]", depth + 1)
      return [
        "for (u32 \(index) = 0; \(index) < \(count)u; \(index)++) {",
        "  u8* from = at; u8* at = from + \(offset) + \(index) * \(stride)u;",
      ]
        + inner.map { "  " + $0 } + ["}"]
    case .structure(let name):
      guard let structure = module.types.structs[name] else { throw .layout(dialect.name, name, module.name) }
      var all: [String] = []
      for (place, field) in structure.fields.enumerated() {
        all += try stores(field.type, offset + field.offset, "\(value).\(fieldNames[name]?[place] ?? "")", depth)
      }
      return all
    }
  }
}
