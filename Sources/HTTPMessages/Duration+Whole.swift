/// Times as whole numbers, as C, counters and texts have them.
extension Duration {
  /// Rounded up: a short time must not become none.
  package var wholeSeconds: UInt32 {
    let (seconds, attoseconds) = components
    return UInt32(clamping: attoseconds > 0 && seconds < .max ? seconds + 1 : seconds)
  }

  /// Up to 292 years.
  package var wholeNanoseconds: UInt64 {
    let (seconds, attoseconds) = components
    guard seconds < .max / 1_000_000_000 else { return UInt64(Int64.max) }
    return UInt64(max(0, seconds) * 1_000_000_000 + max(0, attoseconds) / 1_000_000_000)
  }

  /// Rounded up: a short time must not become none.
  package var wholeMilliseconds: UInt32 { UInt32(clamping: (wholeNanoseconds + 999_999) / 1_000_000) }
}
