internal import ArgumentParser
internal import Foundation
internal import JSON

/// `database.json`: how to reach PostgreSQL under each role. Holds passwords, so nobody else may read it.
struct DatabaseFile: Sendable {
    /// A superuser, or somebody who may create roles and become peony_owner: for `migrate` and `doctor` only.
    let ownerURL: String?
    let appURL: String
    let authURL: String
    let sealerURL: String
    let backupURL: String?

    /// Reads it; says what is wrong with it without showing what is in it.
    init(contentsOf path: String) throws {
        guard let content = FileManager.default.contents(atPath: path) else {
            throw ValidationError("\(path) cannot be read. scripts/run writes it; docs/operations.md shows what is in it.")
        }
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        if let mode = attributes[.posixPermissions] as? NSNumber, mode.intValue & 0o077 != 0 {
            throw ValidationError("\(path) can be read by others. Its passwords open the database: chmod 600 \(path)")
        }
        guard let json = try? JSONParser.parse(Array(content)) else { throw ValidationError("\(path) is not JSON.") }
        func url(_ name: String) throws -> String {
            guard let url = json[name]?.string, !url.isEmpty else { throw ValidationError("\(path) has no \(name).") }
            return url
        }
        ownerURL = json["ownerURL"]?.string
        appURL = try url("appURL")
        authURL = try url("authURL")
        sealerURL = try url("sealerURL")
        backupURL = json["backupURL"]?.string
    }

    /// The owner's way in, for the commands that cannot do without.
    func requireOwner() throws -> String {
        guard let ownerURL, !ownerURL.isEmpty else { throw ValidationError("database.json has no ownerURL, which this command needs.") }
        return ownerURL
    }

    /// User name and password of one of the URLs.
    static func credentials(of url: String) -> (user: String, password: String)? {
        guard let parts = URLComponents(string: url), let user = parts.user, let password = parts.password else { return nil }
        return (user, password)
    }
}
