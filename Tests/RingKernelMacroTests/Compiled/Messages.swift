// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
#if Macros
// Messages with every kind of field. They compile under the settings of the package: language mode 6, strict memory
// safety, warnings as errors.
public import RingKernel

enum Severity: UInt8, WireField { case low, high = 7 }
public enum Currency: Int16, WireField, Sendable { case euro = -3, yen = 12 }

@RingMessage struct Scalars: Equatable {
  var u8: UInt8, i8: Int8
  var u16: UInt16
  var i16: Int16, u32: UInt32
  var i32: Int32
  var u64: UInt64
  let i64: Int64
  var single: Float
  var flag: Bool
  var wide: Double
  static let unit = 3
  var doubled: Double { wide * 2 }
  func sum() -> Int { Int(u8) + Int(i8) }
}

@RingMessage(id: 42) struct Aggregates {
  var severity: Severity
  var position: SIMD3<Float>
  var pair: SIMD2<UInt16>, quad: SIMD4<Double>
  var fixed: InlineArray<3, UInt16>
  var sugared: [2 of Int64]
  var list: BoundedArray<5, UInt32>
  var inner: Scalars
  var grid: [2 of [3 of Int8]]
  var last: Bool
}

@RingMessage(domain: .fraudDetection, id: 7)
public struct Alert: Equatable {
  public var account, transaction: UInt32
  public var currency: Currency
  public private(set) var score: Double = 0.5
}

/// Fields that the generated code must not confuse with its own names or with keywords.
@RingMessage struct Awkward: Equatable {
  var reader: UInt16
  var writer: UInt32
  var `class`: UInt8
  var layoutID: UInt8 = 1
}

public enum Bank {
  enum Kind: UInt8, WireField { case debit, credit }
  @RingMessage struct Entry: Equatable {
    var kind: Kind
    var cents: Int64
  }
  struct Branch {
    @RingMessage struct Deposit: Equatable {
      var kind: Kind
      var entry: Entry
    }
  }
  @RingMessage fileprivate struct Secret { var key: UInt64 }
  static var secretName: String { Secret.layout.name }
}

public extension Bank {
  @RingMessage struct Statement {
    public var account: UInt32
  }
}
extension Bank.Branch {
  @RingMessage package struct Report { package var number: UInt32 }
}

@RingMessage private struct Hidden: Equatable { var value: Int32 }
enum HiddenAccess {
  static var name: String { Hidden.layout.name }
}
#endif
