public import JSON

/// What somebody of the demo signs in with.
public struct DemoSignIn: Sendable, Hashable {
    /// The tenant's slug.
    public let tenant: String
    public let user: String
    public let password: String
    /// The code of his role; of the first one when he has several.
    public let role: String
    /// The branch that he has it in; empty for the whole chain.
    public let branch: String
    public let displayName: String

    /// `{tenant, user, password, role, branch, displayName}`.
    public var json: JSONValue {
        [
            "tenant": .string(tenant), "user": .string(user), "password": .string(password), "role": .string(role),
            "branch": .string(branch), "displayName": .string(displayName),
        ]
    }
}
