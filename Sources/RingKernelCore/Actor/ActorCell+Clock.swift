internal import RingKernelABI
internal import Synchronization

// The word stands in the control block: its one writer is the worker that holds the cell, anybody may read it.

extension ActorCell {
  /// The actor's clock: the last time that it gave or took over.
  var time: HybridTime { HybridTime(rawValue: unsafe atomicWord(words.hlc).pointee.load(ordering: .relaxed)) }

  /// Advances the clock for a local event.
  func tick() throws(RingKernelError) -> HybridTime {
    try advance { word, wall throws(ClockError) in try clock.tick(&word, wallNanoseconds: wall) }
  }

  /// Advances the clock behind a time that came from elsewhere.
  func merge(_ remote: HybridTime) throws(RingKernelError) -> HybridTime {
    try advance { word, wall throws(ClockError) in try clock.merge(remote, into: &word, wallNanoseconds: wall) }
  }

  /// A stamp for an outgoing message; 0 when the launch asked for none, or when the clock has given its last word.
  func stamp() -> UInt64 {
    guard stampsTime else { return 0 }
    do throws(RingKernelError) {
      return try tick().rawValue
    } catch {
      report(error)
      return 0
    }
  }

  /// Takes over the stamp of an arriving message; one that is too far ahead is reported and left aside.
  func takeOver(_ stamp: UInt64) {
    guard stamp != 0 else { return }
    do throws(RingKernelError) { _ = try merge(HybridTime(rawValue: stamp)) } catch { report(error) }
  }

  private func advance(
    _ step: (inout UInt64, UInt64) throws(ClockError) -> HybridTime
  ) throws(RingKernelError) -> HybridTime {
    var word = time.rawValue
    do throws(ClockError) {
      let time = try step(&word, Machine.coarseWallNanoseconds)
      unsafe atomicWord(words.hlc).pointee.store(word, ordering: .relaxed)
      return time
    } catch { throw RingKernelError(error) }
  }
}
