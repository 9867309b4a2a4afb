/// Indices and sizes of a launch: names that kernel code reads as `Int`s.
public enum Builtin: String, Sendable, Hashable, CaseIterable {
  case threadIndex, blockIndex, blockSize, gridSize, globalThreadIndex
  case linearThreadIndex, laneIndex, subgroupIndex, subgroupSize

  /// Whether it has `.x`, `.y` and `.z`, axes 0, 1 and 2; the others are one number, of axis 0.
  public var hasAxes: Bool {
    switch self {
    case .threadIndex, .blockIndex, .blockSize, .gridSize, .globalThreadIndex: true
    case .linearThreadIndex, .laneIndex, .subgroupIndex, .subgroupSize: false
    }
  }

  /// One sentence for the documentation.
  public var summary: String {
    switch self {
    case .threadIndex: "Place of the thread in its block."
    case .blockIndex: "Place of the block in the grid."
    case .blockSize: "Threads of a block along the axis."
    case .gridSize: "Blocks of the grid along the axis."
    case .globalThreadIndex: "Place of the thread in the grid: `blockIndex * blockSize + threadIndex`."
    case .linearThreadIndex: "Number of the thread in its block, x fastest."
    case .laneIndex: "Lane of the thread in its subgroup."
    case .subgroupIndex: "Number of the subgroup in its block."
    case .subgroupSize: "Lanes of a subgroup: 32 in CUDA and Metal, what the adapter has in WebGPU, 1 on the CPU."
    }
  }

  /// The built-in with axes that kernel code calls `name`.
  init?(vectorName name: String) {
    guard let builtin = Builtin(rawValue: name), builtin.hasAxes else { return nil }
    self = builtin
  }

  /// The built-in that is a plain `Int`.
  init?(scalarName name: String) {
    guard let builtin = Builtin(rawValue: name), !builtin.hasAxes else { return nil }
    self = builtin
  }
}
