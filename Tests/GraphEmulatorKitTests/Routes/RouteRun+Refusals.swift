import JSON

extension RouteRun {
  /// Sends a row wrongly in each way that it can be; nothing of it may change anything.
  func refuses(_ row: RouteRow) throws {
    guard !isRefused(row) else { return }
    let (paths, place) = (try paths(row), try RoutePlace(row.template, model))
    let (path, body) = (try paths.path(row), try body(row))
    if let missing = try paths.missingPath(row) {
      let codes = RouteErrors(place.missing).missing
      refuses(row, Wrong("missing", row.method, missing, body?.text, 404, codes))
    }
    if row.takesBody {
      refuses(row, Wrong("malformed", row.method, path, "{", 400, ["BadRequest"]))
      wrongMembers(row, place, path, body)
    }
    let (status, codes) = RouteErrors(place.refusing).otherMethod
    refuses(row, Wrong("other method", otherMethod(row), path, nil, status, codes))
  }

  /// A member that nothing declares; in a reference, which is no object, nothing at all.
  private func wrongMembers(_ row: RouteRow, _ place: RoutePlace, _ path: String, _ body: JSONValue?) {
    guard case .object(var object)? = body else { return }
    let errors = RouteErrors(place.refusing)
    if place.isReferences {
      refuses(row, Wrong("no reference", row.method, path, "{}", 400, errors.noReference))
    } else {
      object["noSuchMember"] = .number(1)
      let codes = place.operation == nil ? errors.unknownMember : ["BadRequest"]
      refuses(row, Wrong("unknown member", row.method, path, JSONValue.object(object).text, 400, codes))
    }
  }

  /// One that no row of the path has.
  private func otherMethod(_ row: RouteRow) -> String {
    let own = Set(rows.filter { $0.template == row.template }.map(\.method))
    if let method = sheet.otherMethod(row) { return method }
    return ["PUT", "POST", "PATCH", "DELETE"].first { !own.contains($0) } ?? "PUT"
  }

  private func refuses(_ row: RouteRow, _ wrong: Wrong) {
    let reply = scene.send(wrong.method, wrong.path, wrong.body, version: version)
    var check = RouteCheck(reply)
    let exception = sheet.wrongly(wrong.kind, row, version: version)
    check.expectError(exception?.status ?? wrong.status, codes: exception?.codes ?? wrong.codes)
    report(row, "\(wrong.kind): \(wrong.method) \(wrong.path) \(wrong.body ?? "")", reply, check.problems)
  }

  /// A request that is wrong, and how it is refused.
  private struct Wrong {
    let kind, method, path: String
    let body: String?
    let status: Int
    let codes: [String]

    init(
      _ kind: String, _ method: String, _ path: String, _ body: String?, _ status: Int, _ codes: [String]
    ) {
      (self.kind, self.method, self.path, self.body) = (kind, method, path, body)
      (self.status, self.codes) = (status, codes)
    }
  }
}
