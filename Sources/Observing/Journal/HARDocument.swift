import Foundation
import GraphStore
import HTTPMessages
package import JSON

/// Requests of a journal in the HTTP Archive format 1.2, which browsers and proxies read.
package struct HARDocument {
  private let entries: [JournalEntry]
  private let version: String

  /// - Parameter version: of the program.
  package init(_ entries: [JournalEntry], version: String) {
    (self.entries, self.version) = (entries, version)
  }

  package var json: JSONValue {
    [
      "log": [
        "version": "1.2", "creator": ["name": "graph-emulator", "version": .string(version)],
        "entries": .array(entries.map(\.kept.har)),
      ]
    ]
  }
}

extension KeptRequest {
  fileprivate var har: JSONValue {
    [
      "startedDateTime": .string(time.precise), "time": .number(nanoseconds.milliseconds),
      "request": harRequest, "response": harResponse, "cache": [:],
      "timings": ["send": .number(0), "wait": .number(nanoseconds.milliseconds), "receive": .number(0)],
      "comment": .string(requestID ?? ""),
    ]
  }

  private var harRequest: JSONValue {
    var json: JSONObject = [
      "method": .string(method), "url": .string(url), "httpVersion": "HTTP/1.1", "cookies": [],
      "headers": Self.headers(requestHeaders.fields), "queryString": query, "headersSize": .number(-1),
      "bodySize": .number(requestBody.length),
    ]
    let type = JSONValue.string(requestHeaders[name: "content-type"] ?? "")
    if let reason = requestBody.withheld {
      json["postData"] = ["mimeType": type, "text": "", "comment": .string(reason)]
    } else if !requestBody.bytes.isEmpty {
      json["postData"] = ["mimeType": type, "text": .string(requestBody.text ?? requestBody.base64)]
    }
    return .object(json)
  }

  private var harResponse: JSONValue {
    let type = responseHeader("content-type") ?? ""
    var content: JSONObject = ["size": .number(responseBody.length), "mimeType": .string(type)]
    if !responseBody.bytes.isEmpty {
      content["text"] = .string(responseBody.text ?? responseBody.base64)
      if responseBody.text == nil { content["encoding"] = "base64" }
    }
    if let reason = responseBody.withheld { content["comment"] = .string(reason) }
    return [
      "status": .number(status), "statusText": "", "httpVersion": "HTTP/1.1", "cookies": [],
      "headers": Self.headers(responseHeaders), "content": .object(content), "redirectURL": "",
      "headersSize": .number(-1), "bodySize": .number(responseBody.length),
    ]
  }

  private var query: JSONValue {
    let options = target.split(separator: "?", maxSplits: 1).dropFirst().first?.split(separator: "&") ?? []
    return .array(
      options.map { option in
        let parts = option.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let decoded = parts.map { String($0).removingPercentEncoding ?? String($0) }
        return ["name": .string(decoded[0]), "value": .string(decoded.count > 1 ? decoded[1] : "")]
      })
  }

  private static func headers(_ fields: [HeaderField]) -> JSONValue {
    .array(fields.map { ["name": .string($0.name), "value": .string($0.value)] })
  }
}
