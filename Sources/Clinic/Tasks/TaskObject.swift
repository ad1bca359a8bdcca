internal import FoundationEssentials
internal import JSON
internal import Platform

/// A task as the API shows it: without whom it is about, and what was written of him, where the reader does not see him. When it is due and
/// what kind it is everybody knows who has it.
enum TaskObject {
    private static let ofCustomer = ["customerId", "title", "outcome", "postponeReason"]

    /// The id of an encoded task; nil where the reader did not ask for it.
    static func id(_ value: JSONValue) -> UUID? { value["id"]?.string.flatMap { ID<WorkTask>($0)?.uuid } }

    /// The same with what may be shown, and whether something is not.
    static func hiding(_ value: JSONValue, isHidden: Bool) -> JSONValue {
        guard var object = value.object else { return value }
        object["isHidden"] = .boolean(isHidden)
        if isHidden {
            for name in ofCustomer where object[name] != nil { object[name] = .null }
        }
        return .object(object)
    }
}
