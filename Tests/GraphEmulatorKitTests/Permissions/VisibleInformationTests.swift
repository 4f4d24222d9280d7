import GraphEmulatorKit
import HTTPMessages
import Testing

/// What tokens see of objects whose kind they may not read whole (graph-platform 8.3 and 8.4).
@Suite("What permissions show") struct VisibleInformationTests {
  private static let adele = "11111111-0000-4000-8000-000000000001"
  private static let alex = "11111111-0000-4000-8000-000000000002"
  private static let sales = "22222222-0000-4000-8000-000000000001"

  private static let seed = """
    {"users":[{"id":"\(adele)","userPrincipalName":"adele@contoso.example","displayName":"Adele","givenName":"A",
               "surname":"V","mail":"adele@contoso.example","jobTitle":"Boss","mobilePhone":"1"},
              {"id":"\(alex)","userPrincipalName":"alex@contoso.example","displayName":"Alex","jobTitle":"Clerk",
               "manager@odata.bind":"users/\(adele)"}],
     "groups":[{"id":"\(sales)","displayName":"Sales","description":"All","members@odata.bind":["users/\(alex)"]}]}
    """

  private func get(_ path: String, _ permissions: String, application: Bool = false) throws -> WholeAnswer {
    let token =
      application
      ? UnsignedToken.application(permissions.split(separator: " ").map(String.init))
      : UnsignedToken.delegated(permissions, user: Self.alex)
    return try TestEmulator.frozen(Self.seed).send("GET", path, headers: [token]).whole
  }

  private static let select =
    "id,displayName,givenName,surname,mail,userPrincipalName,jobTitle,mobilePhone,businessPhones"

  private static func boss(_ context: String, _ title: String, _ phone: String) -> String {
    """
    {\(context)"id":"\(adele)","businessPhones":[],"displayName":"Adele","givenName":"A","jobTitle":\(title),
     "mail":"adele@contoso.example","mobilePhone":\(phone),"surname":"V","userPrincipalName":"adele@contoso.example"}
    """
  }

  @Test func theBasicProfile() throws {
    let path = "/users/\(Self.adele)?$select=\(Self.select)"
    let context = #""@odata.context":"B/$metadata#users(\#(Self.select))/$entity","#
    let basic = WholeAnswer.ok(
      Self.boss(context, "null", "null").replacing(#""businessPhones":[]"#, with: #""businessPhones":null"#))
    let whole = WholeAnswer.ok(Self.boss(context, #""Boss""#, #""1""#))
    for isApplication in [false, true] {
      #expect(try get(path, "User.ReadBasic.All", application: isApplication) == basic)
      #expect(try get(path, "User.ReadBasic.All User.Read.All", application: isApplication) == whole)
    }
    // Of oneself, the permission for that shows everything.
    let own = { (path: String) in try get("\(path)?$select=jobTitle", "User.Read User.ReadBasic.All") }
    let clerk = WholeAnswer.ok(
      #"{"@odata.context":"B/$metadata#users(jobTitle)/$entity","jobTitle":"Clerk"}"#)
    #expect(try own("/users/\(Self.alex)") == clerk)
    #expect(try own("/users/alex@contoso.example") == clerk)
    #expect(try own("/me") == clerk)
    #expect(
      try own("/users/\(Self.adele)")
        == .ok(#"{"@odata.context":"B/$metadata#users(jobTitle)/$entity","jobTitle":null}"#))
  }

  @Test func lists() throws {
    let users = "/users?$select=id,displayName,jobTitle"
    let context = #""@odata.context":"B/$metadata#users(id,displayName,jobTitle)""#
    #expect(
      try get(users, "User.ReadBasic.All")
        == .ok(
          """
          {\(context),"value":[{"id":"\(Self.adele)","displayName":"Adele","jobTitle":null},
           {"id":"\(Self.alex)","displayName":"Alex","jobTitle":null}]}
          """))
    #expect(
      try get(users, "Directory.Read.All")
        == .ok(
          """
          {\(context),"value":[{"id":"\(Self.adele)","displayName":"Adele","jobTitle":"Boss"},
           {"id":"\(Self.alex)","displayName":"Alex","jobTitle":"Clerk"}]}
          """))
  }

  /// Users of a group for whoever may read groups alone, and groups of a user for whoever may read the user.
  @Test(arguments: [
    ("GroupMember.Read.All", "null", "null"), ("GroupMember.Read.All User.ReadBasic.All", #""Alex""#, "null"),
    ("Group.Read.All User.Read.All", #""Alex""#, #""Clerk""#),
    ("Directory.Read.All", #""Alex""#, #""Clerk""#),
  ]) func members(_ permissions: String, _ name: String, _ title: String) throws {
    let path = "/groups/\(Self.sales)/members/microsoft.graph.user?$select=id,displayName,jobTitle"
    #expect(
      try get(path, permissions)
        == .ok(
          """
          {"@odata.context":"B/$metadata#users(id,displayName,jobTitle)",
           "value":[{"id":"\(Self.alex)","displayName":\(name),"jobTitle":\(title)}]}
          """))
  }

  @Test func mixedLists() throws {
    let members = "/groups/\(Self.sales)/members?$select=id,displayName"
    let groups = "/users/\(Self.alex)/memberOf?$select=id,displayName"
    let answer = { (type: String, id: String, name: String) in
      WholeAnswer.ok(
        """
        {"@odata.context":"B/$metadata#directoryObjects(id,displayName)",
         "value":[{"@odata.type":"#microsoft.graph.\(type)","id":"\(id)","displayName":\(name)}]}
        """)
    }
    #expect(try get(members, "GroupMember.Read.All") == answer("user", Self.alex, "null"))
    #expect(try get(members, "Directory.Read.All") == answer("user", Self.alex, #""Alex""#))
    #expect(try get(groups, "User.Read") == answer("group", Self.sales, "null"))
    #expect(try get(groups, "User.Read Group.Read.All") == answer("group", Self.sales, #""Sales""#))
  }
}
