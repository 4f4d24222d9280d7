import Foundation
import HTTPMessages
import JSON
import OData

extension BatchItem {
  /// The item as a request that came in by itself.
  ///
  /// - Parameter batch: the request that brought it: its host, token and connection are the item's too.
  func request(to target: BatchTarget, within batch: Request) -> Request {
    var request = batch
    request.method = method.uppercased()
    request.target = target.text
    request.headers = RequestHeaders(inherited("host", batch) + headers + inherited("authorization", batch))
    request.body = bodyBytes
    return request
  }

  func has(header name: String) -> Bool { headers.contains { $0.name.lowercased() == name } }

  /// Before the item's own fields it wins over them, after them it fills a gap.
  private func inherited(_ name: String, _ batch: Request) -> [HeaderField] {
    batch.headers[name: name].map { [HeaderField(name, $0)] } ?? []
  }

  /// Text is base64 of the body, whatever the content type: some SDKs send JSON so.
  private var bodyBytes: [UInt8] {
    guard let body else { return [] }
    return body.stringValue.flatMap(Base64.normalized).flatMap { Data(base64Encoded: $0) }.map(Array.init)
      ?? body.bytes
  }
}
