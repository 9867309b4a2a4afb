#if Macros
import RingKernelSyntax
import SwiftSyntaxMacrosGenericTestSupport
import Testing

@Suite struct KernelExpansionTests {
  @Test func `a kernel gets its name, a row per handler, and a handle with typed methods`() {
    expectExpansion(
      of: """
        @RingKernel(on: .cpu)
        struct Ledger {
          var cents: Int64 = 0
          mutating func receive(_ deposit: Deposit, in context: inout RingContext) throws -> Balance {}
          mutating func receive(_ reset: Reset, in context: inout RingContext) {}
        }
        """,
      """
      struct Ledger {
        var cents: Int64 = 0
        mutating func receive(_ deposit: Deposit, in context: inout RingContext) throws -> Balance {}
        mutating func receive(_ reset: Reset, in context: inout RingContext) {}

        static let kernelName = "ledger"

        static var handlers: [MessageHandler<Self>] {
          [
            .answering(Deposit.self) { kernel, message, context in
              try kernel.receive(message, in: &context)
            },
            .consuming(Reset.self) { kernel, message, context in
              kernel.receive(message, in: &context)
            },
          ]
        }

        struct Handle: TypedKernelHandle {
          let kernel: KernelHandle

          init(_ kernel: KernelHandle) { self.kernel = kernel }

          func send(_ message: Deposit) async throws(RingKernelError) {
            try await kernel.send(message)
          }

          func trySend(_ message: Deposit) -> SendOutcome {
            kernel.trySend(message)
          }

          func call(
            _ message: Deposit, timeout: Duration? = nil
          ) async throws(RingKernelError) -> Balance {
            try await kernel.call(message, as: Balance.self, timeout: timeout)
          }

          func send(_ message: Reset) async throws(RingKernelError) {
            try await kernel.send(message)
          }

          func trySend(_ message: Reset) -> SendOutcome {
            kernel.trySend(message)
          }
        }
      }

      extension Ledger: KernelActor {}
      """
    )
  }

  @Test func `a public kernel gets a public init, its emitted types, and methods as visible as their handlers`() {
    expectExpansion(
      of: """
        @RingKernel("audit", on: .cpu, emits: [Alert.self])
        public struct Audit {
          struct Handle {}
          mutating func receive(_ reset: Reset, in context: inout RingContext) {}
        }
        """,
      """
      public struct Audit {
        struct Handle {}
        mutating func receive(_ reset: Reset, in context: inout RingContext) {}

        public static let kernelName = "audit"

        public static var handlers: [MessageHandler<Self>] {
          [
            .consuming(Reset.self) { kernel, message, context in
              kernel.receive(message, in: &context)
            },
          ]
        }

        public static var emits: [any RingMessage.Type] { [Alert.self] }

        public init() {}
      }

      extension Audit: KernelActor {}
      """
    )
  }

  @Test func `problems are said once, where they are`() {
    expectExpansion(
      of: """
        @RingKernel(on: .cpu)
        struct Ledger {
          var cents: Int64
        }
        """,
      """
      struct Ledger {
        var cents: Int64
      }
      """,
      diagnostics: [
        DiagnosticSpec(
          message: RingDiagnostic.stateInitializer("cents").message,
          line: 3,
          column: 7,
          fixIts: [FixItSpec(message: "add '= 0'")]
        ),
        DiagnosticSpec(message: RingDiagnostic.noHandler("Ledger").message, line: 2, column: 8),
      ]
    )
  }
}
#endif
