/// What a condition says of the threads of a block that runs a handler: whether thread 0 is alone on one of its sides.
struct FirstThreadTest {
  /// Whether thread 0 is alone where the condition holds.
  var holds = false
  /// Whether it is alone where the condition does not hold.
  var fails = false

  init() {}

  /// Looks for comparisons of the thread's number with 0.
  init(_ condition: Expression, _ numbers: Set<LocalID>) {
    switch condition.node {
    case .compare(let comparison, let a, let b) where comparison == .equal || comparison == .notEqual:
      let isTest = (Self.isNumber(a, numbers) && Self.isZero(b)) || (Self.isZero(a) && Self.isNumber(b, numbers))
      (holds, fails) = (isTest && comparison == .equal, isTest && comparison == .notEqual)
    case .unary(.not, let inner):
      let test = FirstThreadTest(inner, numbers)
      (holds, fails) = (test.fails, test.holds)
    case .and(let a, let b):
      let tests = (FirstThreadTest(a, numbers), FirstThreadTest(b, numbers))
      (holds, fails) = (tests.0.holds || tests.1.holds, tests.0.fails && tests.1.fails)
    case .or(let a, let b):
      let tests = (FirstThreadTest(a, numbers), FirstThreadTest(b, numbers))
      (holds, fails) = (tests.0.holds && tests.1.holds, tests.0.fails || tests.1.fails)
    default: break
    }
  }

  /// Locals of a function that are the thread's number and nothing else.
  static func numbers(_ function: KernelFunction) -> Set<LocalID> {
    var found: Set<LocalID> = []
    var changed: Set<LocalID> = []
    for statement in function.body {
      statement.visit { inner in
        switch inner {
        case .define(let id, let value): if isNumber(value, found) { found.insert(id) } else { changed.insert(id) }
        default: changed.formUnion(inner.stored)
        }
      }
    }
    return found.subtracting(changed)
  }

  /// `threadIndex.x`; a handler's block has one axis, so `linearThreadIndex` and `globalThreadIndex.x` are the same.
  private static func isNumber(_ e: Expression, _ numbers: Set<LocalID>) -> Bool {
    switch e.node {
    case .builtin(let builtin, axis: 0):
      return [.threadIndex, .linearThreadIndex, .globalThreadIndex].contains(builtin)
    // A block has more threads than a byte has values.
    case .convert(let inner):
      return e.type.scalar.map { $0.isInteger && $0.byteCount > 1 } == true && isNumber(inner, numbers)
    case .read(let place): return place.path.isEmpty && place.local.map(numbers.contains) == true
    default: return false
    }
  }

  private static func isZero(_ e: Expression) -> Bool {
    if case .constant(0) = e.node { return e.type.scalar?.isInteger == true }
    return false
  }
}
