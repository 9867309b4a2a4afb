internal import RingKernelIR

extension WGSLWriter {
  /// Gets ready for the body of a function; its inout parameters are pointers.
  private mutating func enter(_ id: FunctionID) {
    function = module.functions[id]
    isEntry = module.entry == .kernel && id == module.functions.count - 1
    let taken = WGSLKeywords.all.union(resourceNames).union(functionNames).union(structNames.values)
    var names = Namer(reserved: taken)
    localNames = function.locals.map { names.unique($0.name) }
    for (place, parameter) in function.parameters.enumerated() where parameter.isInout {
      localNames[place] = "(*\(localNames[place]))"
    }
    variables = Self.variables(function)
    computed = computedLocals()
  }

  /// Locals that cannot be `let`: assigned after their definition, handed over by reference, or indexed by a variable.
  private static func variables(_ function: KernelFunction) -> Set<LocalID> {
    var found: Set<LocalID> = []
    func note(_ place: Place, isChanged: Bool) {
      guard case .local(let id) = place.root else { return }
      let isIndexed = place.path.contains { if case .element = $0 { true } else { false } }
      if isChanged || isIndexed { found.insert(id) }
    }
    for statement in function.body {
      statement.visit { inner in
        for expression in inner.expressions {
          expression.visit { part in if case .read(let place) = part.node { note(place, isChanged: false) } }
        }
        switch inner {
        case .assign(let place, _): note(place, isChanged: true)
        case .call(_, let operands, _), .perform(_, let operands, _):
          for case .place(let place) in operands { note(place, isChanged: true) }
        default: break
        }
      }
    }
    return found
  }

  /// The indices of the launch that a text mentions.
  private func used(in text: String) -> [WGSLBuiltin] {
    let words = Set(WGSLLibrary.words(text))
    return WGSLBuiltin.allCases.filter { words.contains($0.rawValue) }
  }

  mutating func printFunction(_ id: FunctionID) throws(RenderError) {
    enter(id)
    begin(line: function.line)
    var parameters: [String] = []
    let body = try aside { (writer) throws(RenderError) in
      for (place, parameter) in writer.function.parameters.enumerated() {
        let type = try writer.type(parameter.type)
        let name = writer.localNames[place]
        if parameter.isInout {
          parameters.append("\(name.dropFirst(2).dropLast()): ptr<function, \(type)>")
        } else if writer.variables.contains(place) {
          parameters.append("\(name)_0: \(type)")
          writer.emit("var \(name) = \(name)_0;")
        } else {
          parameters.append("\(name): \(type)")
        }
      }
      try writer.print(writer.function.body)
      try writer.printEnd()
    }
    let indices = used(in: body.text)
    builtins[id] = indices
    let all = indices.map { "\($0.rawValue): \($0.type)" } + parameters
    let result = function.result == .void ? "" : " -> \(try type(function.result))"
    emit("fn \(functionNames[id])(\(all.joined(separator: ", ")))\(result) {")
    append(body)
    emit("}")
  }

  /// A function ends by giving a value, also where its last loop does so on every way.
  private mutating func printEnd() throws(RenderError) {
    guard function.result != .void, case .loop? = function.body.last else { return }
    emit("return \(try type(function.result))();")
  }

  mutating func printKernel(_ id: FunctionID) throws(RenderError) {
    enter(id)
    begin(line: function.line)
    let extents = module.resources.reduce(0) {
      if case .buffer(_, let rank) = $1.kind { $0 + max(rank, 1) } else { $0 }
    }
    let body = try aside { (writer) throws(RenderError) in
      var offset = extents * 4
      let words = WGSLMemory(name: Self.wordsName, isAtomic: false, element: nil, isMutable: false)
      for (place, parameter) in writer.function.parameters.enumerated() {
        guard let layout = writer.module.types.layout(of: parameter.type) else {
          throw .layout(.wgsl, parameter.name, writer.module.name)
        }
        offset = (offset + layout.alignment - 1) / layout.alignment * layout.alignment
        let value = try writer.load(parameter.type, WGSLAddress(constant: offset), words)
        let keyword = writer.variables.contains(place) ? "var" : "let"
        writer.emit("\(keyword) \(writer.localNames[place]) = \(value);")
        offset += layout.size
      }
      try writer.print(writer.function.body)
    }
    let words = Set(WGSLLibrary.words(body.text))
    let parameters = used(in: body.text).map { "@builtin(\($0.attribute)) \($0.rawValue): \($0.type)" }
    emit("@compute @workgroup_size(\(block[0]), \(block[1]), \(block[2]))")
    emit("fn \(functionNames[id])(\(parameters.joined(separator: ", "))) {")
    for place in 0..<extents where words.contains("\(Self.extentName)\(place)") {
      emit("  let \(Self.extentName)\(place) = \(Self.wordsName)[\(place)];")
    }
    holdsZero = mayHoldZero(body.text)
    if holdsZero { emit("  rk_nothing = \(Self.wordsName)[0] >> 31u;") }
    append(body)
    emit("}")
  }

  /// The entry that runs messages of one type in order, in one thread (`Design/0005`).
  mutating func printBatch(_ id: FunctionID, _ name: String) throws(RenderError) {
    let handler = module.functions[id]
    guard let message = handler.parameters.first, let layout = module.types.layout(of: message.type) else { return }
    let messages = words(Self.messagesName, message.type, isMutable: false)
    let replies = words(Self.repliesName, handler.result, isMutable: true)
    let reply = module.types.layout(of: handler.result) ?? (0, 1, 1)
    emit("@compute @workgroup_size(1)")
    try block("fn \(name)()") { (writer) throws(RenderError) in
      try writer.block("for (var rk_n = 0u; rk_n < \(Self.wordsName)[0]; rk_n++)") { (writer) throws(RenderError) in
        let canFail = writer.failing.contains(id)
        if canFail {
          writer.emit("rk_outcome = rk_n * 8u;")
          writer.emit("rk_failed = false;")
        }
        let value = try writer.load(message.type, WGSLAddress(terms: [("rk_n", layout.stride)]), messages)
        let arguments = (writer.builtins[id] ?? []).map(\.ofBatch) + [value]
        let call = "\(writer.functionNames[id])(\(arguments.joined(separator: ", ")));"
        writer.emit(handler.result == .void ? call : "let rk_reply = \(call)")
        if canFail { writer.emit("if (rk_failed) { continue; }") }
        if handler.result != .void {
          let place = WGSLAddress(terms: [("rk_n", reply.stride)])
          writer.emit(try writer.store(handler.result, place, replies, "rk_reply") + ";")
        }
        writer.emit("atomicStore(&\(Self.recordName)[rk_n * 8u], 2u);")
      }
    }
  }
}
