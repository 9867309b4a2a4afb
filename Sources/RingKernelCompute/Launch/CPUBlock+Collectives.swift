// What the threads of a block find out together, from one value of each.
extension ThreadBlock {
  /// The threads whose value holds.
  @inlinable public func barrierCount(_ values: CPUBuffer<Bool>) -> Int32 {
    var count: Int32 = 0
    for thread in 0..<threadCount where values[proved: thread] { count &+= 1 }
    return count
  }
  /// Whether the value of every thread holds.
  @inlinable public func barrierAll(_ values: CPUBuffer<Bool>) -> Bool { Int(barrierCount(values)) == threadCount }
  /// Whether the value of some thread holds.
  @inlinable public func barrierAny(_ values: CPUBuffer<Bool>) -> Bool { barrierCount(values) > 0 }

  /// The sum: for s = half of the next power of two, …, 2, 1, thread t < s adds the value of t + s.
  @inlinable public func blockReduceAdd<T: KernelNumber>(_ values: CPUBuffer<T>) -> T {
    var half = 1
    while half &* 2 < threadCount { half &*= 2 }
    while half > 0 {
      for thread in 0..<half where thread &+ half < threadCount {
        values[proved: thread] = T.wrappingAdd(values[proved: thread], values[proved: thread &+ half])
      }
      half /= 2
    }
    return values[proved: 0]
  }
  /// The same as `blockReduceAdd`.
  @inlinable public func reduceAndBroadcast<T: KernelNumber>(_ values: CPUBuffer<T>) -> T { blockReduceAdd(values) }
  @inlinable func folded<T>(_ values: CPUBuffer<T>, _ join: (T, T) -> T) -> T {
    var result = values[proved: 0]
    for thread in 1..<max(1, threadCount) { result = join(result, values[proved: thread]) }
    return result
  }
  /// The least value.
  @inlinable public func blockReduceMin<T: KernelNumber>(_ values: CPUBuffer<T>) -> T { folded(values, T.lesser) }
  /// The largest value.
  @inlinable public func blockReduceMax<T: KernelNumber>(_ values: CPUBuffer<T>) -> T { folded(values, T.greater) }
  /// Bitwise and.
  @inlinable public func blockReduceAnd<T: KernelInteger>(_ values: CPUBuffer<T>) -> T { folded(values, &) }
  /// Bitwise or.
  @inlinable public func blockReduceOr<T: KernelInteger>(_ values: CPUBuffer<T>) -> T { folded(values, |) }
}
