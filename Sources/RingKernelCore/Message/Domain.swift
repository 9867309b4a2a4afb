/// Ranges of explicit message type ids: a hundred per business domain, 10,000 and up for everybody else.
public enum Domain: UInt64, CaseIterable, Sendable {
  case general, graphAnalytics, statisticalML, compliance, riskManagement, orderMatching, marketData
  case settlement, accounting, networkAnalysis, fraudDetection, timeSeries, simulation, banking
  case behavioralAnalytics, processIntelligence, clearing, treasuryManagement, paymentProcessing
  case financialAudit
  case custom = 100

  /// Ids in one domain.
  public static let idsPerDomain: UInt64 = 100
  /// First id of the domain.
  public var baseID: UInt64 { rawValue * Self.idsPerDomain }

  /// The domain whose range holds `typeID`; nil for a hashed id and for the gap between 2,000 and 9,999.
  public init?(typeID: UInt64) {
    guard typeID < 1 << 63 else { return nil }
    if typeID >= Domain.custom.baseID {
      self = .custom
    } else {
      self.init(rawValue: typeID / Self.idsPerDomain)
    }
  }
}
