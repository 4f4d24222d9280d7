import Faults
import HTTPMessages
import JSON

extension ControlCall {
  /// Keeps what was ordered, while there is room for it.
  ///
  /// - Parameters:
  ///   - what: `faults`
  ///   - add: gets how many bytes the order has.
  func adding(
    _ what: String, _ add: (_ bytes: Int) throws(TriggerLimit) -> String
  ) throws(ControlFailure) -> String {
    do { return try add(request.body.count) } catch {
      switch error {
      case .entries(let limit):
        throw ControlFailure(400, "LimitReached", "A tenant has \(limit) \(what) at most.")
      case .bytes(let limit):
        throw ControlFailure(400, "LimitReached", "The \(what) of a tenant have \(limit) bytes at most.")
      }
    }
  }

  /// 201 with the id of what was added to the place that the path names.
  func added(_ id: String) -> Response {
    var answer = Response.json(status: 201, ["id": .string(id)])
    answer.headers.append(HeaderField("Location", "\(request.root)\(path)/\(id)"))
    return answer
  }

  /// What the path names of a tenant's: `/_emulator/tenants/default/faults/{fault}`.
  var memberName: String { path.split(separator: "/").dropFirst(4).first.map(String.init) ?? "" }

  private var path: Substring { request.target.prefix { $0 != "?" && $0 != "#" } }
}
