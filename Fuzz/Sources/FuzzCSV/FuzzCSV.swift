import RingKernelCore
import TransactionMonitor

/// Any bytes give transactions or a typed error, whatever the chunks they arrive in.
@_cdecl("rk_fuzz_one")
public func fuzzOne(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = [UInt8](UnsafeBufferPointer(start: data, count: count))
  let whole = rows(MemoryBytes(bytes))
  let chunked = rows(MemoryBytes(bytes, chunkBytes: 1 + count % 7))
  precondition(whole == chunked, "chunks change the result")
  return 0
}

private func rows(_ source: MemoryBytes) -> String {
  do {
    var reader = try TransactionReader(source, limits: CSVLimits(fieldBytes: 64, recordBytes: 512, fields: 16))
    var text = ""
    while let transaction = try reader.next() {
      precondition(transaction.cents >= 0, "a negative amount was accepted")
      text += "\(transaction)\n"
    }
    return text
  } catch { return "\(error)" }
}
