import Foundation
import RingKernelKernelTesting

/// A header of ours, as text.
struct HeaderText {
  var path: String
  var text: String

  static var cuda: HeaderText { get throws { try HeaderText("cuda_subset.h") } }
  static var nvrtc: HeaderText { get throws { try HeaderText("nvrtc_subset.h") } }

  static var gdrCopy: HeaderText { get throws { try HeaderText("gdrapi_subset.h") } }

  private init(_ name: String) throws {
    let file = Tool.root.appending(path: "Sources/CCUDA/include/\(name)")
    path = file.path()
    text = try String(contentsOf: file, encoding: .utf8)
  }

  /// The functions that it declares types for.
  var calls: [String] { text.matches(of: #/\(\*RKProc_(\w+)\)/#).map { String($0.output.1) } }
}
