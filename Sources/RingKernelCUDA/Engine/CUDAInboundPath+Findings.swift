extension CUDAInboundPath {
  /// What one road is worth on a device.
  public struct Finding: Sendable {
    /// Which one.
    public let road: CUDAInbound
    /// Why it is not offered; nil where it is.
    public let absence: String?
    /// Whether actors that are launched now get it.
    public let isTaken: Bool
  }

  /// Tries every road on the device that actors use; none where there is no device, or what the environment asks for is not
  /// to be had.
  public static func findings() -> [Finding] {
    do throws(CUDAError) {
      let library = try CUDALibrary()
      let compiler = try CUDACompiler(driverVersion: library.version)
      let session = try CUDASession(try CUDADevice.chosen(of: library), compiler: compiler)
      var absences: [(road: CUDAInbound, reason: String?)] = []
      for road in CUDAInbound.allCases {
        switch try probe(road, session) {
        case .success: absences.append((road, nil))
        case .failure(let absence): absences.append((road, absence.reason))
        }
      }
      let named = try? CUDAInbound.chosen(by: environmentValue(CUDAInbound.variable))
      let offered = absences.filter { $0.reason == nil }.map(\.road)
      let taken = named ?? order.first(where: offered.contains) ?? .pinned
      return absences.map { Finding(road: $0.road, absence: $0.reason, isTaken: $0.road == taken && $0.reason == nil) }
    } catch { return [] }
  }
}
