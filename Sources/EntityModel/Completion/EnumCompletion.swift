extension CSDLElement {
  /// Takes the members of another document's enumeration that this one does not have.
  ///
  /// The order counts: members after `unknownFutureValue` are sent as that word. So they stand on the same side of it.
  func completeMembers(as other: CSDLElement) {
    numberMembers()
    let known = Dictionary(children("Member").map { ($0.memberKey, $0) }) { first, _ in first }
    var before: [CSDLElement] = []
    var after: [CSDLElement] = []
    var isPast = false
    for member in other.children("Member") {
      if member.isSentinel { isPast = true }
      if let own = known[member.memberKey] {
        own.annotate(as: member)
      } else if isPast {
        after.append(member)
      } else {
        before.append(member)
      }
    }
    let sentinel = children.firstIndex(where: \.isSentinel) ?? children.endIndex
    children.insert(contentsOf: before, at: sentinel)
    children += after
  }

  /// A member without a value has the next one, which changes when another comes before it.
  private func numberMembers() {
    var next = 0
    for member in children("Member") {
      let value = member.attributes["Value"].flatMap { Int($0) } ?? next
      member.attributes["Value"] = String(value)
      next = value &+ 1
    }
  }

  private var isSentinel: Bool { name == "Member" && memberKey == "unknownfuturevalue" }
}
