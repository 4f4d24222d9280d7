import HTTPMessages
import Testing

@Suite struct PreferencesTests {
  static let table: [([String], Preferences)] = [
    ([], make()),
    (["return=minimal"], make { $0.result = .minimal }),
    (["Return = \"Representation\""], make { $0.result = .representation }),
    (["return=everything"], make()),
    (["return=minimal", "return=representation"], make { $0.result = .minimal }),
    (["odata.maxpagesize=5"], make { $0.maxPageSize = 5 }),
    (["maxpagesize=7;foo=bar"], make { $0.maxPageSize = 7 }),
    (["odata.maxpagesize=0"], make()),
    (["odata.maxpagesize=-1"], make()),
    (["odata.maxpagesize=x"], make()),
    (["odata.maxpagesize"], make()),
    (["create-if-missing"], make { $0.createsIfMissing = true }),
    (["include-unknown-enum-members"], make { $0.includesUnknownEnumMembers = true }),
    (
      [
        "respond-async, , outlook.timezone=\"a, return=minimal\"", "IdType=\"ImmutableId\",create-if-missing",
      ],
      make { $0.createsIfMissing = true }
    ),
    (
      ["odata.maxpagesize=2, include-unknown-enum-members,return=minimal"],
      make {
        $0.maxPageSize = 2
        $0.includesUnknownEnumMembers = true
        $0.result = .minimal
      }
    ),
    (["\"", "=", ";", ",;=,\"\\"], make()),
  ]

  static func make(_ change: (inout Preferences) -> Void = { _ in }) -> Preferences {
    var preferences = Preferences()
    change(&preferences)
    return preferences
  }

  @Test(arguments: table) func readsAllFields(fields: [String], expected: Preferences) {
    let headers = RequestHeaders(
      [HeaderField("Host", "h")] + fields.map { HeaderField("Prefer", $0) } + [HeaderField("Accept", "*/*")])
    #expect(Preferences(headers) == expected)
  }

  @Test func appliedOnesAreJoined() {
    var applied = Preferences.Applied()
    #expect(applied.headerValue == nil)
    applied.add(.minimal)
    applied.add(maxPageSize: 5)
    applied.addCreateIfMissing()
    applied.addUnknownEnumMembers()
    #expect(
      applied.headerValue
        == "return=minimal, odata.maxpagesize=5, create-if-missing, include-unknown-enum-members")
  }

  @Test func elementsHaveQualities() {
    let elements = ListElements.of("gzip;q=0, br;Q=0.5 ;x , *;q=2")
    #expect(elements.map(\.name) == ["gzip", "br", "*"])
    #expect(elements.map(\.quality) == [0, 0.5, 1])
  }
}
