internal import RingKernelIR

extension CDialect {
  /// CUDA C++ for handlers that `threads` threads of a resident block run: the block may have more.
  static func team(of threads: Int) -> CDialect {
    var dialect = cuda
    dialect.builtin = { builtin, axis, _, _ in
      let size = axis == 0 ? threads : 1
      return switch builtin {
      case .threadIndex, .globalThreadIndex: Code(axis == 0 ? "threadIdx.x" : "0u", .primary, .u32)
      case .linearThreadIndex: Code("threadIdx.x", .primary, .u32)
      case .blockIndex: Code("0u", .primary, .u32)
      case .gridSize: Code("1u", .primary, .u32)
      case .blockSize: Code("\(size)", .primary, .i32)
      case .laneIndex: Code("threadIdx.x & 31", .bitAnd, .u32)
      case .subgroupIndex: Code("threadIdx.x >> 5", .shift, .u32)
      case .subgroupSize: Code("32", .primary, .i32)
      }
    }
    dialect.effect = { effect in
      switch effect.id {
      case .barrier: return CCall("rk_meet<\(threads)u>()")
      case .barrierCount: return CCall("(i32)rk_count<\(threads)u>(\(effect.operands[0]))")
      case .barrierAll: return CCall("rk_count<\(threads)u>(\(effect.operands[0])) == \(threads)u")
      case .barrierAny: return CCall("rk_count<\(threads)u>(\(effect.operands[0])) != 0u")
      default: break
      }
      if effect.id.meetsBlock, let type = effect.type { return CReductions.block(effect, type, .team(of: threads)) }
      return CUDATables.effect(effect, own: "threadIdx.x", count: "\(threads)u")
    }
    return dialect
  }
}
