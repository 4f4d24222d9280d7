/// A key of the control plane that nobody chose.
enum AdminKey {
  /// 128 bits in hexadecimal digits.
  static func random(_ randomness: inout some RandomNumberGenerator) -> String {
    let halves: [UInt64] = [randomness.next(), randomness.next()]
    return halves.map { half in
      let digits = String(half, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }
}
