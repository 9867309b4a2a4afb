/// A pure, typed expression: it changes nothing and cannot fail.
///
/// Whatever can is a `Statement` before it.
public struct Expression: Sendable, Hashable {
  /// Type of the value.
  public var type: KernelType
  /// What is computed.
  public var node: Node

  /// Makes an expression; the validator checks that type and node agree.
  public init(_ type: KernelType, _ node: Node) {
    self.type = type
    self.node = node
  }

  /// What is computed.
  ///
  /// Integer arithmetic wraps; every operation is total, `Design/0005` says what the odd cases give.
  public indirect enum Node: Sendable, Hashable {
    /// A scalar by its bits: integers sign- or zero-extended to 64, floats by their own pattern, Booleans 0 or 1.
    case constant(UInt64)
    /// The value in a place.
    case read(Place)
    /// `-`, `~`, `!`.
    case unary(UnaryOperator, Expression)
    /// Both operands and the result have one type; shifts take their count modulo the width. Lanes are independent.
    case binary(BinaryOperator, Expression, Expression)
    /// Both operands have one type; the result is a Boolean, for vectors the type is a vector of Booleans.
    case compare(Comparison, Expression, Expression)
    /// Short-circuit `&&`: the second operand is not evaluated when the first is false.
    case and(Expression, Expression)
    /// Short-circuit `||`.
    case or(Expression, Expression)
    /// `condition ? first : second`; only the chosen one is evaluated.
    case select(Expression, Expression, Expression)
    /// Numeric conversion: integers truncate or extend, floats round to nearest even, float to integer saturates and
    /// gives 0 for NaN.
    case convert(Expression)
    /// The same bits as another scalar type of the same size.
    case bitcast(Expression)
    /// Whether integer `+ - * /`, `%` or negation (first operand 0) leaves the type of the operands.
    case overflows(BinaryOperator, Expression, Expression)
    /// Whether a number can be converted exactly as `T(x)` demands: integers in range, floats finite and in range once
    /// truncated.
    case fits(Expression, ScalarType)
    /// A struct from all its fields, a vector from all its lanes, an array from all its elements.
    case make([Expression])
    /// A vector or array whose elements are all equal.
    case splat(Expression)
    /// A field (place in the struct) or a lane or a constant element of a value.
    case extract(Expression, Int)
    /// Elements of a buffer along one axis (0 for plain buffers), i64, at most 2^31 - 1.
    case extent(ResourceID, axis: Int)
    /// An index or size of the launch, i32.
    case builtin(Builtin, axis: Int)
    /// A pure intrinsic of the table.
    case intrinsic(IntrinsicID, [Expression])
  }
}

/// Negations.
public enum UnaryOperator: String, Sendable, Hashable, CaseIterable {
  /// Arithmetic negation; wraps.
  case negate
  /// Bitwise complement.
  case complement
  /// Logical negation.
  case not
}

/// Operators of two operands of one type.
public enum BinaryOperator: String, Sendable, Hashable, CaseIterable {
  case add, subtract, multiply, divide, remainder
  case bitAnd, bitOr, bitXor
  case shiftLeft, shiftRight
}

/// Comparisons; with NaN only `notEqual` holds.
public enum Comparison: String, Sendable, Hashable, CaseIterable {
  case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
}

/// Number of a local of its function.
public typealias LocalID = Int
/// Number of a resource of its module.
public typealias ResourceID = Int
/// Number of a function of its module.
public typealias FunctionID = Int
/// Number of a failure site of its module.
public typealias SiteID = Int

/// Somewhere a value can be read from or written to.
///
/// Indices are in range: a check stands before where one is needed.
public struct Place: Sendable, Hashable {
  /// Type of the value there.
  public var type: KernelType
  /// Where the path starts.
  public var root: Root
  /// The way from the root to the value.
  public var path: [Step]

  /// Makes a place.
  public init(_ type: KernelType, _ root: Root, _ path: [Step] = []) {
    self.type = type
    self.root = root
    self.path = path
  }

  /// Where a path starts.
  public enum Root: Sendable, Hashable {
    /// A local or parameter of the function.
    case local(LocalID)
    /// Element of a buffer or shared array; nil for resources of one value. The index is i32 or i64.
    case resource(ResourceID, index: Expression?)
  }

  /// One step of a path.
  public enum Step: Sendable, Hashable {
    /// Field of a struct, by its place.
    case field(Int)
    /// Element of an array or lane of a vector; i32 or i64.
    case element(Expression)
  }
}
