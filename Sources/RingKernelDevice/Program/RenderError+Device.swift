package import RingKernelCore
package import RingKernelRender

extension RingKernelError {
  /// What a dialect or a device lacks, refused before anything is launched.
  ///
  /// - Parameters:
  ///   - error: What the printer says: kernel, need, dialect.
  ///   - kernel: Id of the kernel.
  ///   - device: Name of the device.
  package init(_ error: RenderError, kernel: String, on device: String) {
    self.init(ErrorCode(parsing: error.code) ?? .definition, "\(error.message); it was for \(device).", kernel: kernel)
  }
}
