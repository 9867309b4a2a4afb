extension SwiftMember {
  /// Every member that kernels may use.
  public static let all: [SwiftMember] = whole + floating + lanes + memory + constants

  private static let whole: [SwiftMember] = [
    SwiftMember(.method, .integers, "addingReportingOverflow(_:)", "`(partialValue, overflow)`, wrapped"),
    SwiftMember(.method, .integers, "subtractingReportingOverflow(_:)", "`(partialValue, overflow)`, wrapped"),
    SwiftMember(.method, .integers, "multipliedReportingOverflow(by:)", "`(partialValue, overflow)`, wrapped"),
    SwiftMember(.method, .integers, "dividedReportingOverflow(by:)", "the dividend and true for a division by zero"),
    SwiftMember(.method, .integers, "remainderReportingOverflow(dividingBy:)", "as above"),
    SwiftMember(.method, .integers, "quotientAndRemainder(dividingBy:)", "`(quotient, remainder)`, checked as `/`"),
    SwiftMember(.method, .integers, "isMultiple(of:)", "zero is a multiple of everything, of zero nothing else"),
    SwiftMember(.method, .integers, "signum()", "-1, 0 or 1"),
    SwiftMember(.change, .integers, "negate()", "of signed ones, checked as `-`"),
    SwiftMember(.property, .integers, "magnitude", "the distance from zero, unsigned"),
    SwiftMember(.property, .integers, "nonzeroBitCount", "bits that are 1"),
    SwiftMember(.property, .integers, "leadingZeroBitCount", "the width for 0"),
    SwiftMember(.property, .integers, "trailingZeroBitCount", "the width for 0"),
    SwiftMember(.property, .integers, "bitWidth", "bits of the type"),
  ]

  private static let floating: [SwiftMember] = [
    SwiftMember(.method, .floats, "squareRoot()", "correctly rounded"),
    SwiftMember(.method, .floats, "rounded()", "to the nearest whole number, halves away from zero"),
    SwiftMember(
      .method,
      .floats,
      "rounded(_:)",
      "by `.toNearestOrAwayFromZero`, `.down`, `.up` or `.towardZero`"
    ),
    SwiftMember(.method, .floats, "addingProduct(_:_:)", "`self + a * b`, rounded once"),
    SwiftMember(.method, .floats, "truncatingRemainder(dividingBy:)", "with the sign of the dividend"),
    SwiftMember(.method, .floats, "remainder(dividingBy:)", "of the quotient that is nearest"),
    SwiftMember(.change, .floats, "negate()", "the other sign"),
    SwiftMember(.change, .floats, "formSquareRoot()", "correctly rounded"),
    SwiftMember(.function, .floats, "minimum(_:_:)", "the other operand for NaN"),
    SwiftMember(.function, .floats, "maximum(_:_:)", "the other operand for NaN"),
    SwiftMember(.property, .floats, "magnitude", "without the sign"),
    SwiftMember(.property, .floats, "bitPattern", "the bits as an unsigned integer"),
    SwiftMember(.property, .floats, "isNaN", "no number"),
    SwiftMember(.property, .floats, "isFinite", "neither infinite nor NaN"),
    SwiftMember(.property, .floats, "isInfinite", "of either sign"),
    SwiftMember(.property, .floats, "isNormal", "neither zero, subnormal, infinite nor NaN"),
    SwiftMember(.property, .floats, "isZero", "of either sign"),
    SwiftMember(.change, .booleans, "toggle()", "the other one"),
  ]

  private static let lanes: [SwiftMember] = [
    SwiftMember(.method, .vectors, "replacing(with:where:)", "lanes of the mask from a vector or a scalar"),
    SwiftMember(.change, .vectors, "replace(with:where:)", "as above, in place"),
    SwiftMember(.method, .vectors, "clamped(lowerBound:upperBound:)", "each lane between those of two vectors"),
    SwiftMember(.method, .vectors, "min()", "of all lanes"),
    SwiftMember(.method, .vectors, "max()", "of all lanes"),
    SwiftMember(.method, .floatVectors, "sum()", "of all lanes, from the first to the last"),
    SwiftMember(.method, .integerVectors, "wrappedSum()", "of all lanes"),
    SwiftMember(.method, .floatVectors, "squareRoot()", "lane by lane"),
    SwiftMember(.method, .floatVectors, "rounded(_:)", "lane by lane, by the rules of floats"),
    SwiftMember(.method, .floatVectors, "addingProduct(_:_:)", "lane by lane, rounded once"),
    SwiftMember(.change, .floatVectors, "formSquareRoot()", "lane by lane"),
    SwiftMember(.property, .vectors, "scalarCount", "the number of lanes"),
    SwiftMember(.property, .vectors, "indices", "in `for`"),
  ]

  private static let memory: [SwiftMember] = [
    SwiftMember(.property, .buffers, "count", "its elements"),
    SwiftMember(.property, .buffers, "indices", "in `for`"),
    SwiftMember(.property, .fields, "width", "elements along x"),
    SwiftMember(.property, .planes, "height", "along y"),
    SwiftMember(.property, .volumes, "depth", "along z"),
    SwiftMember(.property, .arrays, "count", "its length"),
    SwiftMember(.property, .arrays, "indices", "in `for`"),
    SwiftMember(.property, .boundedArrays, "indices", "in `for`: those that are there before the first round"),
    SwiftMember(.property, .boundedArrays, "count", "elements that are there"),
    SwiftMember(.property, .boundedArrays, "capacity", "elements that there is room for"),
    SwiftMember(.property, .boundedArrays, "isEmpty", "whether there are none"),
    SwiftMember(.change, .boundedArrays, "append(_:)", "whether there was room"),
    SwiftMember(.property, .enumerations, "rawValue", "the number behind a case"),
    SwiftMember(.property, .times, "physical", "milliseconds"),
    SwiftMember(.property, .times, "logical", "the counter within a millisecond"),
  ]

  private static let constants: [SwiftMember] = [
    SwiftMember(.constant, .integers, "zero", "0"),
    SwiftMember(.constant, .integers, "min", "the smallest number"),
    SwiftMember(.constant, .integers, "max", "the largest number"),
    SwiftMember(.constant, .integers, "bitWidth", "bits of the type"),
    SwiftMember(.constant, .floats, "zero", "0"),
    SwiftMember(.constant, .floats, "pi", "rounded towards zero"),
    SwiftMember(.constant, .floats, "infinity", "positive"),
    SwiftMember(.constant, .floats, "nan", "quiet"),
    SwiftMember(.constant, .floats, "greatestFiniteMagnitude", "the largest number"),
    SwiftMember(.constant, .floats, "leastNormalMagnitude", "the smallest that is positive and normal"),
    SwiftMember(.constant, .floats, "leastNonzeroMagnitude", "subnormal: devices may flush it to zero"),
    SwiftMember(.constant, .floats, "ulpOfOne", "from 1 to the next number"),
    SwiftMember(.constant, .vectors, "zero", "0 in each lane"),
    SwiftMember(.constant, .vectors, "one", "1 in each lane"),
  ]
}
