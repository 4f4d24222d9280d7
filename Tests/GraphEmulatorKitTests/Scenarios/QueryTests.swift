import JSON
import Testing

/// What the query options do in each workload.
@Suite struct QueryTests {
  @Test(arguments: answers) func isAnswered(path: String, expected: String) throws {
    let reply = try TestEmulator.everyWorkload.get().get(path.replacing(" ", with: "%20"))
    #expect(reply.whole == .ok(expected))
  }

  static let answers: [(String, String)] =
    directory + licensing + [
      (
        "/deviceManagement/deviceConfigurations?$select=displayName&$orderby=displayName desc&$count=true",
        """
        {"@odata.context":"B/$metadata#deviceManagement/deviceConfigurations(displayName)","@odata.count":2,"value":[
         {"@odata.type":"#microsoft.graph.iosUpdateConfiguration","displayName":"Phones"},
         {"@odata.type":"#microsoft.graph.windows10CustomConfiguration","displayName":"Kiosks"}]}
        """
      ),
      (
        "/deviceManagement/deviceConfigurations?$select=id&$expand=assignments($select=id)&$filter=contains(displayName,'IOSK')",
        """
        {"@odata.context":"B/$metadata#deviceManagement/deviceConfigurations(id,assignments(id))","value":[
         {"@odata.type":"#microsoft.graph.windows10CustomConfiguration","id":"\(People.profile)",
          "assignments@odata.context":"B/$metadata#deviceManagement/deviceConfigurations('\(People.profile)')/assignments",
          "assignments":[{"id":"\(People.profile)_adadadad-808e-44e2-905a-0b7873a8a531"}]}]}
        """
      ),
      (
        "/deviceManagement/deviceConfigurations/microsoft.graph.iosUpdateConfiguration?$select=displayName",
        """
        {"@odata.context":"B/$metadata#deviceManagement/deviceConfigurations/microsoft.graph.iosUpdateConfiguration(displayName)",
         "value":[{"displayName":"Phones"}]}
        """
      ),
      (
        "/identityGovernance/entitlementManagement/accessPackages?$select=displayName&$orderby=displayName&$filter=catalogId eq '\(People.catalog)'",
        """
        {"@odata.context":"B/$metadata#identityGovernance/entitlementManagement/accessPackages(displayName)",
         "value":[{"displayName":"Agency"},{"displayName":"Campaign"}]}
        """
      ),
      (
        "/identityGovernance/entitlementManagement/accessPackages/\(People.package)?$select=id&$expand=accessPackageCatalog($select=displayName)",
        """
        {"@odata.context":"B/$metadata#identityGovernance/entitlementManagement/accessPackages(id,accessPackageCatalog(displayName))/$entity",
         "id":"\(People.package)","accessPackageCatalog":{"displayName":"Marketing"}}
        """
      ),
    ]

  static let directory: [(String, String)] = [
    (
      "/users?$select=displayName,DEPARTMENT&$filter=department eq 'sales'",
      """
      {"@odata.context":"B/$metadata#users(displayName,department)",
       "value":[{"department":"Sales","displayName":"Adele Vance"}]}
      """
    ),
    (
      "/users?$select=id&$filter=startswith(displayName,'a') or startswith(city,'a')",
      #"{"@odata.context":"B/$metadata#users(id)","value":[{"id":"\#(People.adele)"},{"id":"\#(People.alex)"}]}"#
    ),
    (
      "/users?$select=displayName&$filter=id in ('\(People.diego)','\(People.alex)')",
      """
      {"@odata.context":"B/$metadata#users(displayName)",
       "value":[{"displayName":"Alex Wilber"},{"displayName":"Diego Siciliani"}]}
      """
    ),
    (
      "/users?$select=displayName&$orderby=displayName desc",
      """
      {"@odata.context":"B/$metadata#users(displayName)",
       "value":[{"displayName":"Diego Siciliani"},{"displayName":"Alex Wilber"},{"displayName":"Adele Vance"}]}
      """
    ),
    (
      "/users?$select=id&$expand=manager($select=displayName)",
      """
      {"@odata.context":"B/$metadata#users(id,manager(displayName))","value":[
       {"id":"\(People.adele)","manager":null},
       {"id":"\(People.alex)","manager":{"@odata.type":"#microsoft.graph.user","displayName":"Adele Vance"}},
       {"id":"\(People.diego)","manager":{"@odata.type":"#microsoft.graph.user","displayName":"Adele Vance"}}]}
      """
    ),
    (
      "/users/\(People.adele)?$select=nothingOfTheKind,displayName",
      """
      {"@odata.context":"B/$metadata#users(nothingOfTheKind,displayName)/$entity","displayName":"Adele Vance"}
      """
    ),
    (
      "/groups/\(People.sales)/members?$select=displayName&$count=true",
      """
      {"@odata.context":"B/$metadata#directoryObjects(displayName)","value":[
       {"@odata.type":"#microsoft.graph.user","displayName":"Adele Vance"},
       {"@odata.type":"#microsoft.graph.user","displayName":"Diego Siciliani"}]}
      """
    ),
    (
      "/groups/\(People.sales)/members/microsoft.graph.user?$select=displayName",
      """
      {"@odata.context":"B/$metadata#users(displayName)",
       "value":[{"displayName":"Adele Vance"},{"displayName":"Diego Siciliani"}]}
      """
    ),
    (
      "/groups/\(People.sales)/members/microsoft.graph.device?$select=displayName",
      #"{"@odata.context":"B/$metadata#devices(displayName)","value":[]}"#
    ),
    (
      "/users?$select=id&$filter=assignedLicenses/any(x:x/skuId eq \(People.exchange))",
      #"{"@odata.context":"B/$metadata#users(id)","value":[{"id":"\#(People.adele)"}]}"#
    ),
  ]

  static let licensing: [(String, String)] = [
    (
      "/admin/cloudLicensing/allotments?$select=id,allottedUnits,consumedUnits,assignableTo&$expand=waitingMembers($select=waitingSinceDateTime)&$filter=skuId eq \(People.exchange)",
      """
      {"@odata.context":"B/$metadata#admin/cloudLicensing/allotments(id,allottedUnits,consumedUnits,assignableTo,waitingMembers(waitingSinceDateTime))",
       "value":[{"@odata.type":"#microsoft.graph.cloudLicensing.allotment","id":"exchange","allottedUnits":1,
        "assignableTo":"user,group","consumedUnits":1,"waitingMembers":[
         {"@odata.type":"#microsoft.graph.cloudLicensing.waitingMember","waitingSinceDateTime":"2026-01-31T08:15:30.0000000Z"}]}]}
      """
    ),
    (
      "/admin/cloudLicensing/assignments?$expand=assignedTo($select=id,displayName,userPrincipalName),allotment($select=id,skuId,skuPartNumber)&$top=1&$skip=1",
      """
      {"@odata.context":"B/$metadata#admin/cloudLicensing/assignments(assignedTo(id,displayName,userPrincipalName),allotment(id,skuId,skuPartNumber))",
       "value":[{"@odata.type":"#microsoft.graph.cloudLicensing.assignment","id":"second","disabledServicePlanIds":[],
        "assignedTo":{"@odata.type":"#microsoft.graph.user","id":"\(People.alex)","displayName":"Alex Wilber",
         "userPrincipalName":"alex@contoso.example"},
        "allotment":{"@odata.type":"#microsoft.graph.cloudLicensing.allotment","id":"exchange",
         "skuId":"\(People.exchange)","skuPartNumber":"EXCHANGESTANDARD"}}]}
      """
    ),
    (
      "/admin/cloudLicensing/assignments?$select=id&$expand=allotment($select=id;$filter=skuId in (\(People.powerBI)))",
      #"{"@odata.context":"B/$metadata#admin/cloudLicensing/assignments(id,allotment(id))","value":[]}"#
    ),
    (
      "/admin/cloudLicensing/allotments?$apply=groupby((skuPartNumber), aggregate(allottedUnits with sum as total))",
      """
      {"@odata.context":"B/$metadata#admin/cloudLicensing/allotments(skuPartNumber,total)",
       "value":[{"skuPartNumber":"EXCHANGESTANDARD","total":1},{"skuPartNumber":"POWER_BI_PRO","total":9}]}
      """
    ),
    (
      "/users/\(People.adele)/cloudLicensing/usageRights?$select=skuPartNumber&$expand=assignments($select=id)&$filter=services/any(c:c/planId eq '9aaf7827-d63c-4b61-89c3-182f06f82e5c')",
      """
      {"@odata.context":"B/$metadata#users('\(People.adele)')/cloudLicensing/usageRights(skuPartNumber,assignments(id))",
       "value":[{"@odata.type":"#microsoft.graph.cloudLicensing.usageRight","skuPartNumber":"EXCHANGESTANDARD",
        "assignments":[{"@odata.type":"#microsoft.graph.cloudLicensing.assignment","id":"first"}]}]}
      """
    ),
    (
      "/users/\(People.alex)/cloudLicensing/waitingMembers?$select=waitingSinceDateTime&$expand=allotment($select=id,skuId)",
      """
      {"@odata.context":"B/$metadata#users('\(People.alex)')/cloudLicensing/waitingMembers(waitingSinceDateTime,allotment(id,skuId))",
       "value":[{"@odata.type":"#microsoft.graph.cloudLicensing.waitingMember",
        "waitingSinceDateTime":"2026-01-31T08:15:30.0000000Z",
        "allotment":{"@odata.type":"#microsoft.graph.cloudLicensing.allotment","id":"exchange","skuId":"\(People.exchange)"}}]}
      """
    ),
    (
      "/users/\(People.alex)?$select=id&$expand=cloudLicensing/assignments($select=id)",
      """
      {"@odata.context":"B/$metadata#users(id,cloudLicensing/assignments(id))/$entity","id":"\(People.alex)",
       "cloudLicensing":{"@odata.type":"#microsoft.graph.cloudLicensing.userCloudLicensing",
        "assignments":[{"@odata.type":"#microsoft.graph.cloudLicensing.assignment","id":"second"}]}}
      """
    ),
  ]
}
