#if Macros
import RingKernelSyntax
import SwiftSyntaxMacrosGenericTestSupport
import Testing

@Suite struct MessageExpansionTests {
  @Test func `a message gets its layout inside and reader and writer beside it`() {
    expectExpansion(
      of: """
        @RingMessage(domain: .fraudDetection, id: 7)
        public struct Deposit {
          public let account: UInt32
          public var cents, fee: Int64
        }
        """,
      """
      public struct Deposit {
        public let account: UInt32
        public var cents, fee: Int64

        public static let layout = MessageLayout(
          "Bank.Deposit", id: MessageTypeID(.fraudDetection, 7),
          [
            .init("account", UInt32.self),
            .init("cents", Int64.self),
            .init("fee", Int64.self),
          ])
      }

      extension Deposit: RingMessage {
        public init(from reader: inout WireReader) throws(MessageError) {
          account = try reader.read()
          cents = try reader.read()
          fee = try reader.read()
        }

        public func write(to writer: inout WireWriter) {
          writer.write(account)
          writer.write(cents)
          writer.write(fee)
        }
      }
      """
    )
  }

  @Test func `names are qualified by the types around them and access by the extension`() {
    expectExpansion(
      of: """
        package extension Outer.Middle {
          @RingMessage(id: 0x2A) struct Inner {
            var writer: UInt8, reader: UInt8
          }
        }
        """,
      """
      package extension Outer.Middle {
        struct Inner {
          var writer: UInt8, reader: UInt8

          package static let layout = MessageLayout(
            "Bank.Outer.Middle.Inner", id: MessageTypeID(rawValue: 0x2A),
            [
              .init("writer", UInt8.self),
              .init("reader", UInt8.self),
            ])
        }
      }

      extension Outer.Middle.Inner: RingMessage {
        package init(from reader: inout WireReader) throws(MessageError) {
          writer = try reader.read()
          self.reader = try reader.read()
        }

        package func write(to writer: inout WireWriter) {
          writer.write(self.writer)
          writer.write(reader)
        }
      }
      """
    )
  }

  @Test func `problems are said once, where they are`() {
    expectExpansion(
      of: """
        @RingMessage
        struct Deposit {
          var account: Int
          var name: String
        }
        """,
      """
      struct Deposit {
        var account: Int
        var name: String
      }
      """,
      diagnostics: [
        DiagnosticSpec(
          message: RingDiagnostic.layoutUnstable("account", type: "Int").message,
          line: 3,
          column: 16,
          fixIts: [FixItSpec(message: "use 'Int32'"), FixItSpec(message: "use 'Int64'")]
        ),
        DiagnosticSpec(message: RingDiagnostic.fieldType("name", type: "String").message, line: 4, column: 13),
      ]
    )
  }

  @Test func `a class gets nothing but the diagnostic`() {
    expectExpansion(
      of: "@RingMessage class Deposit {\n}",
      "class Deposit {\n}",
      diagnostics: [
        DiagnosticSpec(
          message: RingDiagnostic.macroTarget("RingMessage", found: "class").message,
          line: 1,
          column: 14,
          fixIts: [FixItSpec(message: "make it a struct")]
        )
      ]
    )
  }
}
#endif
