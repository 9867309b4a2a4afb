public import RingKernelCompute
public import RingKernelIR

extension KernelFailure {
  /// What a device reported, with the place and the text that the program knows.
  ///
  /// - Parameters:
  ///   - failure: The record of the device.
  ///   - sites: Places of the program that can fail.
  ///   - definition: The kernel.
  public init(_ failure: ReportedFailure, at sites: [FailureSite], _ definition: DeviceDefinition) {
    let site = sites.indices.contains(failure.site) ? sites[failure.site] : nil
    let values = failure.values.map { "\(Int64(bitPattern: $0))" } + ["", ""]
    let labels = site?.labels ?? []
    let text = labels.enumerated().map { $1 + ($0 + 1 < labels.count ? values[min($0, 1)] : "") }.joined()
    self.init(
      site.flatMap { Code(rawValue: $0.code.rawValue) } ?? .explicit,
      kernel: definition.name,
      file: definition.file,
      line: site?.line ?? 0,
      column: site?.column ?? 0,
      thread: failure.thread,
      values: failure.values,
      text: site?.code == .explicit ? text : ""
    )
  }
}
