import GraphContract
import HTTPMessages

/// Takes the values of secrets out of bodies. What it cannot read it does not give back: nobody knows what is in it.
struct BodyMask {
  /// Why nothing is kept of a body, as it is said to whoever reads the journal.
  struct Unreadable: Error, Equatable { let reason: String }

  let names: SecretNames
  /// Those to take out wherever they stand.
  var told = ToldSecrets()
  /// As the header field says it; nil where there is none.
  let contentType: String?

  /// - Parameters:
  ///   - body: the beginning of a body, or all of it.
  ///   - isCut: more follows.
  func masked(_ body: [UInt8], isCut: Bool) throws(Unreadable) -> [UInt8] {
    guard !body.isEmpty else { return body }
    if let charset, !Self.readable.contains(charset) {
      throw Unreadable(reason: "its charset is \(charset)")
    }
    return isForm ? FormMask.masked(body) : try JSONMask.masked(body, isCut: isCut, names, told)
  }

  /// As some write it, too.
  private static let readable: Set<String> = ["utf-8", "utf8", "us-ascii"]

  private var isForm: Bool { parameters.first == "application/x-www-form-urlencoded" }

  private var charset: String? {
    parameters.dropFirst().first { $0.hasPrefix("charset=") }
      .map { $0.dropFirst("charset=".count).filter { $0 != "\"" } }
  }

  /// `application/json`, `charset=utf-8`
  private var parameters: [String] {
    (contentType ?? "").lowercased().split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" } }
  }
}

/// Fields of a form, as the token service takes them.
private enum FormMask {
  static func masked(_ body: [UInt8]) -> [UInt8] {
    let fields = body.split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: false).map(masked)
    return Array(fields.joined(separator: [UInt8(ascii: "&")]))
  }

  private static func masked(_ field: ArraySlice<UInt8>) -> [UInt8] {
    guard let equals = field.firstIndex(of: UInt8(ascii: "=")), equals + 1 < field.endIndex,
      SecretMask.isCredential(SecretMask.name(String(decoding: field[..<equals], as: UTF8.self)[...]))
    else { return Array(field) }
    return Array(field[...equals]) + SecretMask.mark.utf8
  }
}
