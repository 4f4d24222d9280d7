import Crypto
import GraphStore
import JSON
import Planning

/// Where a round of delta queries stands, with everything that the next request does not say again.
package struct DeltaToken: Equatable {
  let issued: Moment
  let options: DeltaOptions
  /// The last change that the client knows of.
  var position: Int64
  /// Where the list of everything goes on; nil once it is through.
  var listing: Listing?

  struct Listing: Equatable {
    /// Key of the last object that was sent; the least before the first: objects without a row have keys below zero.
    var key = Int64.min
    /// Where its links go on, when they did not fit into the page.
    var links: LinkPlace?
  }

  struct LinkPlace: Equatable {
    /// Which of the tracked navigation properties.
    let index: Int
    let position: Int64
  }
}

extension DeltaToken {
  package func sealed(_ seal: TokenSeal) -> String {
    let numbers: [Int64?] = [listing?.key, listing?.links.map { Int64($0.index) }, listing?.links?.position]
    let values: [JSONValue] =
      [
        .number(String(issued.ticks)), .number(String(position)), Self.json(options.select),
        Self.json(options.filter),
      ] + numbers.map { $0.map { .number(String($0)) } ?? .null } + [
        options.top.map { .number(String($0)) } ?? .null, Self.json(options.start), Self.json(options.end),
      ]
    return seal.sealed(JSONValue.array(values).bytes)
  }

  /// - Returns: nil when the text is no token of this place.
  package init?(_ text: String, _ seal: TokenSeal) {
    guard let payload = seal.open(text), case .array(let values)? = try? JSONValue.parse(payload),
      values.count == 10, let issued = values[0].intValue.flatMap({ Moment(ticks: Int64($0)) }),
      let position = values[1].intValue
    else { return nil }
    self.issued = issued
    self.position = Int64(position)
    var options = DeltaOptions(select: values[2].stringValue, filter: values[3].stringValue)
    (options.top, options.start, options.end) = (
      values[7].intValue, values[8].stringValue, values[9].stringValue
    )
    self.options = options
    guard let key = values[4].intValue else {
      listing = nil
      return
    }
    let place = values[5].intValue.flatMap { index in
      values[6].intValue.map { LinkPlace(index: index, position: Int64($0)) }
    }
    listing = Listing(key: Int64(key), links: place)
  }

  private static func json(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }

  /// Whether what it stands for is forgotten at a moment, or was lost with the power.
  func isExpired(at moment: Moment, _ bounds: Reader.LogBounds) -> Bool {
    let end = issued.adding(ticks: ChangeLog.lifetime)
    return end.map { $0 <= moment } ?? false || !bounds.reach(position)
  }
}
