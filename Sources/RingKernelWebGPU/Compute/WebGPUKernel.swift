internal import RingKernelCompute
internal import RingKernelCore
internal import RingKernelDevice
internal import RingKernelIR

/// A kernel compiled on a device, with the record where its threads report failures.
final class WebGPUKernel: Sendable {
  let program: DeviceProgram
  let code: WebGPUProgram
  /// Zeros until a thread fails; nil where none can.
  let record: WebGPUBuffer?
  private let definition: DeviceDefinition

  /// Compiles a program.
  ///
  /// - Throws: `.programRefused`, `.outOfMemory`, `.deviceLost`.
  init(_ program: DeviceProgram, _ definition: DeviceDefinition, on device: WebGPUDevice) throws(WebGPUError) {
    let buffers = program.writes.map { $0 ? WebGPUAccess.readWrite : .read }
    let bindings = buffers + [.uniform] + (program.canFail ? [.readWrite] : [])
    code = try device.compile(program.text, entry: program.entry, bindings: bindings)
    record =
      program.canFail
      ? try device.emptyBuffer(Self.recordBytes, label: "failures of \(definition.name)") : nil
    self.program = program
    self.definition = definition
  }

  /// Bytes of a record.
  static let recordBytes = LaunchWords.recordWords * 4

  /// The failure in a record of this kernel.
  func failure(_ record: [UInt8]) -> RingKernelError? {
    LaunchWords.failure(record).map { RingKernelError(KernelFailure($0, at: program.sites, definition)) }
  }
}

/// What makes two kernels one program.
struct WebGPUKernelKey: Hashable {
  private let name: String
  private let file: String
  private let syntax: String
  private let constants: [String: Int]
  private let sources: [KernelText]
  private let block: [Int]
  private let isForEqualExtents: Bool

  init(_ kernel: KernelDefinition, block: [Int], isForEqualExtents: Bool) {
    name = kernel.definition.name
    file = kernel.definition.file
    syntax = kernel.definition.syntax
    constants = kernel.constants
    sources = kernel.sources
    self.block = block
    self.isForEqualExtents = isForEqualExtents
  }
}
