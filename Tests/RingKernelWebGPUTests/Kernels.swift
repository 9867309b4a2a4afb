#if Macros
import RingKernel

/// y = a * x + y.
@Kernel func axpy(x: Span<Float>, y: inout MutableSpan<Float>, a: Float) {
  let i = globalThreadIndex.x
  if i < y.count { y[i] = a * x[i] + y[i] }
}

@RingMessage struct Put: Equatable { var amount: Int64 }
@RingMessage struct Sum: Equatable { var amount: Int64, puts: UInt32 }

/// Adds up what it is sent.
@RingKernel struct Adder {
  var amount: Int64 = 0
  var puts: UInt32 = 0

  mutating func receive(_ put: Put, in context: inout RingContext) -> Sum {
    amount &+= put.amount
    puts &+= 1
    return Sum(amount: amount, puts: puts)
  }
}

/// Hands every call on; what it hands on to answers.
@RingKernel struct Forwarder {
  var handed: UInt32 = 0

  mutating func receive(_ put: Put, in context: inout RingContext) throws {
    handed &+= 1
    try context.send(put, to: 0, forwardingCall: true)
  }
}
#endif
