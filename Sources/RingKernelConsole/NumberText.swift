/// `1234567` as `1,234,567`.
package func grouped(_ value: some BinaryInteger) -> String {
  var result = ""
  let digits = value.description
  for (place, digit) in digits.enumerated() {
    let left = digits.count - place
    if place > 0, left % 3 == 0, digit != "-", result != "-" { result.append(",") }
    result.append(digit)
  }
  return result
}

/// A number that is not negative, with `decimals` digits behind the point.
package func fixed(_ value: Double, decimals: Int = 1) -> String {
  guard value.isFinite, value < 1e15 else { return "\(value)" }
  let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
  let scaled = (value * scale).rounded()
  let whole = Int(scaled / scale)
  guard decimals > 0 else { return grouped(whole) }
  let rest = String(Int(scaled - Double(whole) * scale))
  return grouped(whole) + "." + String(repeating: "0", count: decimals - rest.count) + rest
}

extension String {
  /// The text, filled with spaces to `width`.
  package func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
  /// The text behind spaces, `width` wide.
  package func leftPadded(to width: Int) -> String { String(repeating: " ", count: max(0, width - count)) + self }
}
