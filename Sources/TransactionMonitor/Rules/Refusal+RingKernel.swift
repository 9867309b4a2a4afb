// Generated from Refusal.swift by RingKernelSyntax; do not edit. RK_RECORD=1 swift test writes it anew.
// swift-format-ignore-file

import RingKernelCore
import RingKernelCompute

extension Refusal: DeviceType {
  static var deviceDefinition: DeviceDefinition { DeviceDefinition("Refusal", file: "TransactionMonitor/Refusal.swift", syntax: #"RK1(enumeration"Refusal"@3:1(type"UInt8"@0:15)(enumCase"none"@2:8)(enumCase"lateRow"@2:8)(enumCase"tableFull"@2:8)(enumCase"countOverflow"@2:8)(enumCase"balanceOverflow"@2:8))"#) }
}

extension Booking: DeviceType {
  static var deviceDefinition: DeviceDefinition { DeviceDefinition("Booking", file: "TransactionMonitor/Refusal.swift", syntax: #"RK1(structure"Booking"@18:1(field"count"@1:7(type"UInt32"@0:14))(field"refusal"@1:7(type"Refusal"@0:16)))"#, layout: .measured(Self.self, [\Self.count, \Self.refusal]), uses: { [.of(Refusal.self)] }) }
}
