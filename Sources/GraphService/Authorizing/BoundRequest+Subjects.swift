import Planning

extension BoundRequest {
  /// Those of the subjects of its route's permissions that it is about; nothing is looked at where they have none.
  func subjects(of route: Route) throws -> [String] {
    try subjects.value {
      let asked = context.version.permissions.subjects(of: route)
      guard !asked.isEmpty else { return [] }
      let subject = RequestSubject(self)
      return try asked.filter(subject.fits)
    }
  }
}
