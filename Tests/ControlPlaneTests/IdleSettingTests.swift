import HTTPMessages
import JSON
import Testing

/// Settings that could have no effect, or stand for nothing.
@Suite("Settings that do nothing are refused, with the place") struct IdleSettingTests {
  private static let settings = "/_emulator/tenants/default/settings"
  private static let plan = "9aaf7827-d63c-4b61-89c3-182f06f82e5c"
  private static let other = "efb87545-963c-4e0d-99df-69c6916d9eb0"
  private static let empty = "a text expected that is not empty"
  private static let principal = "a path such as users/{id}, with an id or a sign-in name, expected"
  private static let time = "a time such as 2026-01-31T08:15:30Z expected"

  /// Settings, the path of what is wrong with them, and what that is.
  private static let refused =
    engine + licensing + intune + [
      (#"{"groupNaming":{"prefix":""}}"#, "groupNaming.prefix", empty),
      (#"{"groupNaming":{"suffix":""}}"#, "groupNaming.suffix", empty),
      (#"{"groupNaming":{"suffix":5}}"#, "groupNaming.suffix", "a string expected"),
      (#"{"groupNaming":{"blockedWords":["CEO",""]}}"#, "groupNaming.blockedWords[1]", empty),
      (
        #"{"groupNaming":{"blockedWords":["CEO","Payroll","ceo"]}}"#, "groupNaming.blockedWords[2]",
        "'ceo' is listed twice"
      ),
      (
        #"{"entitlement":{"slow":true}}"#, "entitlement.slow",
        "there is no 'slow'; there are approveWithoutIdentity, live, requireResourceOwner"
      ),
    ]

  private static let engine = [
    (
      #"{"consistency":{"mode":"eventual","reads":0}}"#, "consistency.reads",
      "an integer from 1 to \(Int.max) expected"
    ),
    (
      #"{"consistency":{"mode":"eventual","delay":"PT0S"}}"#, "consistency.delay",
      "a duration above PT0S expected"
    ),
    (
      #"{"consistency":{"mode":"eventual","reads":3,"delay":"-PT1S"}}"#, "consistency.delay",
      "a duration above PT0S expected"
    ),
    (#"{"signIn":{"user":""}}"#, "signIn.user", empty),
    (#"{"signIn":{"user":7}}"#, "signIn.user", "a string expected"),
  ]

  private static let licensing = [
    (
      #"{"licenseRules":{"requires":{"\#(plan)":[]}}}"#, "licenseRules.requires.\(plan)",
      "at least one element expected"
    ),
    (
      #"{"licenseRules":{"requires":{"\#(plan)":["\#(other)","\#(plan.uppercased())"]}}}"#,
      "licenseRules.requires.\(plan)[1]", "another plan expected, since whoever gets this one has it"
    ),
    (
      #"{"licenseRules":{"requires":{"\#(plan)":["\#(other)","\#(other.uppercased())"]}}}"#,
      "licenseRules.requires.\(plan)[1]", "'\(other.uppercased())' is listed twice"
    ),
    (
      #"{"licenseRules":{"requires":{"\#(plan)":["\#(other)"],"\#(plan.uppercased())":["\#(other)"]}}}"#,
      "licenseRules.requires.\(plan.uppercased())", "'\(plan.uppercased())' is listed twice"
    ),
    (
      #"{"licenseRules":{"excludes":[["\#(plan)","\#(plan.uppercased())"]]}}"#, "licenseRules.excludes[0]",
      "two different plans expected"
    ),
    (
      #"{"licenseRules":{"excludes":[["\#(plan)","\#(other)"],["\#(other.uppercased())","\#(plan)"]]}}"#,
      "licenseRules.excludes[1]", "this has no effect beside [0]"
    ),
    (
      #"{"licenseRules":{"prohibitedLocations":{"\#(plan)":[]}}}"#,
      "licenseRules.prohibitedLocations.\(plan)", "at least one element expected"
    ),
    (
      #"{"licenseRules":{"prohibitedLocations":{"\#(plan)":["DE","FR","de"]}}}"#,
      "licenseRules.prohibitedLocations.\(plan)[2]", "'de' is listed twice"
    ),
    (
      #"{"licenseRules":{"proxyAddressConflicts":["groups/\#(plan)"]}}"#,
      "licenseRules.proxyAddressConflicts[0]", principal
    ),
    (
      #"{"licenseRules":{"proxyAddressConflicts":["groups('\#(plan)')"]}}"#,
      "licenseRules.proxyAddressConflicts[0]", principal
    ),
    (
      #"{"licenseRules":{"proxyAddressConflicts":["users/a@b.example","/v1.0/users('A@b.example')"]}}"#,
      "licenseRules.proxyAddressConflicts[1]", "'/v1.0/users('A@b.example')' is listed twice"
    ),
    (
      #"{"licenseRules":{"failures":[{"principal":"users/a@b.example","skuId":"\#(plan)","code":"One"},{"skuId":"\#(plan.uppercased())","principal":"users/A@b.example","code":"Two"}]}}"#,
      "licenseRules.failures[1]", "this has no effect beside [0]"
    ),
    (
      #"{"licenseRules":{"failures":[{"principal":"users/a@b.example","skuId":"\#(plan)","code":""}]}}"#,
      "licenseRules.failures[0].code", empty
    ),
    (
      #"{"licenseRules":{"failures":[{"principal":"users/a@b.example","skuId":"\#(plan)","message":""}]}}"#,
      "licenseRules.failures[0].message", empty
    ),
    (
      #"{"servicePlanStatus":{"\#(plan)":"Error","\#(plan.uppercased())":"PendingInput"}}"#,
      "servicePlanStatus.\(plan.uppercased())", "'\(plan.uppercased())' is listed twice"
    ),
    (
      #"{"servicePlanStatus":{"\#(plan)":"pendingInput"}}"#, "servicePlanStatus.\(plan)",
      "one of Success, Disabled, Error, PendingActivation, PendingInput, PendingProvisioning expected"
    ),
  ]

  private static let intune = [
    (
      #"{"intune":{"license":true}}"#, "intune.license",
      "there is no 'license'; there are encryptOmaSettings, iosAvailableUpdateVersions, licensed, plainTextNeedsReadWrite, targetedUsersAndDevices"
    ),
    (#"{"intune":{"licensed":"no"}}"#, "intune.licensed", "true or false expected"),
    (
      #"{"intune":{"targetedUsersAndDevices":{"p/q":[{"userId":"u"}]}}}"#,
      "intune.targetedUsersAndDevices.p/q",
      "an id of 1 to 255 characters, without / and blanks around them, expected"
    ),
    (
      #"{"intune":{"targetedUsersAndDevices":{"p":{}}}}"#, "intune.targetedUsersAndDevices.p",
      "an array expected"
    ),
    (
      #"{"intune":{"targetedUsersAndDevices":{"p":[]}}}"#, "intune.targetedUsersAndDevices.p",
      "at least one element expected"
    ),
    (
      #"{"intune":{"targetedUsersAndDevices":{"\#(plan)":[{"userId":"u"}],"\#(plan.uppercased())":[{"userId":"v"}]}}}"#,
      "intune.targetedUsersAndDevices.\(plan.uppercased())", "'\(plan.uppercased())' is listed twice"
    ),
    (
      #"{"intune":{"targetedUsersAndDevices":{"p":[1]}}}"#, "intune.targetedUsersAndDevices.p[0]",
      "an object expected"
    ),
    (
      #"{"intune":{"targetedUsersAndDevices":{"p":[{"device":"d"}]}}}"#,
      "intune.targetedUsersAndDevices.p[0].device",
      "there is no 'device'; there are deviceId, deviceName, lastCheckinDateTime, userDisplayName, userId, userPrincipalName"
    ),
    (
      #"{"intune":{"targetedUsersAndDevices":{"p":[{}]}}}"#, "intune.targetedUsersAndDevices.p[0]",
      "at least one of deviceId, deviceName, lastCheckinDateTime, userDisplayName, userId, userPrincipalName expected"
    ),
    (
      #"{"intune":{"targetedUsersAndDevices":{"p":[{"lastCheckinDateTime":"noon"}]}}}"#,
      "intune.targetedUsersAndDevices.p[0].lastCheckinDateTime", time
    ),
    (
      #"{"intune":{"iosAvailableUpdateVersions":["17"]}}"#, "intune.iosAvailableUpdateVersions[0]",
      "an object expected"
    ),
    (
      #"{"intune":{"iosAvailableUpdateVersions":[{"productVersion":26}]}}"#,
      "intune.iosAvailableUpdateVersions[0].productVersion", "a string expected"
    ),
    (
      #"{"intune":{"iosAvailableUpdateVersions":[{"postingDateTime":null}]}}"#,
      "intune.iosAvailableUpdateVersions[0].postingDateTime", time
    ),
    (
      #"{"intune":{"iosAvailableUpdateVersions":[{"supportedDevices":[""]}]}}"#,
      "intune.iosAvailableUpdateVersions[0].supportedDevices[0]", empty
    ),
  ]

  @Test("At the control plane", arguments: refused)
  func atTheControlPlane(_ settings: String, _ path: String, _ message: String) throws {
    let emulator = try ControlledEmulator()
    for method in ["PUT", "PATCH"] {
      let answer = emulator.send(method, Self.settings, settings)
      #expect(answer.status == 400)
      #expect(
        answer.json == ["error": ["code": "BadRequest", "message": .string("body: $.\(path): \(message)")]])
    }
    #expect(emulator.send("GET", Self.settings).text == "{}")
  }

  @Test("In a seed", arguments: refused)
  func inASeed(_ settings: String, _ path: String, _ message: String) throws {
    let emulator = try ControlledEmulator()
    let answer = emulator.send(
      "POST", "/_emulator/tenants/default/seed",
      #"{"users":[{"userPrincipalName":"adele@contoso.example"}],"settings":\#(settings)}"#)
    #expect(answer.status == 400)
    #expect(
      answer.json == [
        "error": ["code": "SeedInvalid", "message": .string("body: $.settings.\(path): \(message)")]
      ])
    #expect(!emulator.export().contains("adele@contoso.example"))
  }

  /// What is near to them and means something; a default may be said.
  @Test(arguments: [
    #"{"consistency":{"mode":"eventual","reads":1,"delay":"PT0.1S"}}"#, #"{"signIn":{"user":null}}"#,
    // A seed may have users without a domain.
    #"{"signIn":{"user":"adele"}}"#, #"{"signIn":{"user":"adele@contoso.example"}}"#,
    #"{"signIn":{"user":"\#(plan)"}}"#,
    #"{"groupNaming":{"prefix":" ","blockedWords":[]}}"#,
    #"{"licenseRules":{"requires":{"\#(plan)":["\#(other)"],"\#(other)":["\#(plan)"]}}}"#,
    #"{"licenseRules":{"excludes":[["\#(plan)","\#(other)"]],"proxyAddressConflicts":[],"failures":[]}}"#,
    #"{"licenseRules":{"proxyAddressConflicts":["users/a@b.example","devices/\#(plan)","\#(other)"]}}"#,
    #"{"licenseRules":{"failures":[{"principal":"users/a@b.example","skuId":"\#(plan)"},{"principal":"users/a@b.example","skuId":"\#(other)"}]}}"#,
    // No product need have the plan yet.
    #"{"servicePlanStatus":{"00000000-0000-4000-8000-000000000001":"Success"}}"#,
    #"{"intune":{"targetedUsersAndDevices":{"my profile":[{"deviceId":null},{"deviceId":null}]}}}"#,
    #"{"intune":{"iosAvailableUpdateVersions":[{"productVersion":"26.2","supportedDevices":null}]}}"#,
    #"{"intune":{"iosAvailableUpdateVersions":[]}}"#,
  ])
  func whatMeansSomethingIsTaken(_ settings: String) throws {
    let answer = try ControlledEmulator().send("PATCH", Self.settings, settings)
    #expect((answer.status, answer.text) == (200, settings))
  }
}
