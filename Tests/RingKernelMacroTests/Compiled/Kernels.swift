// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
#if Macros
// Kernels of every access level and shape of handler; compiling them is the first test.
public import RingKernel

@RingMessage struct Deposit { var account: UInt32, cents: Int64 }
@RingMessage struct Balance: Equatable { var account: UInt32, cents: Int64 }
@RingMessage struct Reset { var account: UInt32 }

struct Overdrawn: Error {}

@RingKernel(on: .cpu) struct Ledger {
  var cents = InlineArray<16, Int64>(repeating: 0)
  private var count: UInt32 = 0

  mutating func receive(_ deposit: Deposit, in context: inout RingContext) throws -> Balance {
    cents[Int(deposit.account)] += deposit.cents
    if cents[Int(deposit.account)] < 0 { throw Overdrawn() }
    return balance(of: deposit.account)
  }
  mutating func receive(_ reset: Reset, in context: inout RingContext) {
    cents[Int(reset.account)] = 0
    count += 1
  }
  private func balance(of account: UInt32) -> Balance { Balance(account: account, cents: cents[Int(account)]) }
}

@RingKernel("audit/log", on: .cpu, emits: [Alert.self, Balance.self])
public struct AuditLog {
  var seen: UInt64 = 0
  public mutating func receive(_ alert: Alert, in context: inout RingContext) -> Alert {
    seen += 1
    return alert
  }
  mutating func receive(_ reset: Reset, in context: inout RingContext) throws(Overdrawn) -> Balance {
    throw Overdrawn()
  }
}

@RingKernel private struct HiddenKernel {
  var value: Int32 = 0
  mutating func receive(_ reset: Reset, in context: inout RingContext) -> Void { value = 1 }
}
enum HiddenKernelAccess {
  static var name: String { HiddenKernel.kernelName }
}

@RingKernel package struct WithInitializers {
  var value: Int32
  init(value: Int32) { self.value = value }
  package init() { value = 5 }
  private mutating func receive(_ reset: Reset, in context: inout RingContext) { value = 0 }
}

@RingKernel struct OtherInitializer {
  var value: Int32 = 3
  init(doubling value: Int32) { self.value = value * 2 }
  mutating func receive(_ reset: Reset, in context: inout RingContext) { value = 0 }
}

enum Plant {
  @RingMessage struct Reading: Equatable { var celsius: Float }
  @RingKernel struct Sensor {
    @RingMessage struct Ping { var number: UInt32 }
    struct Handle: TypedKernelHandle {
      let kernel: KernelHandle
      init(_ kernel: KernelHandle) { self.kernel = kernel }
    }
    var last: Float = 0
    mutating func receive(_ reading: Reading, in context: inout RingContext) -> Reading {
      last = reading.celsius
      return Reading(celsius: last)
    }
    mutating func receive(_ ping: Ping, in context: inout RingContext) {}
  }
}
#endif
