import RingKernelDSL

// launch branches: grid 2, block 32; x: 50 noise 1; out: 50 zero
@Kernel func branches(x: Span<Int32>, out: inout MutableSpan<Int32>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  let v = x[i]
  if v < -50 {
    out[i] = 1
  } else if v < 0 {
    out[i] = 2
  } else if v == 0 || v > 80 && v < 90 {
    out[i] = 3
  } else {
    out[i] = v &* 2
  }
}

// launch chosen: grid 2, block 32; x: 50 noise 2; out: 50 zero
@Kernel func chosen(x: Span<Int32>, out: inout MutableSpan<Int32>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  let size = if x[i] < 0 { -x[i] } else { x[i] }
  let kind: Int32 =
    switch size {
    case 0: 10
    case 1...9: 20
    case 10..<50: 30
    default: 40
    }
  out[i] = kind + (size > 75 ? 1 : size < 25 ? 2 : 3)
}

// launch whiles: grid 1, block 32; x: 32 noise 3; out: 32 zero
@Kernel func whiles(x: Span<Int32>, out: inout MutableSpan<Int32>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  var v = UInt32(truncatingIfNeeded: x[i]) | 1
  var steps: Int32 = 0
  while v != 1 && steps < 60 {
    v = v & 1 == 0 ? v >> 1 : v &* 3 &+ 1
    steps += 1
  }
  out[i] = steps
}

// launch repeats: grid 1, block 32; x: 32 noise 4; out: 32 zero
@Kernel func repeats(x: Span<Int32>, out: inout MutableSpan<Int32>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  var digits: Int32 = 0
  var rest = x[i] < 0 ? 0 &- x[i] : x[i]
  repeat {
    rest /= 10
    digits += 1
    if digits == 3 { continue }
  } while rest > 0
  out[i] = digits
}

// launch ranges: grid 1, block 16; out: 16 zero
@Kernel func ranges(out: inout MutableSpan<Int32>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  var sum: Int32 = 0
  for k in 0..<i { sum &+= Int32(k) }
  for k in 1...3 { sum &+= Int32(k) &* 100 }
  for k in Int32(5)..<8 where k != 6 { sum &+= k &* 1000 }
  out[i] = sum
}

// launch strides: grid 1, block 16; out: 16 zero
@Kernel func strides(out: inout MutableSpan<Int32>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  var sum: Int32 = 0
  for k in stride(from: 0, to: i, by: 3) { sum &+= Int32(k) }
  for k in stride(from: 20, through: i, by: -4) { sum &+= 1000 &* Int32(k) }
  out[i] = sum
}

// launch labelled: grid 1, block 32; out: 32 zero
@Kernel func labelled(out: inout MutableSpan<Int32>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  var found: Int32 = -1
  search: for a in 0..<10 {
    for b in 0..<10 {
      if b > a { continue search }
      if a * b == i {
        found = Int32(a * 16 + b)
        break search
      }
    }
  }
  out[i] = found
}

// launch whileLabelled: grid 1, block 16; out: 16 zero
@Kernel func whileLabelled(out: inout MutableSpan<Int32>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  var outer = 0
  var count: Int32 = 0
  rows: while outer < 8 {
    outer += 1
    var inner = 0
    repeat {
      inner += 1
      if inner > i { continue rows }
      if outer + inner > 12 { break rows }
      count += 1
    } while inner < 6
  }
  out[i] = count
}

// launch switches: grid 2, block 32; x: 40 noise 5; out: 40 zero
@Kernel func switches(x: Span<Int32>, out: inout MutableSpan<Int32>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  switch (x[i] & 3, x[i] < 0) {
  case (0, true): out[i] = 1
  case (let low, true) where low == 3: out[i] = low + 10
  case (_, true): out[i] = 2
  case (1...2, false): out[i] = 3
  case (let low, false): out[i] = low - 7
  }
}

// launch fallsThrough: grid 1, block 16; out: 16 zero
@Kernel func fallsThrough(out: inout MutableSpan<Int32>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  var v: Int32 = 0
  switch i {
  case 0, 1: v += 1
  case 2:
    v += 2
    fallthrough
  case 3: v += 4
  case let k where k > 10:
    if k == 12 { break }
    v += 8
  default: break
  }
  out[i] = v
}

// launch enums: grid 1, block 16; x: 16 ramp; out: 16 zero
@Kernel func enums(x: Span<Int32>, out: inout MutableSpan<Int32>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  let phase: CorpusPhase = x[i] % 3 == 0 ? .gas : x[i] % 3 == 1 ? .liquid : .solid
  switch phase {
  case .gas: out[i] = 1
  case .liquid where x[i] > 8: out[i] = 2
  case .liquid: out[i] = 3
  case .solid: out[i] = Int32(phase.rawValue) &* 5
  }
  if phase == .gas { out[i] += 100 }
}

@DeviceEnum enum CorpusPhase: UInt8 { case gas = 1, liquid = 4, solid }

// launch shortCircuit: grid 1, block 32; x: 20 ramp; out: 32 zero
@Kernel func shortCircuit(x: Span<Int32>, out: inout MutableSpan<Int32>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  let inRange = i < x.count && x[i] % 2 == 0
  let either = i >= x.count || x[i] > 10
  out[i] = (inRange ? 1 : 0) + (either ? 2 : 0) + (!inRange && !either ? 4 : 0)
}

// launch shadows: grid 1, block 16; out: 16 zero
@Kernel func shadows(out: inout MutableSpan<Int32>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  let v = Int32(i)
  var total = v
  if v > 3 {
    let v = v &* 10
    total = v
    do_: for v in 0..<2 { total &+= Int32(v); if v == 5 { break do_ } }
  }
  out[i] = total
}

// launch earlyReturns: grid 1, block 32; x: 32 noise 6; out: 32 zero
@Kernel func earlyReturns(x: Span<Int32>, out: inout MutableSpan<Int32>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  for k in 0..<100 where Int32(k) &* 7 > x[i] {
    out[i] = Int32(k)
    return
  }
  out[i] = -1
}

// launch deepNest: grid 1, block 16; x: 16 noise 7; out: 16 zero
@Kernel func deepNest(x: Span<Int32>, out: inout MutableSpan<Int32>) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  var acc: Int32 = 0
  for a in 0..<3 where x[i] > Int32(a) {
    var b: Int32 = 0
    while b < 4 {
      b += 1
      if b == 2 { continue }
      switch (x[i] &+ b) & 3 {
      case 0: acc &+= b
      case 1: acc ^= 0x55
      case 2: if acc > 40 { break } else { acc &+= 3 }
      default: acc = acc &* 3 &+ Int32(a)
      }
    }
  }
  out[i] = acc
}

// launch keywords: grid 1, block 16; buffer: 16 ramp; out: 16 zero; main: 3
@Kernel func keywords(buffer: Span<Int32>, out: inout MutableSpan<Int32>, main: Int32) {
  let device = globalThreadIndex.x
  guard device < out.count else { return }
  let float = buffer[device]
  let thread = float &* main
  var kernel = thread
  let int = Int32(2)
  let asm = kernel &+ int
  let ptr = asm ^ int
  let texture = ptr &- 1
  let half = texture
  kernel = half
  let uint_ = kernel
  out[device] = uint_ &+ kernel
}

// launch longLoop: grid 1, block 1; out: 1 zero; rounds: 70000
@Kernel func longLoop(out: inout MutableSpan<UInt32>, rounds: Int32) {
  let i = globalThreadIndex.x
  guard i < out.count else { return }
  var sum: UInt32 = 0
  var k: Int32 = 0
  while k < rounds {
    sum = sum &* 3 &+ UInt32(truncatingIfNeeded: k)
    k &+= 1
  }
  out[i] = sum
}
