import JSON
import TestSupport
import Testing

/// Whatever happens in whatever order, and whenever a client reads a page: applying deltas gives the server's state.
@Suite struct DeltaModelTests {
  static let licenses = "assignedLicenses,assignedPlans,provisionedPlans,licenseAssignmentStates"
  static let groupLicenses = "assignedLicenses,licenseProcessingState"

  /// A client and the list that its copy must come to equal.
  private struct Follower {
    let copy: DeltaCopy
    let list: String
    let version: String
    /// Navigation properties whose links are compared.
    let links: [String]
  }

  private static func followers() -> [Follower] {
    [
      follower("/users", nil, isMinimal: false), follower("/users", nil, isMinimal: true),
      follower("/users", "displayName,jobTitle,manager,\(licenses)", isMinimal: true, links: ["manager"]),
      follower(
        "/users", "displayName,manager,\(licenses)", version: "v1.0", isMinimal: false, links: ["manager"]),
      follower("/groups", nil, isMinimal: false, links: ["members"]),
      follower(
        "/groups", "displayName,description,members,\(groupLicenses)", isMinimal: true, links: ["members"]),
      follower("/devices", "displayName", isMinimal: true),
    ]
  }

  private static func follower(
    _ set: String, _ select: String?, version: String = "beta", isMinimal: Bool, links: [String] = []
  ) -> Follower {
    let option = select.map { "?$select=\($0)" } ?? ""
    let properties = select.map { text in
      "?$select=id,"
        + text.split(separator: ",").filter { !links.contains(String($0)) }.joined(separator: ",")
    }
    return Follower(
      copy: DeltaCopy("\(set)/delta\(option)", version: version, isMinimal: isMinimal),
      list: set + (properties ?? ""), version: version, links: links)
  }

  @Test(arguments: RandomTest.seeds(1, 2, 287034)) func aCopyBecomesTheState(seed: UInt64) throws {
    let emulator = try TestEmulator.frozen(RandomDirectory.seed)
    var directory = RandomDirectory(emulator: emulator, random: RandomTest.numbers(seed: seed))
    let followers = Self.followers()
    for _ in 0..<300 {
      if directory.chance(0.4) {
        try followers[directory.number(followers.count)].copy.read(emulator)
      } else {
        directory.change()
      }
    }
    #expect(directory.effects > 90, "seed \(seed): hardly any change was accepted")
    for follower in followers {
      repeat { try follower.copy.read(emulator) } while !follower.copy.isUpToDate
      let state = Self.state(follower, emulator)
      #expect(follower.copy.description == state, "seed \(seed): \(follower.copy.name)")
    }
  }

  /// The set as lists tell it, in the form of a copy.
  private static func state(_ follower: Follower, _ emulator: TestEmulator) -> [String] {
    var path: String? = follower.list
    var lines: [String] = []
    while let next = path {
      let reply = emulator.send("GET", next, version: follower.version)
      lines += reply.items.map { line($0, follower, emulator) }
      path = reply.nextPath
    }
    return lines.sorted()
  }

  private static func line(_ item: JSONObject, _ follower: Follower, _ emulator: TestEmulator) -> String {
    let id = item["id"]?.stringValue ?? ""
    let values = item.members.filter { !$0.value.isNull }.map { "\($0.name)=\($0.value.text)" }
    let links = follower.links.compactMap { name -> String? in
      let set = follower.list.prefix { $0 != "?" }
      let reply = emulator.get("\(set)/\(id)/\(name)?$select=id\(name == "manager" ? "" : "&$top=999")")
      let ids = name == "manager" ? [reply["id"]?.stringValue].compactMap(\.self) : reply.values("id")
      return ids.isEmpty ? nil : "\(name)@delta: \(ids.sorted())"
    }
    return "\(id) \(values.sorted()) \(links.sorted())"
  }
}
