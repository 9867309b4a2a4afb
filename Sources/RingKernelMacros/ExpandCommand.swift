#if Macros
import RingKernelSyntax

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// `RingKernelMacros-tool expand Module File.swift < File.swift > File+RingKernel.swift`.
///
/// Writes an expansion anew where the recorded one no longer compiles, so that no test can record it.
enum ExpandCommand {
  static func run(_ arguments: [String]) {
    guard let module = arguments.first, let name = arguments.dropFirst().first, arguments.count == 2 else {
      fail("usage: expand <module> <file name> < source > expansion")
    }
    var source = ""
    while let line = readLine(strippingNewline: false) { source += line }
    do throws(MacroFreeFailure) {
      print(try MacroFreeExpansion.expand(source: source, moduleName: module, fileName: name), terminator: "")
    } catch {
      fail(error.description)
    }
  }

  /// Standard output is the expansion, so problems go to descriptor 2.
  private static func fail(_ message: String) -> Never {
    var line = message + "\n"
    // Safety: the buffer is alive during the call. A failed write has nowhere to be reported.
    line.withUTF8 { text in _ = unsafe write(2, text.baseAddress, text.count) }
    exit(1)
  }
}
#endif
