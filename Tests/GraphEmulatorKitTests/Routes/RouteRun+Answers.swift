import EntityModel
import JSON

extension RouteRun {
  /// Sends a row as it is documented, and looks at what is so afterwards.
  func answers(_ row: RouteRow) throws {
    let path = try paths(row).path(row)
    let body = try body(row)
    let reply = scene.send(row.method, path, body?.text, version: version)
    var check = RouteCheck(reply)
    let expectation = try expectation(row)
    check.expect(expectation, version: version)
    if check.problems.isEmpty, !expectation.isRefusal { follow(row, path, body, &check) }
    report(row, "\(path) \(body?.text ?? "")", reply, check.problems)
  }

  /// What a row that is refused is called does not matter: a version may not know it at all.
  private func expectation(_ row: RouteRow) throws -> RouteExpectation {
    let exception = sheet.exception(to: row, version: version)
    if let exception, exception.isRefusal { return .error(exception.status, codes: exception.codes) }
    let place = try RoutePlace(row.template, model)
    return RouteExpectation(row, place, update: manners.update(row, place)).unless(exception, place)
  }

  private func follow(_ row: RouteRow, _ path: String, _ sent: JSONValue?, _ check: inout RouteCheck) {
    switch (row.method, check.reply.status) {
    case ("POST", 201): created(row, sent, &check)
    case _ where row.isOfBytes: break
    case ("PATCH", _), ("PUT", 200): changed(row, path, sent, &check)
    case ("DELETE", _) where row.template.hasSuffix("}"): gone(path, &check)
    default: break
    }
  }

  /// What was created shows what was sent, and stands where `Location` says.
  private func created(_ row: RouteRow, _ sent: JSONValue?, _ check: inout RouteCheck) {
    let root = "http://localhost:8585/\(version)"
    let location = check.reply.header("Location") ?? ""
    check.expect(location.hasPrefix(root), "Location \(location)")
    guard !manners.isWriteOnly(row) else { return shows(sent, check.reply, row, &check) }
    let found = get(String(location.dropFirst(root.count)) + selection(of: sent))
    check.expect(found.status == 200, "GET of \(location): \(found.status)")
    shows(sent, found, row, &check)
  }

  private func changed(_ row: RouteRow, _ path: String, _ sent: JSONValue?, _ check: inout RouteCheck) {
    shows(sent, get(path + selection(of: sent)), row, &check)
    if check.reply.status != 204 { shows(sent, check.reply, row, &check) }
  }

  /// The members that were sent: not all of them are shown unasked.
  private func selection(of sent: JSONValue?) -> String {
    let names = sent?.objectValue?.names.filter { !$0.contains("@") } ?? []
    return names.isEmpty ? "" : "?$select=\(names.joined(separator: ","))"
  }

  private func shows(_ sent: JSONValue?, _ reply: Reply, _ row: RouteRow, _ check: inout RouteCheck) {
    let silent = sheet.silent(of: row)
    let differences = RouteEcho.differences(sent ?? [:], reply.json, silent: silent)
    for difference in differences { check.expect(false, difference) }
  }

  private func gone(_ path: String, _ check: inout RouteCheck) {
    let status = scene.send("DELETE", path, version: version).status
    check.expect(status == 404, "deleted twice: \(status)")
  }
}
