// Numbers from the bytes of a field: exact, without locale, without floating point.

/// Why a field is not the number it should be.
enum FieldError: Error, Equatable {
  case empty, notANumber, negative, tooLarge, tooManyDecimals

  var reason: String {
    switch self {
    case .empty: "is empty"
    case .notANumber: "is not a number"
    case .negative: "is negative"
    case .tooLarge: "is too large"
    case .tooManyDecimals: "has more than two decimals"
    }
  }
}

/// Reads decimal digits, nothing else.
func parseUInt32(_ field: ArraySlice<UInt8>) throws(FieldError) -> UInt32 {
  let value = try parseDigits(field, upTo: UInt64(UInt32.max))
  return UInt32(truncatingIfNeeded: value)
}

/// Reads `12`, `12.5` or `12.50` as cents.
func parseCents(_ field: ArraySlice<UInt8>) throws(FieldError) -> Int64 {
  let largest = UInt64(Int64.max)
  guard let point = field.firstIndex(of: UInt8(ascii: ".")) else {
    let units = try parseDigits(field, upTo: largest / 100)
    return Int64(truncatingIfNeeded: units * 100)
  }
  let units = try parseDigits(field[..<point], upTo: largest / 100)
  let decimals = field[(point + 1)...]
  let found = try parseDigits(decimals, upTo: largest)
  guard decimals.count <= 2 else { throw .tooManyDecimals }
  let cents = units * 100 + (decimals.count == 1 ? found * 10 : found)
  guard cents <= largest else { throw .tooLarge }
  return Int64(truncatingIfNeeded: cents)
}

/// Reads one or more digits, at most `largest`.
private func parseDigits(_ field: ArraySlice<UInt8>, upTo largest: UInt64) throws(FieldError) -> UInt64 {
  guard let first = field.first else { throw .empty }
  guard first != UInt8(ascii: "-") else { throw .negative }
  var value: UInt64 = 0
  for byte in field {
    guard byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") else { throw .notANumber }
    let digit = UInt64(byte - UInt8(ascii: "0"))
    guard value <= (largest - digit) / 10 else { throw .tooLarge }
    value = value * 10 + digit
  }
  return value
}

/// The bytes of a field as a message shows them: printable, cut at 40 characters.
func shown(_ field: ArraySlice<UInt8>) -> String {
  let text = String(decoding: field.prefix(40), as: UTF8.self).unicodeScalars
    .map { $0.properties.isWhitespace && $0 != " " || $0.value < 32 ? "\u{FFFD}" : String($0) }
    .joined()
  return field.count > 40 ? "'\(text)…'" : "'\(text)'"
}
