/// A function of one number on every lane.
@inlinable func mapped<V: SIMD>(_ x: V, _ body: (V.Scalar) -> V.Scalar) -> V {
  var result = x
  for lane in x.indices { result[lane] = body(x[lane]) }
  return result
}

/// A function of two numbers on every lane.
@inlinable func mapped<V: SIMD>(_ x: V, _ y: V, _ body: (V.Scalar, V.Scalar) -> V.Scalar) -> V {
  var result = x
  for lane in x.indices { result[lane] = body(x[lane], y[lane]) }
  return result
}

/// A function of three numbers on every lane.
@inlinable func mapped<V: SIMD>(_ x: V, _ y: V, _ z: V, _ body: (V.Scalar, V.Scalar, V.Scalar) -> V.Scalar) -> V {
  var result = x
  for lane in x.indices { result[lane] = body(x[lane], y[lane], z[lane]) }
  return result
}
