import HTTPMessages
import Planning

extension Method {
  /// `X-HTTP-Method` stands for clients that can only POST (graph-platform 1.15).
  init(_ request: Request) {
    let override =
      request.method == "POST"
      ? request.headers[name: "x-http-method"] ?? request.headers[name: "x-http-method-override"] : nil
    self.init(name: override ?? request.method)
  }
}
