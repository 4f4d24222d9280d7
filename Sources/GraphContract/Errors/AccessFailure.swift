/// The request comes by a name, or from a page, that this server is not for (Fetch standard; DNS rebinding).
package enum AccessFailure: RequestFailure {
  case hostNotServed(String)
  case originNotAllowed(String)

  package func told(by messages: any Messages) -> GraphError { messages.error(self) }
}
