import TenantSupport
import Tenants
import Testing

/// A single value that an object contains is known by its place: there is one of it, whatever its id.
@Suite("Single values of objects in seeds") struct SingleValueTests {
  private let tenant: SeedTenant

  init() throws { tenant = try SeedTenant(model: Village.whole, groundwork: Village.own) }

  private static func ada(_ members: String) -> String { #"{"people":[{"id":"ada",\#(members)}]}"# }

  @Test(
    "A value that an object had was made a second time",
    arguments: [
      (#""alarm":{"hour":8}"#, #""alarm":{"id":"a","hour":8}"#),
      (#""alarm":{"id":"a","hour":8}"#, #""alarm":{"id":"a","hour":8}"#),
      // It keeps its id, as one below a singleton does.
      (#""alarm":{"id":"other","hour":8}"#, #""alarm":{"id":"a","hour":8}"#),
      (#""alarm":{}"#, #""alarm":{"id":"a","hour":6}"#),
      (#""alarm":null"#, #""alarm":{"id":"a","hour":6}"#),
      (
        #""alarm":{"bells":[{"id":"b","tone":"shrill"}]}"#,
        #""alarm":{"id":"a","hour":6,"bells":[{"id":"b","tone":"shrill"}]}"#
      ),
      (
        #""settings":{"id":"s","theme":"dark","alarm":{"id":"x","hour":5}}"#,
        #""settings":{"id":"s","theme":"dark","alarm":{"id":"x","hour":5}},"alarm":{"id":"a","hour":6}"#
      ),
    ])
  func isChanged(later: String, state: String) throws {
    try tenant.load(Self.ada(#""alarm":{"id":"a","hour":6}"#))
    try tenant.load(Self.ada(later))
    #expect(try tenant.state() == Self.ada(state))
  }

  @Test func isChangedInsideAnother() throws {
    try tenant.load(
      Self.ada(
        #""settings":{"id":"s","theme":"dark","alarm":{"id":"a","hour":6,"bells":[{"id":"b","tone":"soft"}]}}"#
      ))
    try tenant.load(Self.ada(#""settings":{"alarm":{"hour":5,"bells":[{"id":"c","tone":"deep"}]}}"#))
    #expect(
      try tenant.state()
        == Self.ada(
          #""settings":{"id":"s","theme":"dark","alarm":{"id":"a","hour":5,"#
            + #""bells":[{"id":"b","tone":"soft"},{"id":"c","tone":"deep"}]}}"#))
  }

  private static let shelf =
    #""shelf":{"root":{"name":"/","@emulator.streams":{"content":{"contentType":"text/plain","bytes":"QQ=="}}}}"#

  @Test("What the same seed says once more counted as a change where it had bytes")
  func isNoChangeASecondTime() throws {
    let seed = Self.ada(#""alarm":{"hour":6},"settings":{"alarm":{"hour":5}},\#(Self.shelf)"#)
    #expect(try tenant.load(seed).created == 6)
    let state = try tenant.state()
    let report = try tenant.load(seed)
    #expect((report.created, report.changed) == (0, 0))
    #expect(try tenant.state() == state)
  }

  @Test func getsOtherBytes() throws {
    try tenant.load(Self.ada(#""shelf":{"id":"s","root":{"id":"r","name":"/"}}"#))
    #expect(try tenant.load(Self.ada(Self.shelf)).changed == 1)
    #expect(
      try tenant.state()
        == Self.ada(
          #""shelf":{"id":"s","root":{"id":"r","name":"/","#
            + #""@emulator.streams":{"content":{"contentType":"text/plain","bytes":"QQ=="}}}}"#))
  }

  /// Each owner has one of its own, and each of its places.
  @Test func isNotThatOfAnother() throws {
    let seed =
      #"{"people":[{"id":"ada","settings":{"id":"s","theme":"dark","alarm":{"id":"a","hour":1}},"alarm":{"id":"a","hour":2}},"#
      + #"{"id":"bob","alarm":{"id":"a","hour":3}}],"alarm":{"hour":4}}"#
    try tenant.load(seed)
    try tenant.load(#"{"people":[{"id":"bob","alarm":{"hour":9}}]}"#)
    #expect(try tenant.state() == seed.replacing(#""hour":3"#, with: #""hour":9"#))
  }

  // MARK: Files of one load

  @Test(
    "Two files of a load made two values of one",
    arguments: [
      (#""alarm":{"id":"a","hour":6}"#, #""alarm":{"hour":8}"#, #""alarm":{"id":"a","hour":8}"#),
      (
        #""alarm":{"hour":6}"#, #""alarm":{"id":"a","bells":[{"id":"b","tone":"soft"}]}"#,
        #""alarm":{"id":"a","hour":6,"bells":[{"id":"b","tone":"soft"}]}"#
      ),
    ])
  func isOneInAllFiles(first: String, second: String, state: String) throws {
    try tenant.load(Self.ada(first), Self.ada(second))
    #expect(try tenant.state() == Self.ada(state))
  }

  @Test func hasOneIdInAllFiles() throws {
    #expect(
      try tenant.mistake(Self.ada(#""alarm":{"id":"a"}"#), Self.ada(#""alarm":{"id":"b"}"#))
        == "2.json: $.people[0].alarm: an earlier file gives it the id 'a'")
    #expect(try tenant.state() == "{}")
  }

  @Test func whatItsOwnIdNamesIsIt() throws {
    try tenant.load(Self.ada(#""alarm":{"id":"a","hour":6}"#))
    #expect(try tenant.ids(in: #""test.alarm""#) == ["a"])
    try tenant.load(Self.ada(#""alarm":{"hour":7}"#))
    #expect(try tenant.ids(in: #""test.alarm""#) == ["a"])
  }
}
