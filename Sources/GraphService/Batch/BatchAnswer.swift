import Foundation
import HTTPMessages
import JSON

/// The answer to one item: `{"id":"1","status":200,"headers":{…},"body":{…}}`.
struct BatchAnswer {
  let id: String
  let response: Response

  /// `{"responses":[…]}`
  static func bytes(_ answers: [BatchAnswer]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(answers.reduce(64) { $0 + $1.response.body.count + 320 })
    bytes.append(literal: #"{"responses":["#)
    for (index, answer) in answers.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      answer.append(to: &bytes)
    }
    bytes.append(literal: "]}")
    return bytes
  }

  private func append(to bytes: inout [UInt8]) {
    bytes.append(literal: #"{"id":"#)
    bytes.append(jsonString: id)
    bytes.append(literal: #","status":"#)
    bytes.append(raw: String(response.status))
    appendHeaders(to: &bytes)
    appendBody(to: &bytes)
    bytes.append(UInt8(ascii: "}"))
  }

  private func appendHeaders(to bytes: inout [UInt8]) {
    bytes.append(literal: #","headers":{"#)
    for (index, field) in headers.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes.append(jsonString: field.name)
      bytes.append(UInt8(ascii: ":"))
      bytes.append(jsonString: field.value)
    }
    bytes.append(UInt8(ascii: "}"))
  }

  /// The fields that say something of the item; ids and the like are told once, by the batch.
  private var headers: [HeaderField] {
    let holdsResult = response.status < 400 && !response.body.isEmpty
    return response.headers.filter { field in
      switch field.name {
      case "request-id", "client-request-id", "x-ms-ags-diagnostic", "Vary": false
      case "Cache-Control", "x-ms-resource-unit": holdsResult
      default: true
      }
    }
  }

  /// JSON of our own is copied as it is; text becomes a string, and all other bytes Base64, whatever they are said to be.
  private func appendBody(to bytes: inout [UInt8]) {
    guard !response.body.isEmpty else { return }
    bytes.append(literal: #","body":"#)
    if response.holdsJSON {
      bytes.append(contentsOf: response.body)
    } else {
      bytes.append(jsonString: text ?? Data(response.body).base64EncodedString())
    }
  }

  /// nil where the body is of another kind, or no text in UTF-8.
  private var text: String? {
    let type = response.headers.first { $0.name.lowercased() == "content-type" }?.value ?? ""
    guard type.lowercased().hasPrefix("text/") else { return nil }
    return String(validating: response.body, as: UTF8.self)
  }
}
