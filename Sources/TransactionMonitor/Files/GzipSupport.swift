public import RingKernelCore

/// Whether packed files can be read here.
public enum GzipSupport {
  /// Loads zlib.
  ///
  /// - Returns: The file that the loader took.
  /// - Throws: `libraryUnavailable` with the loader's reasons and the cure.
  public static func probe() throws(RingKernelError) -> String {
    do throws(DynamicLibraryError) {
      return try DynamicLibrary("zlib", candidates: Zlib.candidates).file
    } catch {
      throw RingKernelError(error, advice: "It is needed to read packed files: install zlib (Debian: zlib1g).")
    }
  }
}
