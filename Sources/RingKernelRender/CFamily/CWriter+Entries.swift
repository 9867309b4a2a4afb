internal import RingKernelIR

// Functions, entries, and what they are handed.
extension CWriter {
  /// Prints a function that is no entry.
  mutating func printFunction(_ number: FunctionID) throws(RenderError) -> Page {
    begin(number, isEntry: false)
    var parameters = ["\(dialect.thread)rk_context& rk"]
    // A resident program keeps the message until its handler is done: nobody needs a copy of it.
    let takesMessage = isEngine && module.handlers.contains { $0.function == number }
    for (place, parameter) in function.parameters.enumerated() {
      let type = try type(parameter.type)
      let passed = parameter.isInout ? "\(dialect.thread)\(type)&" : takesMessage ? "const \(type)&" : type
      parameters.append("\(passed) \(localNames[place])")
    }
    let head = "\(dialect.function) \(try type(function.result)) \(functionNames[number])"
    let body = try body { (writer) throws(RenderError) in try writer.print(writer.function.body) }
    return wrap("\(head)(\(parameters.joined(separator: ", ")))", body)
  }

  private mutating func begin(_ number: FunctionID, isEntry: Bool) {
    function = module.functions[number]
    self.isEntry = isEntry
    let taken = CKeywords.all.union(dialect.keywords).union(resourceNames).union(functionNames)
    var names = Namer(reserved: taken.union(structNames.values))
    localNames = function.locals.map { names.unique($0.name) }
  }

  /// Prints the entry of a kernel.
  mutating func printKernel(_ number: FunctionID) throws(RenderError) -> Page {
    begin(number, isEntry: true)
    let body = try body { (writer) throws(RenderError) in try writer.print(writer.function.body) }
    let opening = try self.body { (writer) throws(RenderError) in try writer.printOpening() }
    var parameters: [String] = []
    for (place, resource) in module.resources.enumerated() {
      guard case .buffer = resource.kind else { continue }
      parameters.append("\(try pointer(resource))\(dialect.restrict) \(resourceNames[place])")
    }
    parameters += [dialect.words, "\(dialect.device)\(dialect.scalar(.u32))* rk_record"]
    return wrap(head(parameters, entryName), opening + body)
  }

  private func head(_ parameters: [String], _ name: String) -> String {
    var all = parameters
    if dialect.hasAttributes {
      all = parameters.enumerated().map { "\($1) [[buffer(\($0))]]" }
      all += threadValues.sorted().compactMap { dialect.threadValues[$0] }
    }
    let isBounded = dialect.name == .cuda && module.entry == .kernel
    let bound = isBounded ? module.blockSize.map { " __launch_bounds__(\($0.reduce(1, *)))" } ?? "" : ""
    return "\(dialect.entry)\(bound) \(name)(\(all.joined(separator: ", ")))"
  }

  /// The type of a pointer to a resource.
  private mutating func pointer(_ resource: Resource) throws(RenderError) -> String {
    let element = try type(resource.element)
    switch resource.kind {
    case .buffer(let isMutable, _):
      let readOnly = isMutable || resource.isAtomic ? "" : "const "
      return "\(readOnly)\(dialect.device)\(element)*"
    case .shared: return "\(dialect.shared)\(element)*"
    case .state: return "\(dialect.device)\(element)*"
    }
  }

  /// Parameters, shared memory that starts with zeros, and the context.
  private mutating func printOpening() throws(RenderError) {
    for (place, parameter) in function.parameters.enumerated() {
      emit("\(try type(parameter.type)) \(localNames[place]) = rk_words.\(parameterNames[place]);")
    }
    var bytes = 0
    for (place, resource) in module.resources.enumerated() {
      guard case .shared(let count) = resource.kind else { continue }
      bytes += count * (module.types.layout(of: resource.element)?.stride ?? 1)
      try printShared(resourceNames[place], resource.element, count)
    }
    if bytes > 0, let barrier = dialect.effect(CEffect(.barrier)) { emit("\(barrier.text);") }
    let threads = module.blockSize?.reduce(1, *) ?? 1024
    for type in scratch.sorted(by: { $0.rawValue < $1.rawValue }) {
      bytes += threads * type.byteCount
      emit("\(dialect.sharedArray)\(dialect.scalar(type)) rk_slots_\(type.rawValue)[\(threads)];")
    }
    if bytes > dialect.sharedLimit {
      throw .lacks(dialect.name, "\(bytes) bytes of memory for a block, \(dialect.sharedLimit) are there", module.name)
    }
    guard module.functions.count > 1 else { return }
    let resources = module.resources.indices.map { resourceNames[$0] }
    let values = contextValues.sorted() + scratch.map { "rk_slots_\($0.rawValue)" }.sorted()
    emit("rk_context rk = {\((resources + values + ["&rk_words", "rk_record", "false"]).joined(separator: ", "))};")
  }

  /// A shared array, zeroed by the block's threads together.
  private mutating func printShared(_ name: String, _ element: KernelType, _ count: Int) throws(RenderError) {
    emit("\(dialect.sharedArray)\(try type(element)) \(name)[\(count)];")
    let block = module.blockSize
    let linear = dialect.builtin(.linearThreadIndex, 0, block, prefix)
    let isScalar = element.scalar != nil
    let stride = module.types.layout(of: element)?.stride ?? 1
    let places = isScalar ? count : count * stride
    let byte = dialect.scalar(.u8)
    let target = isScalar ? name : "((\(dialect.shared)\(byte)*)\(name))"
    let zero = isScalar ? dialect.constant(0, element.scalar ?? .u8).text : "0"
    if let threads = block?.reduce(1, *), threads >= places {
      let store = "\(target)[\(noting(linear.text))] = \(zero);"
      return emit(threads == places ? store : "if (\(linear.text) < \(places)) \(store)")
    }
    let sizes = (0..<3).map { dialect.builtin(.blockSize, $0, nil, prefix).text }
    let step = block.map { "\($0.reduce(1, *))" } ?? noting(sizes.joined(separator: " * "))
    let u32 = dialect.scalar(.u32)
    emit("for (\(u32) rk_i = \(noting(linear.text)); rk_i < \(places); rk_i += \(step)) \(target)[rk_i] = \(zero);")
  }

  /// The entry that runs messages of one type in order, in one thread (`Design/0005`).
  mutating func printBatch() throws(RenderError) -> Page {
    guard let handler = module.functions.last, let message = handler.parameters.first else { return Page() }
    let call = functionNames[module.functions.count - 1]
    let state = module.resources.firstIndex { $0.kind == .state }
    let reply = handler.result == .void ? dialect.scalar(.u8) : try type(handler.result)
    let stateType = try state.map { (state) throws(RenderError) in try type(module.resources[state].element) }
    entryName = namer.unique("\(call)_batch")
    isEntry = true
    let (u32, device) = (dialect.scalar(.u32), dialect.device)
    let thread = dialect.thisThread(prefix)
    _ = use(thread.helper)
    let body = try body { (writer) throws(RenderError) in
      writer.emit("if (\(writer.noting(thread.text)) != 0) return;")
      let members = (state == nil ? [] : ["rk_state"]) + writer.contextValues.sorted()
      writer.emit("rk_context rk = {\((members + ["nullptr", "rk_outcomes", "false"]).joined(separator: ", "))};")
      try writer.block("for (\(u32) rk_n = 0; rk_n < rk_count; rk_n++)") { (writer) throws(RenderError) in
        writer.emit("rk.record = rk_outcomes + 8 * rk_n;")
        writer.emit("rk.failed = false;")
        let call = "\(call)(rk, rk_messages[rk_n]);"
        writer.emit(handler.result == .void ? call : "\(reply) rk_reply = \(call)")
        writer.emit("if (rk.failed) continue;")
        if handler.result != .void { writer.emit("rk_replies[rk_n] = rk_reply;") }
        writer.emit("rk.record[0] = 2;")
      }
    }
    let parameters = [
      "\(device)\(stateType ?? dialect.scalar(.u8))*\(dialect.restrict) rk_state",
      "const \(device)\(try type(message.type))*\(dialect.restrict) rk_messages",
      "\(device)\(reply)*\(dialect.restrict) rk_replies", "\(device)\(u32)* rk_outcomes", dialect.count,
    ]
    return wrap(head(parameters, entryName), body)
  }

  /// The words of a launch, and what functions know of it.
  mutating func printContext() throws(RenderError) {
    if isEngine { return try printEngineContext() }
    try block("struct rk_arguments", "};") { (writer) throws(RenderError) in
      // A buffer has fewer than 2^31 elements.
      var fields = writer.extentNames.joined().map { "\(writer.dialect.scalar(.i32)) \($0);" }
      let parameters = writer.module.entry == .kernel ? writer.module.functions.last?.parameters ?? [] : []
      for (place, parameter) in parameters.enumerated() {
        fields.append("\(try writer.type(parameter.type)) \(writer.parameterNames[place]);")
      }
      for field in fields.isEmpty ? ["\(writer.dialect.scalar(.u32)) none;"] : fields { writer.emit(field) }
    }
    guard module.functions.count > 1 || module.entry != .kernel else { return }
    try block("struct rk_context", "};") { (writer) throws(RenderError) in
      for (place, resource) in writer.module.resources.enumerated() {
        writer.emit("\(try writer.pointer(resource)) \(writer.resourceNames[place]);")
      }
      for name in writer.contextValues.sorted() {
        writer.emit("\(writer.dialect.threadValues[name]?.prefix { $0 != "[" }.dropLast() ?? "");")
      }
      for type in writer.scratch.sorted(by: { $0.rawValue < $1.rawValue }) {
        writer.emit("\(writer.dialect.shared)\(writer.dialect.scalar(type))* rk_slots_\(type.rawValue);")
      }
      writer.emit("\(writer.dialect.wordsPointer) words;")
      writer.emit("\(writer.dialect.device)\(writer.dialect.scalar(.u32))* record;")
      writer.emit("bool failed;")
    }
  }
}
