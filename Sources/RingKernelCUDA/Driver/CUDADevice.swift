internal import CCUDA

/// A device of the driver, by its number in this process.
public struct CUDADevice: Sendable {
  /// The driver that shows it.
  public let library: CUDALibrary
  let handle: RKCUdevice
  /// Its number, from 0.
  public let ordinal: Int
  /// The vendor's name of it.
  public let name: String
  /// Major and minor compute capability, 90 for 9.0.
  public let capability: Int
  /// Bytes of memory.
  public let memoryBytes: Int
  /// What tells it from every other device, as 32 hexadecimal digits.
  public let uuid: String
  /// Its place on the bus, `0000:3b:00.0`.
  public let busID: String

  /// Asks about a device.
  ///
  /// - Throws: `CUDAError.failed`.
  public init(_ library: CUDALibrary, ordinal: Int) throws(CUDAError) {
    self.library = library
    self.ordinal = ordinal
    let functions = library.functions
    var handle: RKCUdevice = 0
    try library.check("cuDeviceGet", unsafe functions.deviceGet(&handle, Int32(clamping: ordinal)))
    self.handle = handle
    var text = [CChar](repeating: 0, count: 256)
    try library.check("cuDeviceGetName", unsafe functions.deviceGetName(&text, 255, handle))
    name = Self.string(text)
    var bytes = 0
    try library.check("cuDeviceTotalMem_v2", unsafe functions.deviceTotalMem(&bytes, handle))
    memoryBytes = bytes
    var number = RKCUuuid()
    try library.check("cuDeviceGetUuid_v2", unsafe functions.deviceGetUuid(&number, handle))
    uuid = unsafe withUnsafeBytes(of: number) { bytes in
      unsafe bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
    text = [CChar](repeating: 0, count: 64)
    try library.check("cuDeviceGetPCIBusId", unsafe functions.deviceGetPCIBusId(&text, 63, handle))
    busID = Self.string(text)
    let major = try Self.attribute(.capabilityMajor, of: handle, library)
    capability = try major * 10 + Self.attribute(.capabilityMinor, of: handle, library)
  }

  /// One of the device's numbers.
  ///
  /// - Throws: `CUDAError.failed`.
  public func attribute(_ attribute: CUDAAttribute) throws(CUDAError) -> Int {
    try Self.attribute(attribute, of: handle, library)
  }

  /// Whether this device can reach the memory of another one, and how.
  ///
  /// - Throws: `CUDAError.failed`.
  public func peerAccess(to other: CUDADevice) throws(CUDAError) -> CUDAPeerAccess {
    let functions = library.functions
    var canAccess: Int32 = 0
    try library.check(
      "cuDeviceCanAccessPeer",
      unsafe functions.deviceCanAccessPeer(&canAccess, handle, other.handle)
    )
    guard canAccess != 0 else { return CUDAPeerAccess(isPossible: false, hasAtomics: false, performanceRank: 0) }
    func ask(_ attribute: RKCUdevice_P2PAttribute) throws(CUDAError) -> Int {
      var value: Int32 = 0
      let answer = unsafe functions.deviceGetP2PAttribute(&value, attribute, handle, other.handle)
      try library.check("cuDeviceGetP2PAttribute", answer)
      return Int(value)
    }
    return CUDAPeerAccess(
      isPossible: true,
      hasAtomics: try ask(RKCU_DEVICE_P2P_ATTRIBUTE_NATIVE_ATOMIC_SUPPORTED) != 0,
      performanceRank: try ask(RKCU_DEVICE_P2P_ATTRIBUTE_PERFORMANCE_RANK)
    )
  }

  private static func attribute(
    _ attribute: CUDAAttribute,
    of handle: RKCUdevice,
    _ library: CUDALibrary
  ) throws(CUDAError) -> Int {
    var value: Int32 = 0
    let answer = unsafe library.functions.deviceGetAttribute(&value, attribute.number, handle)
    try library.check("cuDeviceGetAttribute", answer)
    return Int(value)
  }

  private static func string(_ characters: [CChar]) -> String {
    String(decoding: characters.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

/// How one device reaches the memory of another.
public struct CUDAPeerAccess: Sendable, Hashable {
  /// Whether it does at all.
  public let isPossible: Bool
  /// Whether atomics on that memory are the link's own.
  public let hasAtomics: Bool
  /// Rank of the link, lower is faster; the driver's number.
  public let performanceRank: Int
}
