/// What a call of the driver answered when it did not succeed: its number, its symbolic name and the call.
public struct CUDAStatus: Sendable, Hashable, CustomStringConvertible {
  /// The number, `CUresult`.
  public let number: UInt32
  /// The driver's name of it: `CUDA_ERROR_OUT_OF_MEMORY`.
  public let name: String
  /// The call as the library exports it: `cuMemAlloc_v2`.
  public let call: String
  /// What the driver, or its compiler, says besides; empty for nothing.
  public let words: String

  /// What can be done about it.
  public var errorClass: CUDAErrorClass { CUDAErrorClass(status: number) }

  /// Describes an answer.
  public init(number: UInt32, name: String, call: String, words: String = "") {
    self.number = number
    self.name = name
    self.call = call
    self.words = words
  }

  /// `cuMemAlloc_v2 gave CUDA_ERROR_OUT_OF_MEMORY (2): out of memory`.
  public var description: String { "\(call) gave \(name) (\(number))" + (words.isEmpty ? "" : ": \(words)") }
}
