// Bounded arrays: structs of a count and the room for the elements, laid out as the host does.

/// What a bounded array holds.
struct BoundedShape {
  var element: KernelType
  var capacity: Int
}

extension TypeTable {
  /// Fields of the struct that stands for a bounded array; Swift code cannot spell them.
  static let boundedFields = ["length", "storage"]

  /// The shape of a bounded array; nil for any other type.
  func bounded(_ type: KernelType) -> BoundedShape? {
    guard case .structure(let name) = type, name.hasPrefix("BoundedArray_"), let fields = structs[name]?.fields,
      fields.map(\.name) == Self.boundedFields, fields[0].type == .scalar(.u32),
      case .array(let element, let capacity) = fields[1].type
    else { return nil }
    return BoundedShape(element: element, capacity: capacity)
  }
}

extension ModuleLowering {
  /// The struct that stands for `BoundedArray<capacity, element>`.
  func bounded(_ element: KernelType, _ capacity: Int, at node: SyntaxNode) throws(CompileError) -> KernelType {
    guard isHandler || unit.declaration.kind == .structure else { throw Self.noBounded(node) }
    let storage = try array(of: element, capacity, at: node)
    let name = "BoundedArray_\(capacity)_\(Self.mangled(element))"
    guard module.types.structs[name] == nil, let layout = module.types.layout(of: storage) else {
      return .structure(name)
    }
    let offset = (4 + layout.alignment - 1) / layout.alignment * layout.alignment
    module.types.structs[name] = StructType(
      name: name,
      fields: [
        StructField(TypeTable.boundedFields[0], .scalar(.u32), offset: 0),
        StructField(TypeTable.boundedFields[1], storage, offset: offset),
      ],
      size: offset + layout.size,
      alignment: max(4, layout.alignment)
    )
    return .structure(name)
  }

  fileprivate static func noBounded(_ node: SyntaxNode) -> CompileError {
    LanguageRule.unsupported.error("a BoundedArray stands in handlers; here, use an InlineArray and a count", at: node)
  }
}

extension FunctionLowering {
  /// The number of elements that a bounded array holds, where `value` is one.
  func boundedCount(of value: Expression, _ node: SyntaxNode) throws(CompileError) -> Expression? {
    guard let shape = types.bounded(value.type) else { return nil }
    guard module.isHandler else { throw ModuleLowering.noBounded(node) }
    if case .read(let place) = value.node { return count(of: place, shape) }
    return limited(Expression(.scalar(.u32), .extract(value, 0)), shape)
  }

  /// Steps to an element of a bounded array; its count is looked at right before the access.
  func boundedElement(
    of base: PendingPlace,
    _ shape: BoundedShape,
    _ arguments: [SyntaxNode],
    _ node: SyntaxNode
  ) throws(CompileError) -> PendingPlace {
    guard module.isHandler else { throw ModuleLowering.noBounded(node) }
    var pending = base
    let before = sink.count
    let index = try indexOperands(arguments, 1, node)[0]
    protect(&pending, from: before)
    // What no array of this capacity has is wrong whatever the count is.
    var never: [Statement] = []
    if index.constantBits != nil { try check(index, below: .int(shape.capacity), node, &never) }
    try check(index, below: count(of: pending.place, shape), node, &pending.checks)
    pending.place = storage(of: pending.place, shape)
    pending.place.path.append(.element(index))
    pending.place.type = shape.element
    return pending
  }

  /// `BoundedArray(filler:)`.
  func boundedArray(
    _ type: KernelType,
    _ shape: BoundedShape,
    _ arguments: [SyntaxNode],
    _ node: SyntaxNode
  ) throws(CompileError) -> Expression {
    guard arguments.map(\.text) == ["filler"] else {
      throw LanguageRule.noSuchCall.error("a BoundedArray is made with filler:", at: node)
    }
    // Unused room holds zeros, so that equal arrays have equal bytes on the wire.
    _ = try lower(arguments[0], expected: shape.element)
    let storage = module.zero(.array(shape.element, shape.capacity))
    return Expression(type, .make([.integer(0, .u32), storage]))
  }

  /// `array.append(element)`: whether there was room.
  func boundedAppend(
    _ base: SyntaxNode,
    _ shape: BoundedShape,
    _ arguments: [SyntaxNode],
    _ node: SyntaxNode
  ) throws(CompileError) -> Expression {
    guard module.isHandler else { throw ModuleLowering.noBounded(node) }
    guard arguments.map(\.text) == [""] else {
      throw LanguageRule.noSuchCall.error("append takes one element", at: node)
    }
    var pending = try place(base)
    let start = sink.count
    let element = temporary(try lower(arguments[0], expected: shape.element))
    protect(&pending, from: start)
    pending.checks.forEach(emit)
    pending.checks = []
    let (length, storage) = (lengthPlace(of: pending.place), storage(of: pending.place, shape))
    let count = temporary(Expression(length.type, .read(length)))
    let id = newLocal("hasRoom", .bool)
    settled.insert(id)
    emit(.define(id, .compare(.less, count, .integer(Int64(shape.capacity), .u32))))
    let (stores, _) = try collect { () throws(CompileError) in
      var target = pending
      target.place = Place(shape.element, storage.root, storage.path + [.element(count.converted(to: .i64))])
      try store(element, in: target, node)
      target.place = length
      try store(.binary(.add, count, .integer(1, .u32)), in: target, node)
    }
    emit(.branch(.local(id, .bool), then: stores, else: []))
    return .local(id, .bool)
  }

  private func lengthPlace(of base: Place) -> Place { Place(.scalar(.u32), base.root, base.path + [.field(0)]) }

  private func count(of base: Place, _ shape: BoundedShape) -> Expression {
    let place = lengthPlace(of: base)
    return limited(Expression(place.type, .read(place)), shape)
  }

  /// The length as an `Int` that no bytes can make larger than the room is.
  private func limited(_ length: Expression, _ shape: BoundedShape) -> Expression {
    let capacity = Expression.integer(Int64(shape.capacity), .u32)
    return Expression(length.type, .intrinsic(.min, [length, capacity])).converted(to: .i64)
  }

  private func storage(of base: Place, _ shape: BoundedShape) -> Place {
    Place(.array(shape.element, shape.capacity), base.root, base.path + [.field(1)])
  }
}
