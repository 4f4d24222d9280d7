import JSON
import Testing

/// `licenseDetails/getTeamsLicensingDetails`
@Suite struct TeamsLicensingTests {
  static let seed = """
    {"users":[{"id":"\(People.adele)","userPrincipalName":"adele@contoso.example"},
       {"id":"\(People.alex)","userPrincipalName":"alex@contoso.example"}],
     "admin":{"cloudLicensing":{
       "allotments":[{"id":"teams","allottedUnits":2,"skuId":"\(People.exchange)","services":[
         {"planId":"57ff2da0-773e-42df-b2af-ffb7a2317929","planName":"TEAMS1","assignableTo":"user"}]}],
       "assignments":[{"id":"one","allotment@odata.bind":"admin/cloudLicensing/allotments/teams",
         "assignedTo@odata.bind":"users/\(People.adele)"}]}},
     "settings":{"signIn":{"user":"\(People.adele)"}}}
    """

  @Test(arguments: [
    ("/users/\(People.adele)", true), ("/users/\(People.alex)", false), ("/me", true),
  ]) func tells(path: String, isLicensed: Bool) throws {
    let emulator = try TestEmulator.frozen(Self.seed)
    for version in ["beta", "v1.0"] {
      let root = version == "beta" ? "B" : "V"
      #expect(
        emulator.send("GET", "\(path)/licenseDetails/getTeamsLicensingDetails", version: version).whole
          == .ok(
            """
            {"@odata.context":"\(root)/$metadata#microsoft.graph.teamsLicensingDetails","hasTeamsLicense":\(isLicensed)}
            """))
    }
  }

  @Test func aPlanThatIsOffDoesNotCount() throws {
    let emulator = try TestEmulator.frozen(Self.seed)
    let path = "/admin/cloudLicensing/assignments/one"
    let off = #"{"disabledServicePlanIds":["57ff2da0-773e-42df-b2af-ffb7a2317929"]}"#
    #expect(emulator.send("PATCH", path, off).status == 200)
    let reply = emulator.get("/users/\(People.adele)/licenseDetails/getTeamsLicensingDetails")
    #expect(reply["hasTeamsLicense"] == .bool(false))
  }
}
