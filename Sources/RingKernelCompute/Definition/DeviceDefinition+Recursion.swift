extension DeviceDefinition {
  /// The name of a device function that calls itself through others; nil where there is none.
  ///
  /// A macro sees one function alone, and on the CPU such calls would end the process.
  public var recursiveFunction: String? {
    var seen: Set<String> = []
    var waiting = [self]
    var done: Set<String> = []
    while let next = waiting.popLast() {
      guard seen.insert(next.name).inserted else { continue }
      if let name = next.cycle(&done, []) { return name }
      waiting += next.uses
    }
    return nil
  }

  /// The first function on the way from this one that is on the way already.
  private func cycle(_ done: inout Set<String>, _ path: [String]) -> String? {
    guard isFunction else { return nil }
    if path.contains(name) { return name }
    guard !done.contains(name) else { return nil }
    for used in uses {
      if let found = used.cycle(&done, path + [name]) { return found }
    }
    done.insert(name)
    return nil
  }

  /// Whether it is no type and no constant.
  private var isFunction: Bool { syntax.hasPrefix("RK1(function") }
}
