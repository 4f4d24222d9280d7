import EntityModel
import Foundation
import JSON
import Testing

/// Sends the rows of an area's table, each to a tenant as it was seeded.
struct RouteRun {
  let sheet: RouteSheet
  let manners: RouteManners
  let scene: RouteScene
  let version: String
  let model: EntityModel
  let rows: [RouteRow]

  init(_ table: RouteTableName, _ manners: RouteManners, version: String) throws {
    (self.manners, self.version) = (manners, version)
    sheet = try RouteSheet(table)
    scene = try RouteScene(sheet.seed, preparation: sheet.preparation)
    model = try #require(RouteModels.all[version])
    rows = try RouteRow.all(table).filter { $0.versions.contains(version) }
  }

  /// Does something with each row; what it throws is that row's mistake.
  func forEach(_ body: (RouteRow) throws -> Void) {
    for row in rows {
      do { try body(row) } catch { Issue.record("\(row) of \(version): \(error)") }
    }
  }

  /// - Parameter problems: none when the answer is what was promised.
  func report(_ row: RouteRow, _ request: String, _ reply: Reply, _ problems: [String]) {
    #expect(problems == [], "\(row) of \(version): \(request) -> \(reply.status) \(reply.text)")
  }
}

// MARK: Requests

extension RouteRun {
  /// Puts everything back to where it was, and then makes what the row needs.
  func paths(_ row: RouteRow) throws -> RoutePath {
    try scene.restore(with: try manners.seed(row, model))
    let made = try manners.keys(row, scene, model)
    return RoutePath(scene: scene, sheet: sheet, version: version, made: made)
  }

  /// The sheet's; else, for what writes an object, one that is made from the model.
  func body(_ row: RouteRow) throws -> JSONValue? {
    if let body = sheet.body(of: row, version: version) { return body.isNull ? nil : body }
    guard row.takesBody, !isRefused(row) else { return nil }
    let place = try RoutePlace(row.template, model)
    guard place.operation == nil, !place.isReferences, let type = place.type else { return nil }
    return RouteSample(model: model).object(of: type)
  }

  func isRefused(_ row: RouteRow) -> Bool {
    sheet.exception(to: row, version: version)?.isRefusal == true
  }

  func get(_ path: String) -> Reply { scene.send("GET", path, version: version) }
}

/// The models of the versions.
enum RouteModels {
  static let all: [String: EntityModel] = {
    let files = EngineNamesTests.root.appending(path: "Sources/CAssets/files")
    return ["v1.0", "beta"].reduce(into: [:]) { models, version in
      let bytes = try? Data(contentsOf: files.appending(path: "\(version).csdl.xml"))
      models[version] = bytes.flatMap { try? EntityModel.read(Array($0)) }
    }
  }()
}
