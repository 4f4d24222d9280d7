import JSON
import Testing

/// Queries that are refused, in the words of each workload (graph-platform 3.4, 6.2).
@Suite struct QueryErrorTests {
  static let profiles = "/deviceManagement/deviceConfigurations"
  static let packages = "/identityGovernance/entitlementManagement/accessPackages"
  static let assignments = "/admin/cloudLicensing/assignments"

  static func bad(_ message: String) -> WholeAnswer { .error(400, "BadRequest", message) }

  static func unsupported(_ message: String) -> WholeAnswer {
    .error(400, "Request_UnsupportedQuery", message)
  }

  static func noProperty(_ type: String, _ prefix: String = "", name: String = "nothing") -> WholeAnswer {
    bad("\(prefix)Could not find a property named '\(name)' on type 'microsoft.graph.\(type)'.")
  }

  static let parsing = "Parsing OData Select and Expand failed: "
  static let twice = bad(
    "Query option '$top' was specified more than once, but it must be specified at most once.")

  static func number(_ option: String, _ text: String) -> WholeAnswer {
    bad(
      "Invalid value '\(text)' for \(option) query option found. The \(option) query option requires a non-negative integer value."
    )
  }

  static let refused: [(String, WholeAnswer)] = [
    (
      "/users?$nothing=1",
      .error(400, "Request_BadRequest", "Unrecognized query argument specified: '$nothing'.")
    ),
    ("\(profiles)?$nothing=1", bad("Unrecognized query argument specified: '$nothing'.")),
    ("\(packages)?$nothing=1", bad("Unrecognized query argument specified: '$nothing'.")),
    ("/users?$top=1&$top=2", twice), ("\(profiles)?$top=1&$top=2", twice),
    ("\(packages)?$top=1&$top=2", twice),
    (
      "/users?$filter=displayName eq",
      bad("Invalid filter clause: Syntax error at position 14 in 'displayName eq'.")
    ),
    (
      "\(profiles)?$filter=displayName eq",
      bad("Invalid filter clause: Syntax error at position 14 in 'displayName eq'.")
    ),
    (
      "\(packages)?$filter=displayName eq",
      bad("Invalid filter clause: Syntax error at position 14 in 'displayName eq'.")
    ),
    ("/users?$filter=nothing eq 1", unsupported("Invalid property: nothing")),
    ("\(profiles)?$filter=nothing eq 1", noProperty("deviceConfiguration", "Invalid filter clause: ")),
    ("\(packages)?$filter=nothing eq 1", noProperty("accessPackage", "Invalid filter clause: ")),
    (
      "/users?$filter=securityIdentifier eq 'x'",
      unsupported(
        "Unsupported or invalid query filter clause specified for property 'securityIdentifier' of resource 'User'."
      )
    ),
    ("/subscribedSkus?$filter=skuPartNumber eq 'x'", unsupported("Unsupported Query.")),
    (
      "/users?$filter=accountEnabled eq 'x'",
      bad(
        "Invalid filter clause: A binary operator with incompatible types was detected. Found operand types 'Edm.Boolean' and 'Edm.String' for operator kind 'Equal'."
      )
    ),
    ("\(profiles)?$orderby=displayName,assignments", noProperty("deviceConfiguration", name: "assignments")),
    ("/users?$top=%2B5", number("$top", "+5")), ("/users?$top=x", number("$top", "x")),
    (
      "/users?$top=-1", unsupported("Invalid page size specified: '-1'. Must be between 1 and 999 inclusive.")
    ),
    ("\(profiles)?$top=%2B5", number("$top", "+5")), ("\(packages)?$top=-1", number("$top", "-1")),
    ("\(profiles)?$skip=%2B5", number("$skip", "+5")), ("\(packages)?$skip=-1", number("$skip", "-1")),
    ("/users?$filter=displayName eq @a&@a='x", bad("Syntax error at position 2 in ''x'.")),
    ("\(profiles)?$filter=displayName eq @a&@a=1 2", bad("Syntax error at position 2 in '1 2'.")),
    ("/users?$orderby=city", unsupported("Sorting not supported for current query.")),
    ("/users?$orderby=nothing", unsupported("Sorting not supported for current query.")),
    ("\(profiles)?$orderby=nothing", noProperty("deviceConfiguration")),
    ("\(packages)?$orderby=nothing", noProperty("accessPackage")),
    ("/subscribedSkus?$select=nothing", noProperty("subscribedSku", parsing)),
    ("\(profiles)?$select=nothing", noProperty("deviceConfiguration", parsing)),
    ("\(packages)?$select=nothing", noProperty("accessPackage", parsing)),
    ("/users?$expand=nothing", noProperty("user", parsing)),
    ("\(profiles)?$expand=nothing", noProperty("deviceConfiguration", parsing)),
    ("\(packages)?$expand=nothing", noProperty("accessPackage", parsing)),
    (
      "/users?$search=\"displayName:a\"",
      unsupported(
        "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'"
      )
    ),
  ]

  @Test(arguments: refused) func refuses(path: String, expected: WholeAnswer) throws {
    let target = path.replacing(" ", with: "%20").replacing("\"", with: "%22")
    let reply = try TestEmulator.everyWorkload.get().get(target)
    #expect(reply.whole == expected)
  }

  static let licensing: [(String, String, String?)] = [
    ("\(assignments)?$nothing=1", "invalidQuery", nil), ("\(assignments)?$top=1&$top=2", "invalidQuery", nil),
    ("\(assignments)?$filter=nothing eq", "invalidQuery", nil),
    ("\(assignments)?$filter=nothing eq 1", "invalidFilter", "nothing"),
    ("/admin/cloudLicensing/allotments?$filter=allottedUnits eq 1", "invalidFilter", "allottedUnits"),
    ("\(assignments)?$select=nothing", "invalidQuery", nil),
    ("\(assignments)?$orderby=nothing", "invalidQuery", nil),
    ("\(assignments)?$expand=nothing", "invalidExpansion", "nothing"),
    (
      "/admin/cloudLicensing/allotments?$expand=assignments($expand=allotment($expand=assignments))",
      "invalidExpansion",
      "assignments.allotment.assignments"
    ),
    ("\(assignments)?$search=x", "invalidQuery", nil),
    ("\(assignments)?$apply=groupby((id))", "invalidQuery", nil),
    ("/users/\(People.adele)/cloudLicensing/assignments?$filter=nothing eq 1", "invalidFilter", "nothing"),
  ]

  @Test(arguments: licensing) func licensingRefuses(path: String, code: String, property: String?) throws {
    let reply = try TestEmulator.people.get().get(path.replacing(" ", with: "%20"))
    let inner = reply["error"]?.objectValue?["innerError"]?.objectValue
    #expect(reply.status == 400)
    #expect(reply.errorCodes == ["badRequest", code])
    #expect(reply["error"]?.objectValue?["target"] == "query")
    if let property {
      let name = inner?["propertyName"]?.stringValue?.replacing("/", with: ".")
      #expect(name == property)
    }
  }
}
