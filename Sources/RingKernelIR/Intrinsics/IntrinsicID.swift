/// Every intrinsic of the kernel language.
///
/// Indices and sizes are `Builtin`s, which have a table of their own.
public enum IntrinsicID: String, Sendable, Hashable, CaseIterable {
  // Synchronisation and fences.
  case barrier, barrierCount, barrierAll, barrierAny, gridBarrier, subgroupBarrier
  case threadFence, threadFenceBlock, threadFenceSystem

  // Atomics: a place, then values; the result is the old value.
  case atomicAdd, atomicSubtract, atomicMin, atomicMax, atomicExchange, atomicCompareExchange
  case atomicAnd, atomicOr, atomicXor, atomicIncrement, atomicDecrement, atomicLoad, atomicStore

  // Mathematics.
  case sqrt, rsqrt, abs, floor, ceil, round, trunc, fma, min, max, fmod, remainder, copysign, cbrt, hypot
  case clamp, mix, step, smoothstep, fract, sign, dot, cross, length, distance, normalize
  case sin, cos, tan, asin, acos, atan, atan2, sincos, sinpi, cospi
  case sinh, cosh, tanh, asinh, acosh, atanh
  case exp, exp2, exp10, expm1, log, log2, log10, log1p, pow, powi, ldexp, scalbn, ilogb
  case lgamma, tgamma, erf, erfc, erfinv, erfcinv

  // Classification.
  case isNaN, isInfinite, isFinite, isNormal, isSignMinus, nextAfter, fdim, nan

  // Subgroups.
  case subgroupShuffle, subgroupShuffleUp, subgroupShuffleDown, subgroupShuffleXor, subgroupBroadcast
  case subgroupActiveMask, subgroupBallot, subgroupAll, subgroupAny, subgroupMatchAny, subgroupMatchAll, subgroupElect
  case subgroupReduceAdd, subgroupReduceMin, subgroupReduceMax
  case subgroupReduceAnd, subgroupReduceOr, subgroupReduceXor
  case subgroupInclusiveAdd, subgroupExclusiveAdd

  // Bits.
  case populationCount, leadingZeros, trailingZeros, findFirstSet, reverseBits, bytePermute
  case funnelShiftLeft, funnelShiftRight

  // Memory hints.
  case loadReadOnly, prefetchL1, prefetchL2

  // Special functions.
  case reciprocal, fastDivide, saturate
  case besselJ0, besselJ1, besselJn, besselY0, besselY1, besselYn, besselI0, besselI1
  case normalCDF, normalCDFInverse

  // Time.
  case clock32, clock64, nanosleep

  // Reductions over a block or a grid.
  case blockReduceAdd, blockReduceMin, blockReduceMax, blockReduceAnd, blockReduceOr
  case gridReduceAdd, gridReduceMin, gridReduceMax, reduceAndBroadcast

  // Stencil neighbours.
  case stencilIndex, stencilNorth, stencilSouth, stencilEast, stencilWest, stencilUp, stencilDown, stencilAt

  // Context of a handler.
  case isActive, shouldTerminate, markTerminated, messagesProcessed
  case inputQueueSize, outputQueueSize, inputQueueIsEmpty, outputQueueIsEmpty, emit
  case hlcTick, hlcUpdate, hlcNow
  case contextReply, contextReplica, contextGridSize, contextBlockSize, contextGoesOn
  case contextMessageID, contextCorrelationID, contextSource, contextMessageTime
  case k2kSend, k2kTurn, k2kReplicas, k2kTryReceive, k2kHasMessage, k2kPeek, k2kPendingCount
  case fail
}

extension IntrinsicID {
  /// Whether leaving it out changes nothing where nobody reads its result.
  var onlyReads: Bool {
    switch self {
    case .atomicLoad, .contextReplica, .contextGridSize, .contextBlockSize, .inputQueueSize, .outputQueueSize,
      .contextMessageID, .contextCorrelationID, .contextSource, .contextMessageTime, .hlcNow, .shouldTerminate,
      .k2kReplicas:
      true
    default: false
    }
  }
}
