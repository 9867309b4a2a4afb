/// Series and rational approximations behind the special functions.
@usableFromInline enum SpecialSeries {
  /// The modified Bessel function of order 0 or 1 by its power series, whose terms all have one sign.
  @usableFromInline static func besselI(_ order: Double, _ x: Double) -> Double {
    guard x.isFinite else { return x.isNaN || order == 0 ? x.magnitude : x }
    if x.magnitude >= 40 { return farBesselI(order, x) }
    let quarter = x * x / 4
    var term = order == 0 ? 1 : x / 2
    var sum = term
    var k = 1.0
    while term.magnitude > sum.magnitude * 0x1p-54, sum.isFinite {
      term *= quarter / (k * (k + order))
      sum += term
      k += 1
    }
    return sum
  }

  /// The asymptotic series; the exponential in halves, because it is past the largest number where the quotient is not.
  private static func farBesselI(_ order: Double, _ x: Double) -> Double {
    let a = x.magnitude
    var (term, sum) = (1.0, 0.0)
    for k in 1..<30 {
      sum += term
      let odd = Double(2 * k - 1)
      let next = -term * (4 * order * order - odd * odd) / (Double(k) * 8 * a)
      if next.magnitude > term.magnitude { break }
      term = next
    }
    let half = CLibrary.exp(a / 2)
    sum *= half / ((2 * .pi).squareRoot() * a.squareRoot()) * half
    return order == 0 ? sum : Double(signOf: x, magnitudeOf: sum)
  }

  private static func ratio(_ r: Double, _ above: [Double], _ below: [Double]) -> Double {
    above.reversed().reduce(0) { $0 * r + $1 } / below.reversed().reduce(0) { $0 * r + $1 }
  }

  /// Quantile of the standard normal: algorithm AS 241 of Wichura, 16 digits.
  ///
  /// - Parameters:
  ///   - q: The probability less one half.
  ///   - p: The smaller one of the probability and what it lacks to 1, or a multiple of it.
  ///   - excess: The logarithm of that multiple.
  @usableFromInline static func quantile(center q: Double, tail p: Double, excess: Double = 0) -> Double {
    if q.isNaN || p < 0 { return .nan }
    if q.magnitude <= 0.425 {
      return q
        * ratio(
          0.180625 - q * q,
          [
            3.387_132_872_796_366_608, 133.141_667_891_784_377_45, 1971.590_950_306_551_442_7,
            13731.693_765_509_461_125,
            45921.953_931_549_871_457, 67265.770_927_008_700_853, 33430.575_583_588_128_105, 2509.080_928_730_122_672_7,
          ],
          [
            1, 42.313_330_701_600_911_252, 687.187_007_492_057_908_3, 5394.196_021_424_751_107_7,
            21213.794_301_586_595_867, 39307.895_800_092_710_61, 28729.085_735_721_942_674, 5226.495_278_852_854_561,
          ]
        )
    }
    if p == 0 { return q < 0 ? -.infinity : .infinity }
    let r = (excess - CLibrary.log(p)).squareRoot()
    let size =
      r <= 5
      ? ratio(
        r - 1.6,
        [
          1.423_437_110_749_683_577_34, 4.630_337_846_156_545_295_9, 5.769_497_221_460_691_405_5,
          3.647_848_324_763_204_605_04, 1.270_458_252_452_368_382_58, 0.241_780_725_177_450_611_77,
          0.022_723_844_989_269_184_583_3, 7.745_450_142_783_414_076_4e-4,
        ],
        [
          1, 2.053_191_626_637_758_821_87, 1.676_384_830_183_803_849_4, 0.689_767_334_985_100_004_55,
          0.148_103_976_427_480_074_59, 0.015_198_666_563_616_457_196_6, 5.475_938_084_995_344_946e-4,
          1.050_750_071_644_416_843_24e-9,
        ]
      )
      : ratio(
        r - 5,
        [
          6.657_904_643_501_103_777_2, 5.463_784_911_164_114_369_9, 1.784_826_539_917_291_335_8,
          0.296_560_571_828_504_891_23, 0.026_532_189_526_576_123_093, 0.001_242_660_947_388_078_438_6,
          2.711_555_568_743_487_578_15e-5, 2.010_334_399_292_288_132_65e-7,
        ],
        [
          1, 0.599_832_206_555_887_937_69, 0.136_929_880_922_735_805_31, 0.014_875_361_290_850_615_002_5,
          7.868_691_311_456_132_591e-4, 1.846_318_317_510_054_681_8e-5, 1.421_511_758_316_445_888_7e-7,
          2.044_263_103_389_939_785_64e-15,
        ]
      )
    return q < 0 ? -size : size
  }
}
