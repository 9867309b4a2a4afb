internal import CWebGPU

/// A string of the library, copied; its strings are pointer and length and end with no NUL.
func text(_ view: RKWStringView) -> String {
  guard let start = unsafe view.data else { return "" }
  // The length SIZE_MAX says that the string ends with a NUL after all.
  if unsafe view.length == Int.max || view.length < 0 { return unsafe String(cString: start) }
  return unsafe String(decoding: UnsafeRawBufferPointer(start: start, count: view.length), as: UTF8.self)
}

/// Lends a string to the library for one call.
func withView<Result>(_ string: String, _ body: (RKWStringView) -> Result) -> Result {
  var copy = string
  return copy.withUTF8 { bytes in
    unsafe bytes.withMemoryRebound(to: CChar.self) { characters in
      unsafe body(unsafe RKWStringView(data: characters.baseAddress, length: characters.count))
    }
  }
}
