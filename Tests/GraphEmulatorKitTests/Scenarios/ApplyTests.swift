import JSON
import Testing

/// `$apply` on license pools, with the options beside it, which are about its result (cloud-licensing 3.3).
@Suite struct ApplyTests {
  static let allotments = "/admin/cloudLicensing/allotments"
  static let context = "B/$metadata#admin/cloudLicensing/allotments"

  /// Pools by product: one of 1 unit, two of 3 and 4, one of 9.
  static let emulator = Result {
    try TestEmulator.frozen(
      """
      {"admin": {"cloudLicensing": {"allotments": [
        {"id": "a", "allottedUnits": 1, "skuId": "\(People.exchange)"},
        {"id": "b", "allottedUnits": 3, "skuId": "\(People.powerBI)"},
        {"id": "c", "allottedUnits": 4, "skuId": "\(People.powerBI)"},
        {"id": "d", "allottedUnits": 9, "skuId": "061f9ace-7d42-4136-88ac-31dc755f143f"}]}}}
      """)
  }

  static func get(_ query: String) throws -> WholeAnswer {
    try emulator.get().get("\(allotments)?\(query.replacing(" ", with: "%20"))").whole
  }

  static let bySku = "$apply=groupby((skuPartNumber),aggregate(allottedUnits with sum as total))"

  @Test(arguments: [
    ("", "", "EXCHANGESTANDARD 1,POWER_BI_PRO 7,INTUNE_A 9"),
    ("&$filter=total gt 1", "", "POWER_BI_PRO 7,INTUNE_A 9"),
    ("&$filter=startswith(skuPartNumber,'EX')", "", "EXCHANGESTANDARD 1"),
    ("&$orderby=total desc", "", "INTUNE_A 9,POWER_BI_PRO 7,EXCHANGESTANDARD 1"),
    ("&$orderby=skuPartNumber", "", "EXCHANGESTANDARD 1,INTUNE_A 9,POWER_BI_PRO 7"),
    ("&$top=1", "", "EXCHANGESTANDARD 1"), ("&$skip=2", "", "INTUNE_A 9"),
    ("&$skip=1&$top=1", "", "POWER_BI_PRO 7"), ("&$top=1&$skip=1", "", "POWER_BI_PRO 7"),
    ("&$count=true", #""@odata.count":3,"#, "EXCHANGESTANDARD 1,POWER_BI_PRO 7,INTUNE_A 9"),
    ("&$count=false", "", "EXCHANGESTANDARD 1,POWER_BI_PRO 7,INTUNE_A 9"),
    (
      "&$filter=total gt 1&$orderby=total desc&$skip=1&$top=5&$count=true", #""@odata.count":2,"#,
      "POWER_BI_PRO 7"
    ),
    ("&$filter=total gt 100&$count=true", #""@odata.count":0,"#, ""),
    ("&$filter=total gt @t&@t=7", "", "INTUNE_A 9"),
  ]) func groups(options: String, count: String, rows: String) throws {
    let values = rows.split(separator: ",").map { row in
      let words = row.split(separator: " ")
      return #"{"skuPartNumber":"\#(words[0])","total":\#(words[1])}"#
    }
    #expect(
      try Self.get(Self.bySku + options)
        == .ok(
          """
          {"@odata.context":"\(Self.context)(skuPartNumber,total)",\(count)"value":[\(values.joined(separator: ","))]}
          """))
  }

  /// Pools that are left whole are counted, sorted and cut alike; what was computed can be asked for.
  @Test(arguments: [
    ("$apply=filter(allottedUnits gt 1)&$count=true&$orderby=allottedUnits desc&$top=2", 3, ["d", "c"]),
    ("$apply=filter(allottedUnits gt 1)&$filter=skuId eq \(People.powerBI)&$count=true", 2, ["b", "c"]),
    ("$apply=topcount(3,allottedUnits)&$count=true&$skip=1", 3, ["c", "b"]),
    (
      "$apply=compute(allottedUnits sub consumedUnits as free)&$filter=free lt 5&$orderby=free desc&$count=true&$top=2",
      3, ["c", "b"]
    ),
  ]) func objects(query: String, count: Int, ids: [String]) throws {
    let reply = try Self.emulator.get().get("\(Self.allotments)?\(query.replacing(" ", with: "%20"))")
    #expect(reply.status == 200)
    #expect(reply["@odata.count"] == .number(count))
    #expect(reply["@odata.nextLink"] == nil)
    #expect(reply["value"]?.arrayValue?.map { $0.objectValue?["id"]?.stringValue } == ids)
  }

  @Test(arguments: [
    (
      "$filter=skuId eq \(People.powerBI)", "invalidFilter", "The property 'skuId' cannot be filtered by.",
      "skuId"
    ),
    ("$filter=total eq", "invalidQuery", "Syntax error at position 8 in 'total eq'.", nil),
    (
      "$orderby=allottedUnits", "invalidQuery", "The property 'allottedUnits' cannot be sorted by.",
      "allottedUnits"
    ),
    ("$select=total", "invalidQuery", "The query option '$select' is not valid here.", nil),
    ("$expand=assignments", "invalidQuery", "The query option '$expand' is not valid here.", nil),
    ("$search=x", "invalidQuery", "$search is not served here.", nil),
    ("$top=0", "invalidQuery", "The value '0' of $top is not valid: it must be between 1 and 999.", nil),
    ("$skip=-1", "invalidQuery", "The value '-1' of $skip is not valid.", nil),
    ("$skiptoken=x", "invalidQuery", "The page token is not valid or has expired.", nil),
  ]) func refuses(option: String, code: String, message: String, property: String?) throws {
    #expect(
      try Self.get("\(Self.bySku)&\(option)")
        == .licensing(400, "badRequest", code, message, property: property, target: "query"))
  }
}
