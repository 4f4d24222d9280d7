/// Which requests an order can meet at all: those of one tenant, to the versions that there are.
struct OrderScope {
  let tenant: String
  let versions: [String]
}
