package import HTTPMessages
import JSON

/// Fixed answers in place of the service's.
package struct Stub: Sendable {
  package enum Occasion: String, Sendable, CaseIterable {
    /// The service is not asked.
    case always
    /// The service has refused the request with 400, 404 or 501, for whatever reason.
    case unserved
  }

  package let occasion: Occasion
  /// In their order, until the last one's times are over.
  private let answers: [StubAnswer]

  package init(_ answers: [StubAnswer], on occasion: Occasion = .always) {
    (self.answers, self.occasion) = (answers, occasion)
  }

  /// - Parameter count: how many requests it has answered.
  func answer(after count: Int) -> StubAnswer? {
    var (rest, index) = (count, 0)
    while index < answers.count {
      guard let times = answers[index].times, rest >= times else { return answers[index] }
      (rest, index) = (rest - times, index + 1)
    }
    return nil
  }
}

package struct StubAnswer: Sendable {
  package let status: Int
  package let headers: [HeaderField]
  package let body: [UInt8]
  /// Some stubs send what is only called JSON, to see what becomes of it.
  package let holdsJSON: Bool
  /// How many requests in a row it is for; nil: for all that come.
  package let times: Int?

  package init(status: Int, headers: [HeaderField], body: [UInt8], times: Int?) {
    (self.status, self.headers, self.body, self.times) = (status, headers, body, times)
    holdsJSON = headers.contains(where: \.saysJSON) && (try? JSONValue.parse(body)) != nil
  }
}

extension HeaderField {
  fileprivate var saysJSON: Bool {
    guard name.lowercased() == "content-type" else { return false }
    let type = value.prefix { $0 != ";" && $0 != " " }.lowercased()
    return type == "application/json" || type.hasSuffix("+json")
  }
}

extension TriggerBook<Stub> {
  /// The answer of the first stub that has one; all that fit count the request.
  package func answer(to request: RequestFacts, on occasion: Stub.Occasion) -> StubAnswer? {
    var answer: StubAnswer?
    meet(request, asking: { $0.occasion == occasion }) { entry, count, _ in
      guard answer == nil, let next = entry.action.answer(after: count) else { return false }
      answer = next
      return true
    }
    return answer
  }
}
