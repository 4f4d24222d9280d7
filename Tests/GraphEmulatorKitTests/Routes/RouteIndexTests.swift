import EntityModel
import Foundation
import OData
import Testing

@testable import Planning

/// Every documented route is found by a path of its own.
@Suite struct RouteIndexTests {
  @Test(arguments: ["beta", "v1.0"]) func everyRouteIsFound(_ version: String) throws {
    let files = EngineNamesTests.root.appending(path: "Sources/CAssets/files")
    let model = try EntityModel.read(
      Array(Data(contentsOf: files.appending(path: "\(version).csdl.xml"))))
    let text = Array(try Data(contentsOf: files.appending(path: "permissions.tsv")))
    let table = RouteTable(text)
    let index = RouteIndex(table, version: version, model: model)
    var found = 0
    for route in table.routes where route.versions.contains(version) {
      guard let path = BoundPath(template: route.template, model) else { continue }
      let other = try #require(index.routes(of: path)[route.method], "\(route.method) \(route.template)")
      // Two templates may be one route, spelled in two ways.
      if other.template != route.template {
        #expect(BoundPath(template: other.template, model)?.description == path.description)
      }
      found += 1
    }
    #expect(found > 400)
  }
}
