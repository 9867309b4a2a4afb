#if Macros
import RingKernelSyntax
import Testing

@Suite struct FieldDiagnosticTests {
  @Test(arguments: [
    "String", "[UInt8]", "[String: Int32]", "UInt8?", "(UInt8, UInt8)", "() -> Void", "any Sequence", "Swift.String",
    "Set<UInt8>", "SIMD8<UInt8>", "Float16",
  ])
  func `RK1002 refuses types without a fixed layout`(type: String) throws {
    try Findings.expect("@RingMessage struct A { var x: ‹\(type) }", .fieldType("x", type: type))
  }

  @Test func `RK1002 looks into arrays and vectors`() throws {
    try Findings.expect(
      "@RingMessage struct A { var x: InlineArray<4, ‹String>; var y: [3 of ‹[UInt8]] }",
      .fieldType("x", type: "String"),
      .fieldType("y", type: "[UInt8]")
    )
  }

  @Test(arguments: [
    "UInt8", "Int64", "Float", "Double", "Bool", "SIMD3<Float>", "InlineArray<4, SIMD2<UInt16>>", "[3 of Int8]",
    "[2 of [3 of Int8]]", "BoundedArray<8, UInt32>", "BoundedArray<capacity, UInt32>", "Severity", "Bank.Kind",
    "Swift.UInt8", "(UInt8)",
  ])
  func `every type with a fixed layout passes`(type: String) throws {
    try Findings.expectNone("@RingMessage struct A { var x: \(type) }")
  }

  @Test func `RK1003 asks for a written type`() throws {
    try Findings.expect("@RingMessage struct A { var ‹x = 0 }", .fieldAnnotation("x"))
    try Findings.expect("@RingMessage struct A { var ‹x = 0, y: UInt8 }", .fieldAnnotation("x"))
  }

  @Test(arguments: [
    ("x = 0", "Int64"), ("x = 1.5", "Float"), ("x = true", "Bool"), ("x = UInt16(3)", "UInt16"),
    ("x = InlineArray<4, Int32>(repeating: 0)", "InlineArray<4, Int32>"),
  ])
  func `RK1003 offers the types that the value suggests`(declaration: String, type: String) throws {
    let findings = try Findings("@RingMessage struct A { var \(declaration) }")
    let value = declaration.dropFirst(2)
    #expect(try findings.fixed("write ': \(type)'") == "@RingMessage struct A { var x: \(type) \(value) }")
  }

  @Test func `one annotation serves the names before it`() throws {
    try Findings.expectNone("@RingMessage struct A { var a, b: UInt32, c: UInt8 }")
  }

  @Test func `RK1004 refuses observers, lazy and weak properties, wrappers and patterns`() throws {
    try Findings.expect(
      "@RingMessage struct A { var x: UInt8 ‹{ didSet {} } }",
      .notPlain("x", because: .observed)
    )
    try Findings.expect("@RingMessage struct A { ‹lazy var x: UInt8 = 0 }", .notPlain("x", because: .lazy))
    try Findings.expect("@RingMessage struct A { ‹weak var x: B? }", .notPlain("x", because: .reference))
    try Findings.expect("@RingMessage struct A { ‹@Clamped var x: UInt8 }", .notPlain("x", because: .wrapped))
    try Findings.expect(
      "@RingMessage struct A { var ‹(x, y): (UInt8, UInt8) }",
      .notPlain("(x, y)", because: .destructured)
    )
  }

  @Test func `RK1004 refuses a constant and offers a variable`() throws {
    try Findings.expect("@RingMessage struct A { ‹let x: UInt8 = 3 }", .notPlain("x", because: .constant))
    let findings = try Findings("@RingMessage struct A { let x: UInt8 = 3 }")
    #expect(try findings.fixed("make it a 'var'") == "@RingMessage struct A { var x: UInt8 = 3 }")
  }

  @Test func `RK1004 offers to remove what is not plain`() throws {
    let observed = try Findings("@RingMessage struct A { var x: UInt8 { didSet {} } }")
    #expect(try observed.fixed("remove the observers") == "@RingMessage struct A { var x: UInt8 }")
    let lazy = try Findings("@RingMessage struct A { lazy var x: UInt8 = 0 }")
    #expect(try lazy.fixed("remove 'lazy'") == "@RingMessage struct A { var x: UInt8 = 0 }")
  }

  @Test func `static and computed properties and methods are no fields`() throws {
    try Findings.expectNone(
      """
      @RingMessage struct A {
        static var names = ["a"]
        var x: UInt8
        let y: UInt8
        private(set) var z: UInt8 = 0
        @available(*, deprecated) var old: UInt8
        var text: String { "" }
        var other: Int { get { 0 } set {} }
        func describe() -> String { "" }
      }
      """
    )
  }

  @Test func `RK1011 refuses types of the platform's width`() throws {
    try Findings.expect(
      "@RingMessage struct A { var x: ‹Int; var y: [2 of ‹UInt]; var p: ‹UnsafePointer<UInt8> }",
      .layoutUnstable("x", type: "Int"),
      .layoutUnstable("y", type: "UInt"),
      .layoutUnstable("p", type: "UnsafePointer<UInt8>")
    )
  }

  @Test func `RK1011 offers both widths`() throws {
    let findings = try Findings("@RingMessage struct A { var x: Int /* cents */ }")
    #expect(try findings.fixed("use 'Int32'") == "@RingMessage struct A { var x: Int32 /* cents */ }")
    #expect(try findings.fixed("use 'Int64'") == "@RingMessage struct A { var x: Int64 /* cents */ }")
  }

  @Test func `RK1011 refuses fields that exist in some builds only`() throws {
    try Findings.expect(
      "@RingMessage struct A {\n  var x: UInt8\n  #if DEBUG\n  ‹var y: UInt8\n  #endif\n}",
      .conditionalField("y")
    )
  }

  @Test func `RK1012 refuses an empty message and offers a field`() throws {
    try Findings.expect("@RingMessage struct ‹Ping {}", .emptyMessage("Ping"))
    #expect(
      try Findings("@RingMessage struct Ping {}").fixed("add 'var unused: UInt32 = 0'")
        == "@RingMessage struct Ping { var unused: UInt32 = 0 }"
    )
    try Findings.expectNone("@RingMessage struct Ping { var unused: UInt32 = 0 }")
  }

  @Test func `all problems are reported, not only the first`() throws {
    try Findings.expect(
      "@RingMessage(id: ‹-1) struct A‹<T> { var a: ‹Int; var ‹b = 0; ‹lazy var c: UInt8 = 0 }",
      .idArgument("-1", because: .notLiteral),
      .genericDeclaration("A"),
      .layoutUnstable("a", type: "Int"),
      .fieldAnnotation("b"),
      .notPlain("c", because: .lazy)
    )
  }
}
#endif
