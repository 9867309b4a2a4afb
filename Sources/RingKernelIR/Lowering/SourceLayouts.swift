/// Layouts of types that are known as source only: for tools that compile files without running the host.
///
/// Fields lie as swiftc lays the fields of structs that count no references; where a host is at hand, its own
/// `MemoryLayout` is asked instead, and tests compare the two.
extension KernelCompiler {
  /// The table of the structs, actors and enums among `declarations`.
  ///
  /// - Throws: `CompileFailure` for a field without a type or of a type that is not among them.
  public static func layouts(of declarations: [SyntaxNode]) throws(CompileFailure) -> TypeTable {
    var types = TypeTable()
    var errors: [CompileError] = []
    for node in declarations where node.kind == .enumeration {
      do throws(CompileError) { types.enums[node.text] = try enumeration(node) } catch { errors.append(error) }
    }
    let named = Set(declarations.map(\.text))
    for (name, type) in EnumType.contextual where !named.contains(name) { types.enums[name] = type }
    // A struct may hold one that is declared behind it: go round until nothing new can be laid out.
    var waiting = declarations.filter { $0.kind == .structure || $0.kind == .actor }
    while !waiting.isEmpty {
      var refused: [(node: SyntaxNode, error: CompileError)] = []
      for node in waiting {
        do throws(CompileError) { types.structs[node.text] = try structure(node, &types) } catch {
          refused.append((node, error))
        }
      }
      if refused.count == waiting.count {
        errors += refused.map(\.error)
        break
      }
      waiting = refused.map(\.node)
    }
    guard errors.isEmpty else { throw CompileFailure(errors) }
    return types
  }

  /// The messages among `types`, with the ids that they have by their names alone.
  ///
  /// A host derives ids from qualified names, or takes those that the source states; programs for an engine have its ids.
  public static func messages(named names: [String], _ types: TypeTable) -> [String: MessageType] {
    var messages: [String: MessageType] = [:]
    for name in names {
      guard let size = types.structs[name]?.size else { continue }
      // FNV-1a 64, as the host hashes.
      let hash = name.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
      messages[name] = MessageType(typeID: hash | 1 << 63, payloadBytes: (size + 3) & ~3)
    }
    return messages
  }

  private static func structure(_ node: SyntaxNode, _ types: inout TypeTable) throws(CompileError) -> StructType {
    let lowering = ModuleLowering(CompilationUnit(declaration: node, types: types), atomics: [])
    var result = StructType(name: node.text, fields: [], size: 0, alignment: 1)
    for field in node.all(.field) {
      guard let spelled = spelledType(field) else {
        throw LanguageRule.unknownType.error("'\(field.text)' needs a written type", at: field)
      }
      let type = try lowering.type(spelled)
      for (name, found) in lowering.module.types.structs where lowering.module.types.bounded(.structure(name)) != nil {
        types.structs[name] = found
      }
      guard let layout = types.layout(of: type), layout.size < 1 << 26, result.size < 1 << 26 else {
        throw LanguageRule.unknownType.error("'\(field.text)' has no layout", at: field)
      }
      let offset = (result.size + layout.alignment - 1) / layout.alignment * layout.alignment
      result.fields.append(StructField(field.text, type, offset: offset))
      result.size = offset + layout.size
      result.alignment = max(result.alignment, layout.alignment)
    }
    return result
  }

  /// The type that a field names, or that its initial value makes plain.
  private static func spelledType(_ field: SyntaxNode) -> SyntaxNode? {
    guard let first = field.children.first else { return nil }
    switch first.kind {
    case .type, .tupleType: return first
    case .integer: return SyntaxNode(.type, "Int")
    case .floating: return SyntaxNode(.type, "Double")
    case .boolean: return SyntaxNode(.type, "Bool")
    case .call:
      guard let callee = first.children.first else { return nil }
      if callee.kind == .typeName { return callee.children.first }
      return callee.kind == .name ? SyntaxNode(.type, callee.text) : nil
    default: return nil
    }
  }

  private static func enumeration(_ node: SyntaxNode) throws(CompileError) -> EnumType {
    guard let raw = node.first(.type).flatMap({ ScalarType(swiftName: $0.text) }), raw.isInteger else {
      throw LanguageRule.unknownType.error("'\(node.text)' needs an integer raw type", at: node)
    }
    var next: Int64 = 0
    var cases: [EnumType.Case] = []
    for item in node.all(.enumCase) {
      if let value = item.children.first {
        let digits = value.kind == .prefix ? "-" + (value.children.first?.text ?? "") : value.text
        guard let number = Int64(digits) else {
          throw LanguageRule.notConstant.error("'\(item.text)' needs an integer raw value", at: item)
        }
        next = number
      }
      cases.append(EnumType.Case(item.text, next))
      next &+= 1
    }
    return EnumType(name: node.text, raw: raw, cases: cases)
  }
}
