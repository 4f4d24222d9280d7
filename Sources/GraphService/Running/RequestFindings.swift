import Planning

/// What is found out about a request when it is first asked for.
///
/// A class because all steps of the request have a copy of it.
final class RequestFindings: Sendable {
  /// Of what permissions ask for, what the request is about.
  let subjects = FoundOnce<[String]>()
  /// Of the row that its path ends at; nil where there is none.
  let storedType = FoundOnce<String?>()
  /// What it shows or changes that has permissions of its own.
  let further = FoundOnce<[FurtherRoute]>()
  let query = FoundOnce<RequestQuery>()
}
