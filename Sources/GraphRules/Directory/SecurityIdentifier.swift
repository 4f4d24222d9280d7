import GRDB

/// `S-1-12-1-a-b-c-d` of an object id: the four little-endian words of the GUID's byte form, in which the first
/// three groups are little-endian too.
enum SecurityIdentifier {
  static var function: DatabaseFunction {
    DatabaseFunction("securityIdentifier", argumentCount: 1, pure: true) { values in
      String.fromDatabaseValue(values[0]).flatMap(text)
    }
  }

  static func text(of id: String) -> String? {
    let digits = id.filter { $0 != "-" }
    guard digits.count == 32, let high = UInt64(digits.prefix(16), radix: 16),
      let low = UInt64(digits.suffix(16), radix: 16)
    else { return nil }
    let first = UInt32(high >> 32)
    let second = UInt32(high >> 16 & 0xFFFF) | UInt32(high & 0xFFFF) << 16
    let third = UInt32(low >> 32).byteSwapped
    let fourth = UInt32(truncatingIfNeeded: low).byteSwapped
    return "S-1-12-1-\(first)-\(second)-\(third)-\(fourth)"
  }
}
