internal import HTTPMessages

/// Whether a body goes out in gzip (RFC 9110, sections 8.4 and 12.5.3).
enum ContentCoding {
  /// Below 4 KB, compressing would take longer than most answers take to make, and save two packets.
  static let smallestBody = 4096

  /// What the client says of gzip, against what it says of a body as it is.
  static func isGzipPreferred(_ headers: RequestHeaders) -> Bool {
    let codings = headers.values(of: "accept-encoding").flatMap(ListElements.of)
    let gzip = quality(of: ["gzip", "x-gzip"], in: codings) ?? quality(of: ["*"], in: codings) ?? 0
    return gzip > 0 && gzip >= quality(of: ["identity"], in: codings) ?? 0
  }

  private static func quality(of names: [String], in codings: [ListElement]) -> Double? {
    codings.first { names.contains($0.name) }?.quality
  }
}

extension Response {
  /// Text, and enough of it. A range is one of the bytes as they are.
  var isCompressible: Bool {
    guard ![204, 206, 304].contains(status), body.count >= ContentCoding.smallestBody,
      !has("content-encoding"),
      let type = headers.first(where: { $0.name.lowercased() == "content-type" })?.value
    else { return false }
    return type.hasPrefix("application/json") || type.hasPrefix("application/xml") || type.hasPrefix("text/")
  }

  /// - Parameter name: in lower case.
  func has(_ name: String) -> Bool { headers.contains { $0.name.lowercased() == name } }
}
