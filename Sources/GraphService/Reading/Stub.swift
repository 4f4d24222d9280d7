import EntityModel
import GraphStore
import OData
struct ExpressionPlanning {
  let version: ServiceVersion
  let area: Area
  let options: ReadOptions
  let moment: Moment
  func conditions(_ type: StructuredType, _ arguments: inout SQLArguments, alias: String = "t") throws -> [SQLText] { [] }
  func order(_ type: StructuredType, _ arguments: inout SQLArguments, alias: String = "t") throws -> [SelectStatement.Order] { [] }
}
