internal import RingKernelIR

/// Grid and block of a random kernel: one axis or two, blocks of one subgroup, of several, and of no whole number.
struct RandomShape {
  /// Blocks along x and y.
  let grid: [Int]
  /// Threads of a block along x and y.
  let block: [Int]

  /// Most blocks have two subgroups of any device, so that barriers join what does not run in step.
  private static let all = [
    RandomShape(grid: [2, 1], block: [32, 1]), RandomShape(grid: [2, 1], block: [64, 1]),
    RandomShape(grid: [1, 1], block: [128, 1]), RandomShape(grid: [3, 1], block: [48, 1]),
    RandomShape(grid: [2, 1], block: [64, 1]), RandomShape(grid: [1, 2], block: [16, 4]),
    RandomShape(grid: [2, 2], block: [8, 8]), RandomShape(grid: [8, 1], block: [8, 1]),
  ]

  static func random(_ dice: inout Dice) -> RandomShape { dice.pick(all) }

  /// Threads of a block.
  var threads: Int { block[0] * block[1] }
  /// Threads of the launch, and elements of each buffer.
  var count: Int { width * height }
  /// Threads along x.
  var width: Int { grid[0] * block[0] }
  /// Threads along y.
  var height: Int { grid[1] * block[1] }
  /// Whether there are two axes.
  var isFlat: Bool { height > 1 }

  /// The number of the thread in the launch, in rows.
  var number: SyntaxNode {
    let x = member(name("globalThreadIndex"), "x")
    guard isFlat else { return x }
    return binary(binary(member(name("globalThreadIndex"), "y"), "*", integer(width)), "+", x)
  }

  /// The number of the thread in its block.
  var place: SyntaxNode { isFlat ? name("linearThreadIndex") : member(name("threadIndex"), "x") }

  /// The attribute that fixes the block.
  var attribute: SyntaxNode {
    SyntaxNode(.attribute, "block", (isFlat ? block : [block[0]]).map { integer($0) })
  }
}
