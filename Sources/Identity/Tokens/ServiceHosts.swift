/// The names of the service's own hosts, for those who were led here by them.
enum ServiceHosts {
  static let graph = "graph.microsoft.com"
  /// Where its token service answers.
  static let login: Set = [
    "login.microsoftonline.com", "login.microsoft.com", "login.windows.net", "sts.windows.net",
  ]
  static let resourceManager = "management.azure.com"
}
