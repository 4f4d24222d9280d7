import HTTPMessages

/// How much a JSON answer says besides its data, as `Accept` asks for it (graph-platform 1.5).
struct ResponseFormat: Sendable, Hashable {
  /// The value of `odata.metadata`.
  enum Metadata: String, Sendable {
    case none
    case minimal
    case full
  }

  var metadata = Metadata.minimal
  /// Numbers of 64 bits and decimal ones are strings, since a client may read numbers as doubles.
  var isIEEE754Compatible = false

  static let standard = ResponseFormat()
}

extension ResponseFormat {
  /// What cannot be sent is not refused: it gets the usual format.
  init(_ headers: RequestHeaders) {
    self.init()
    let fields = headers.values(of: "accept")
    // Without parameters all media types come to the same.
    guard fields.contains(where: { $0.utf8.contains(UInt8(ascii: ";")) }) else { return }
    guard let range = Self.preferred(fields.flatMap(ListElements.of)) else { return }
    self.init(range)
  }

  /// The range of JSON that is wanted most; of several the first.
  private static func preferred(_ ranges: [ListElement]) -> ListElement? {
    var best: ListElement?
    for range in ranges where ["application/json", "application/*", "*/*"].contains(range.name) {
      if range.quality > best?.quality ?? 0 { best = range }
    }
    return best
  }

  /// `application/json;odata.metadata=none;IEEE754Compatible=true`
  init(_ mediaType: ListElement) {
    self.init()
    guard mediaType.name == "application/json" else { return }
    // OData 4.01 drops the prefix.
    let level = mediaType.parameter("odata.metadata") ?? mediaType.parameter("metadata")
    metadata = level.flatMap { Metadata(rawValue: $0.lowercased()) } ?? .minimal
    isIEEE754Compatible = mediaType.parameter("ieee754compatible")?.lowercased() == "true"
  }

  var contentType: HeaderField {
    guard self != .standard else { return Self.standardType }
    return HeaderField(
      "Content-Type",
      "application/json;odata.metadata=\(metadata.rawValue);odata.streaming=true;"
        + "IEEE754Compatible=\(isIEEE754Compatible);charset=utf-8")
  }

  private static let standardType = HeaderField(
    "Content-Type",
    "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8")
}
