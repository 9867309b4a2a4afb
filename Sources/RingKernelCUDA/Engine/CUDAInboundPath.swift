/// A road for the host's messages that a device offers and that has passed its test.
public struct CUDAInboundPath: Sendable {
  /// Which one.
  public let road: CUDAInbound
  /// Why others were passed over, or who asked for this one.
  public let reasons: [String]
  /// What maps the device's memory; nil where nothing has to.
  let copy: GDRCopy?

  private init(_ road: CUDAInbound, _ reasons: [String] = [], copy: GDRCopy? = nil) {
    self.road = road
    self.reasons = reasons
    self.copy = copy
  }

  /// Memory of the host, which every device of ours reaches.
  public static let pinned = CUDAInboundPath(.pinned)

  /// Whether stores wait in buffers of the host: who writes needs `storeFence`, and does not read.
  public var isCombining: Bool { copy != nil }

  /// In which order roads are tried where none is asked for.
  static let order: [CUDAInbound] = [.coherent, .bar, .pinned]

  /// Finds the road: the one that is asked for, else the first of `coherent`, `bar` and `pinned` that holds.
  ///
  /// A road other than `pinned` is tried before it is used: a small kernel watches what the host writes.
  ///
  /// - Parameters:
  ///   - session: The open device, whose stream is idle.
  ///   - asked: Which is wanted; nil leaves that to the environment.
  ///   - gdrCopy: File of GDRCopy; as for `GDRCopy` if left out.
  /// - Throws: `CUDAError.inboundUnknown`; `.inboundUnavailable` where one is asked for that is not there; what is fatal.
  public static func found(
    _ session: CUDASession,
    _ asked: CUDAInbound? = nil,
    gdrCopy: String? = nil
  ) throws(CUDAError) -> CUDAInboundPath {
    let named = try CUDAInbound.chosen(by: environmentValue(CUDAInbound.variable))
    if let road = asked ?? named {
      switch try probe(road, session, gdrCopy) {
      case .success(let path):
        return CUDAInboundPath(
          road,
          ["\(asked == nil ? CUDAInbound.variable : "the caller") asks for it"],
          copy: path.copy
        )
      case .failure(let absence): throw .inboundUnavailable(road, reason: absence.reason)
      }
    }
    var reasons: [String] = []
    for road in order where road != .pinned {
      switch try probe(road, session, gdrCopy) {
      case .success(let path): return CUDAInboundPath(road, reasons, copy: path.copy)
      case .failure(let absence): reasons.append("\(road.rawValue): \(absence.reason)")
      }
    }
    return CUDAInboundPath(.pinned, reasons)
  }

  /// Why a device does not offer a road.
  public struct Absence: Error, Sendable {
    /// In words.
    public let reason: String
  }

  /// Tries one road.
  ///
  /// - Parameters:
  ///   - road: Which.
  ///   - session: The open device, whose stream is idle.
  ///   - gdrCopy: File of GDRCopy; as for `GDRCopy` if left out.
  /// - Returns: The road, or why it is not offered.
  /// - Throws: What is fatal to the device.
  public static func probe(
    _ road: CUDAInbound,
    _ session: CUDASession,
    _ gdrCopy: String? = nil
  ) throws(CUDAError) -> Result<CUDAInboundPath, Absence> {
    do throws(CUDAError) {
      let path: CUDAInboundPath
      switch road {
      case .pinned: return .success(.pinned)
      case .coherent:
        guard try session.device.attribute(.hostReachesManagedMemory) != 0 else {
          return .failure(Absence(reason: "the host does not reach managed memory where it lies on the device"))
        }
        path = CUDAInboundPath(.coherent)
      case .bar:
        guard try session.device.attribute(.showsMemory) != 0 else {
          return .failure(Absence(reason: "the device shows its memory to nobody (no GPUDirect RDMA)"))
        }
        guard try session.device.attribute(.orderOfWrites) >= CUDAAttribute.ownerSeesOrder else {
          return .failure(Absence(reason: "the device does not see what others write to its memory in their order"))
        }
        path = CUDAInboundPath(.bar, copy: try GDRCopy(session.context.library, file: gdrCopy))
      }
      if let reason = try CUDAInboundLitmus(session, path).failure() { return .failure(Absence(reason: reason)) }
      return .success(path)
    } catch {
      if error.errorClass == .fatal { throw error }
      return .failure(Absence(reason: error.words))
    }
  }
}

extension CUDAError {
  /// What happened, without a code and without a name in front.
  fileprivate var words: String {
    switch self {
    case .libraryUnavailable(let words), .refused(let words): words.hasSuffix(".") ? String(words.dropLast()) : words
    case .failed(let status), .mappingFailed(let status), .compilerFailed(let status): "\(status)"
    default: "\(self)"
    }
  }
}
