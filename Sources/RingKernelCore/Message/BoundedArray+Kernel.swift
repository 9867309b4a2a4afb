public import RingKernelCompute

// What the printed bodies of handlers do with bounded arrays.

extension CheckedThread {
  /// Which element of a bounded array is meant, failing for one that is not in use.
  @inlinable public func index<let n: Int, T>(
    _ place: Int,
    in array: () throws -> BoundedArray<n, T>,
    _ site: UInt64
  ) throws -> Int {
    let count = try array().count
    if UInt(bitPattern: place) < UInt(bitPattern: count) { return place }
    throw failure(site, UInt64(bitPattern: Int64(place)), UInt64(bitPattern: Int64(count)))
  }
}

extension BoundedArray {
  /// `append` in a handler; it throws nothing, but what a handler calls may.
  @inlinable public mutating func rkCPU_append(
    _ thread: CheckedThread,
    _ element: Element
  ) throws(KernelFailure) -> Bool { append(element) }
}
