internal import Foundation
internal import Platform

extension Doctor {
    /// Whether the object store, where one is named, takes something, gives it back and lets it go; and who may read its key.
    func store() throws -> [Finding] {
        let path = settings[.filesS3]
        guard !path.isEmpty else { return [] }
        var findings: [Finding] = []
        if let mode = try? FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int, mode & 0o077 != 0 {
            findings.append(
                Finding(
                    check: "object store", severity: .warning, problem: "Others on this machine may read \(path).",
                    remedy: "chmod 0400 \(path), owned by the server's user."))
        }
        do {
            try settings.bucket()?.probe()
        } catch {
            findings.append(
                Finding(
                    check: "object store", severity: .refusal, problem: "\(error)",
                    remedy: "Is the endpoint right, is the bucket there, and may the key put, get, delete and list objects in it?"))
        }
        return findings
    }
}
