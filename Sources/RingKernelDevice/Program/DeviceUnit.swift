public import RingKernelCompute
public import RingKernelCore
public import RingKernelIR

/// What the kernel compiler compiles, put together from definitions that macros shipped.
public enum DeviceUnit {
  /// The unit of a kernel.
  ///
  /// - Throws: `RK1xxx` of a definition that does not decode or whose layout differs from the host's.
  public static func make(_ kernel: KernelDefinition) throws(RingKernelError) -> CompilationUnit {
    var unit = try make(kernel.definition)
    unit.constants = kernel.constants.mapValues(Int64.init)
    unit.checking = Checking.allCases.first { unit.declaration.has($0.rawValue) } ?? .indices
    return unit
  }

  /// The unit of an actor.
  ///
  /// - Parameters:
  ///   - actor: The actor.
  ///   - message: Name of the message type in Swift whose handler alone is compiled; nil for all handlers.
  /// - Throws: As above.
  public static func make(
    actor: any DeviceActor.Type,
    message: String? = nil
  ) throws(RingKernelError) -> CompilationUnit {
    var unit = try make(actor.deviceDefinition)
    unit.message = message
    return unit
  }

  private static func make(_ definition: DeviceDefinition) throws(RingKernelError) -> CompilationUnit {
    var trees: [String: SyntaxNode] = [:]
    var layouts: [String: DeviceLayout] = [:]
    var messages: [String: MessageType] = [:]
    var statics: [String: StaticConstant] = [:]
    var order: [String] = []
    var waiting = [definition]
    while let next = waiting.popLast() {
      if let constant = next.constant {
        statics[next.name] = StaticConstant(typeName: constant.type, bits: constant.bits)
        continue
      }
      guard trees[next.name] == nil else { continue }
      trees[next.name] = try decode(next)
      layouts[next.name] = next.layout
      if let id = next.messageID, let layout = next.layout {
        messages[next.name] = MessageType(typeID: id, payloadBytes: (layout.size + 3) & ~3)
      }
      order.append(next.name)
      waiting += next.uses
    }
    let all = order.compactMap { trees[$0] }
    guard let declaration = all.first else { throw RingKernelError(.definition, "'\(definition.name)' has no tree.") }
    do throws(CompileFailure) {
      var types = try KernelCompiler.layouts(of: all)
      try measure(&types, layouts)
      return CompilationUnit(
        declaration: declaration,
        types: types,
        structures: all.filter { $0.kind == .structure },
        functions: all.filter { $0.kind == .function },
        messages: messages,
        statics: statics
      )
    } catch { throw RingKernelError(error, in: definition) }
  }

  private static func decode(_ definition: DeviceDefinition) throws(RingKernelError) -> SyntaxNode {
    do throws(SyntaxText.Failure) { return try SyntaxText.decode(definition.syntax) } catch {
      throw RingKernelError(.definition, "The tree of '\(definition.name)' does not decode: \(error).")
    }
  }

  /// Puts the offsets that the host measured in the place of those computed from the source.
  private static func measure(
    _ types: inout TypeTable,
    _ layouts: [String: DeviceLayout]
  ) throws(CompileFailure) {
    for (name, layout) in layouts {
      guard var type = types.structs[name], type.fields.count == layout.offsets.count else { continue }
      for (place, offset) in layout.offsets.enumerated() { type.fields[place].offset = offset }
      type.size = layout.size
      type.alignment = layout.alignment
      types.structs[name] = type
    }
  }
}

extension RingKernelError {
  /// The first error of the kernel compiler, with how many more there are.
  init(_ failure: CompileFailure, in definition: DeviceDefinition) {
    let first = failure.errors.first
    let more = failure.errors.count > 1 ? " (and \(failure.errors.count - 1) more)" : ""
    let place = first.map { " (\(definition.file):\($0.line):\($0.column))" } ?? ""
    self.init(
      first.flatMap { ErrorCode(parsing: $0.code) } ?? .definition,
      "\(first?.message ?? "The kernel does not compile.")\(place)\(more)",
      kernel: definition.name
    )
  }
}
