import GraphStore
import HTTPMessages
import JSON
import Observing

/// What a request comes to, before the headers that every answer has.
struct Answer: Sendable {
  enum Content: Sendable {
    case none
    case json([UInt8])
    case text([UInt8])
    case xml([UInt8])
    /// The value of a stream, and what kind of bytes it is.
    case media([UInt8], type: String)
  }

  var status: Int
  var content: Content = .none
  var location: String?
  /// Where else something is of which an answer without a body tells.
  var furtherFields: [HeaderField] = []
  /// URL of the object that an answer without a body is about.
  var entityID: String?
  var applied = Preferences.Applied()
  /// What is said of the bytes of a stream.
  var mediaFields: [HeaderField] = []
  /// What the request cost; nil where that is not told.
  var resourceUnits: Int?
  /// nil where it is not told.
  var limitUse: LimitUse?
  /// Path of the place of what is answered, `users('a')/licenseDetails`: an operation's result may be from anywhere.
  var place: String?
  /// It is the default of what an operation without behaviour returns.
  var isStub = false
  /// Of JSON content.
  var format = ResponseFormat.standard
  var delay = Duration.zero
  var delivery = Response.Delivery.whole

  static let noContent = Answer(status: 204)

  static func json(_ bytes: [UInt8], status: Int = 200, place: String? = nil) -> Answer {
    Answer(status: status, content: .json(bytes), place: place)
  }
}

extension Answer {
  /// The response with the headers of graph-platform 4.1.
  func response(_ ids: RequestIdentifiers) -> Response {
    var headers = Self.commonHeaders(ids)
    if let resourceUnits { headers.append(HeaderField("x-ms-resource-unit", String(resourceUnits))) }
    if let limitUse { headers.append(limitUse.header) }
    var body: [UInt8] = []
    switch content {
    case .none: break
    case .json(let bytes):
      headers.append(format.contentType)
      headers.append(Self.odataVersion)
      body = bytes
    case .text(let bytes):
      headers.append(Self.textType)
      headers.append(Self.odataVersion)
      body = bytes
    case .xml(let bytes):
      headers.append(Self.xmlType)
      headers.append(Self.odataVersion)
      body = bytes
    case .media(let bytes, let type):
      headers.append(HeaderField("Content-Type", type))
      body = bytes
    }
    headers += mediaFields
    if isStub { headers.append(StubMark.header) }
    if let entityID { headers.append(HeaderField("OData-EntityId", entityID)) }
    if let location { headers.append(HeaderField("Location", location)) }
    headers += furtherFields
    if let text = applied.headerValue { headers.append(HeaderField("Preference-Applied", text)) }
    var response = Response(status: status, headers: headers, body: body)
    if case .json = content { response.holdsJSON = true }
    response.delay = delay
    response.delivery = delivery
    return response
  }

  static func commonHeaders(_ ids: RequestIdentifiers) -> [HeaderField] {
    var headers: [HeaderField] = []
    headers.reserveCapacity(9)
    headers.append(cacheControl)
    headers.append(vary)
    headers.append(HeaderField("request-id", ids.request))
    headers.append(HeaderField("client-request-id", ids.client))
    headers.append(diagnostic)
    return headers
  }

  private static let cacheControl = HeaderField("Cache-Control", "no-cache")
  private static let vary = HeaderField("Vary", "Accept-Encoding")
  private static let odataVersion = HeaderField("OData-Version", "4.0")
  private static let diagnostic = HeaderField(
    "x-ms-ags-diagnostic",
    #"{"ServerInfo":{"DataCenter":"Local","Slice":"E","Ring":"5","ScaleUnit":"000","RoleInstance":"EMULATOR01"}}"#
  )
  private static let textType = HeaderField("Content-Type", "text/plain")
  private static let xmlType = HeaderField("Content-Type", "application/xml")
}
