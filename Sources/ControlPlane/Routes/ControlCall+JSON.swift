import GraphStore
import JSON
import Seeding
import Tenants

extension ControlCall {
  /// The body as JSON whose one value is an object.
  func object() throws(ControlFailure) -> JSONObject {
    let document = SeedDocument(name: Self.body, bytes: try body())
    do { return try document.object() } catch {
      throw ControlFailure(400, "BadRequest", error.description)
    }
  }

  /// Reads something out of the body, and tells what is wrong with it.
  func reading<Value>(_ read: () throws(OptionMistake) -> Value) throws(ControlFailure) -> Value {
    do { return try read() } catch { throw ControlFailure(error) }
  }

  static let body = "body"
}

extension ControlFailure {
  init(_ mistake: OptionMistake) {
    self.init(400, "BadRequest", "\(ControlCall.body): \(mistake.path): \(mistake.message)")
  }
}
