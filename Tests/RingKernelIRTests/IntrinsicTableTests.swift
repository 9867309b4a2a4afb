import RingKernelIR
import Testing

@Suite struct IntrinsicTableTests {
  @Test func `every intrinsic has exactly one row`() {
    #expect(IntrinsicTable.rows.count == IntrinsicID.allCases.count)
    #expect(Set(IntrinsicTable.rows.map(\.id)).count == IntrinsicID.allCases.count)
  }

  @Test(arguments: IntrinsicTable.rows) func `a row is complete`(row: Intrinsic) {
    #expect(row.summary.hasSuffix("."))
    #expect(row.labels.isEmpty || row.labels.count == row.parameters.count)
    #expect(IntrinsicTable.named(row.swiftName).contains(row))
    let usesGeneric = (row.parameters + [row.result]).contains { [.generic, .place, .pair, .bits].contains($0) }
    #expect(usesGeneric == (row.generic != .none))
    #expect(row.effect != .subgroup || row.needs.contains(.subgroups))
  }
}
