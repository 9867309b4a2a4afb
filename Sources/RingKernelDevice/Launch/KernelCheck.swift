internal import RingKernelCompute
internal import RingKernelCore
internal import RingKernelIR
internal import Synchronization

/// The compiler's verdict on kernels that the CPU runs as swiftc compiled them.
///
/// A macro sees one declaration: recursion through two functions, or an index that is too large for the size of the
/// launch, is seen by the compiler alone. What no other device accepts the CPU must not run.
enum KernelCheck {
  /// Which kernel, in a process.
  private struct Key: Hashable {
    var name: String
    var file: String
    /// Two of a name in one file differ in their trees.
    var length: Int
    var constants: [String: Int]
  }

  private static let sound = Mutex<Set<Key>>([])

  /// Compiles a kernel at its first launch.
  ///
  /// - Throws: The codes of the kernel compiler.
  static func check(_ kernel: KernelDefinition) throws(RingKernelError) {
    let definition = kernel.definition
    // Of one that uses nothing else and has no size of the launch the macro has seen everything.
    if definition.uses.isEmpty, kernel.constants.isEmpty { return }
    let key = Key(
      name: definition.name,
      file: definition.file,
      length: definition.syntax.utf8.count,
      constants: kernel.constants
    )
    if sound.withLock({ $0.contains(key) }) { return }
    let unit = try DeviceUnit.make(kernel)
    do throws(CompileFailure) { _ = try KernelCompiler.lower(unit) } catch {
      throw RingKernelError(error, in: definition)
    }
    sound.withLock { _ = $0.insert(key) }
  }
}
