/// The request comes by a name, or from a page, that this server is not for (Fetch standard; DNS rebinding), or for a
/// tenant that it does not have.
package enum AccessFailure: RequestFailure {
  case hostNotServed(String)
  case originNotAllowed(String)
  /// A header or the path names a tenant that there is not (graph-platform 3.6).
  case tenantUnknown(String)
  /// The port that it came in at, a header and the path do not name the same one.
  case tenantsDiffer(String, String)
  /// A part of a batch has a token of another tenant than the batch is for, which names none.
  case tokenOfOtherTenant(String, String)

  package func told(by messages: any Messages) -> GraphError { messages.error(self) }
}
