// Loops that all threads run together, and the rows of a block.
extension CPUPrinter {
  /// A loop that all threads run together, over rows side by side: a sum in it waits for itself, so as many are made at a
  /// time as stay in registers.
  ///
  /// - Parameters:
  ///   - loop: Head of the loop, if there is one.
  ///   - threads: Those of a row that do anything, where that is known.
  ///   - text: What one thread does.
  /// - Returns: Nil without a loop, and for blocks of other sizes.
  func sideBySide(_ loop: String?, _ threads: Range<Int>?, _ text: String) -> String? {
    guard let loop, let threads, let rows = Int(block[1]), rows > 0, rows % 8 == 0 else { return nil }
    func nest(_ count: Int) -> String {
      let all = (0..<count).map { "do {\nlet rkY = rkRows &* \(count) &+ \($0)\n\(text)\n}" }.joined(separator: "\n")
      return "for rkRows in 0..<\(rows / count) {\n\(loop) {\nrkThread: for rkX in \(threads) {\n\(all)\n}\n}\n}"
    }
    return """
      for rkZ in 0..<\(block[2]) {
      if rk.rowsTogether == 16 {
      \(nest(rows % 16 == 0 ? 16 : 8))
      } else if rk.rowsTogether == 4 {
      \(nest(4))
      } else {
      \(nest(2))
      }
      }
      """
  }
}
