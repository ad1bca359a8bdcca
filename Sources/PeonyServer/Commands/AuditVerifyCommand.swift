internal import ArgumentParser
internal import Foundation
internal import Platform
internal import Vault

/// `peony audit verify`
struct AuditVerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Recompute every leaf, tree and head; name the first bad batch of each tenant.",
        discussion: """
            Exit status 1 when a trail is not what it was. A chain cannot show by itself that its end was cut off, that it was written \
            anew, or that the whole database is an older one: the signed notes that the database has tell some of it, and --anchor FILE \
            holds it against those that an anchor kept (a file of notes, a log with the lines of a syslog anchor, a webhook's bodies with a line ---- behind each; may be given again).

            --export FILE proves an export instead, without any database; then --key says whose signatures count: one \
            of the keys that there were is enough, since the note of a change leads to the others. \
            --archive FILE adds the events of a month that was detached; without it they are counted, not looked at.
            """)
    @OptionGroup var deployment: DeploymentOptions
    @Option(help: "Only this tenant.") var tenant: String?
    @Option(help: "A batch whose head was kept elsewhere.") var batch: Int64?
    @Option(help: "That head, in hexadecimal.") var head: String?
    @Option(help: "What an anchor kept.") var anchor: [String] = []
    @Option(help: "An export, to be proved without a database.") var export: String?
    @Option(help: "An archived month.") var archive: [String] = []
    @Option(help: "Whose signatures count: what `peony audit key` prints. The deployment's own key when not given.") var key: [String] = []

    func validate() throws {
        if (batch == nil) != (head == nil) { throw ValidationError("--batch and --head go together.") }
        if batch != nil, tenant == nil { throw ValidationError("--batch and --head need --tenant.") }
    }

    func run() async throws {
        let texts = try anchor.map { path in
            guard let content = FileManager.default.contents(atPath: path) else { throw ValidationError("\(path) cannot be read.") }
            return String(decoding: content, as: UTF8.self)
        }
        var signers = NoteTrust(try trusted())
        signers.learn(from: texts.flatMap(AuditAnchors.changes))
        if let export {
            do {
                signers.learn(from: try SignedFileReader.changes(in: export))
            } catch let error as AnchorError {
                throw ValidationError(error.description)
            }
            try verify(export, try anchors(texts, signers), signers)
        } else {
            try await verifyDatabase(texts, signers)
        }
    }

    private func anchors(_ texts: [String], _ signers: NoteTrust) throws -> AuditAnchors {
        var anchors = AuditAnchors()
        for text in texts { anchors.add(text, signers: signers) }
        if !texts.isEmpty, anchors.notes.isEmpty, anchors.heads.isEmpty, anchors.problems.isEmpty {
            throw ValidationError("There is no note in what --anchor names.")
        }
        return anchors
    }

    private func trusted() throws -> [NoteVerifier] {
        if key.isEmpty {
            let own = try AuditComposition.signer(deployment.settings)?.verifier
            if own == nil, export != nil || !anchor.isEmpty {
                throw ValidationError("Whose signatures count? --key, or the deployment's audit.key.")
            }
            return [own].compactMap(\.self)
        }
        return try key.map { text in
            do throws(VaultError) {
                return try NoteVerifier(parsing: text)
            } catch {
                throw ValidationError("--key is what `peony audit key` prints: \(error.detail)")
            }
        }
    }

    private func verify(_ export: String, _ anchors: AuditAnchors, _ signers: NoteTrust) throws {
        let proof: AuditExportVerifier.Result
        do {
            proof = try AuditExportVerifier(anchors: anchors, signers: signers).verify(export)
        } catch let error as AnchorError {
            throw ValidationError(error.description)
        } catch {
            print("file\tBROKEN: a line of \(export) cannot be read")
            throw ExitCode(1)
        }
        let problems = signers.problems + proof.problems
        var isWhole = proof.seal == .whole && problems.isEmpty && !proof.isRolledBack
        print("file\t" + (proof.seal == .whole ? "sealed" : "BROKEN: the seal is \(proof.seal == .missing ? "missing" : "broken")"))
        tell(problems, proof.isRolledBack)
        for (slug, result) in proof.trails where tenant == nil || tenant == slug { isWhole = tell(slug, result) && isWhole }
        if !isWhole { throw ExitCode(1) }
    }

    private func verifyDatabase(_ texts: [String], _ given: NoteTrust) async throws {
        var isWhole = true
        try await CommandRun.with(deployment) { deployment in
            var expected: AuditHead?
            if let batch, let head {
                guard let bytes = Hex.decode(head), bytes.count == 32 else { throw ValidationError("--head is 64 hexadecimal digits.") }
                expected = AuditHead(batch: batch, head: bytes)
            }
            let signers = try await given.learning(from: deployment.database)
            let evidence = try await AuditEvidence.read(anchors(texts, signers), in: deployment.database, signers: signers)
            let stored = try await StoredNotes.read(in: deployment.database, signers: signers)
            let problems = signers.problems + evidence.anchors.problems
            isWhole = problems.isEmpty && stored.problems.isEmpty && !evidence.isRolledBack
            tell(problems, evidence.isRolledBack)
            for problem in stored.problems { print("notes\tBROKEN: \(problem)") }
            let verifier = AuditVerifier(deployment.database, signers: signers)
            let tenants = try await TenantsOfDeployment.all(deployment)
            // Whoever takes a tenant out of the directory takes his trail out of this loop.
            for id in stored.missing(from: tenants.map(\.id.uuid), evidence.anchors) where tenant == nil {
                let gone = ID<Tenant>(id)
                print("\(gone)\tBROKEN: the notes know this tenant, the directory does not")
                let result = try await verifier.verify(
                    tenant: gone, anchors: evidence.anchors.heads[id, default: []] + [stored.heads[id]].compactMap(\.self),
                    others: tenants.map(\.id.uuid))
                tell(gone.description, evidence.named(result))
                isWhole = false
            }
            for entry in tenants where tenant == nil || tenant == entry.slug {
                let archives = try archive.map { try AuditArchiveReader($0, signers: signers) }.filter { $0.tenant == entry.id }
                let result = try await verifier.verify(
                    tenant: entry.id, expectedHead: expected,
                    anchors: evidence.anchors.heads[entry.id.uuid, default: []] + [stored.heads[entry.id.uuid]].compactMap(\.self),
                    others: tenants.map(\.id.uuid), archives: archives.sorted { $0.month < $1.month })
                isWhole = tell(entry.slug, evidence.named(result)) && isWhole
                if result.fault == nil, let event = try await verifier.strayLink(of: entry.id) {
                    print("\(entry.slug)\tBROKEN: a link was inserted, to event \(event.uuidString.lowercased()), which is not there")
                    isWhole = false
                }
            }
        }
        if !isWhole { throw ExitCode(1) }
    }

    private func tell(_ problems: [String], _ isRolledBack: Bool) {
        for problem in problems { print("anchor\tBROKEN: \(problem)") }
        if isRolledBack { print("database\tBROKEN: the anchors know notes that it does not have: it was rolled back") }
    }

    /// Prints a trail's line; whether it is whole.
    @discardableResult
    private func tell(_ slug: String, _ result: AuditVerification) -> Bool {
        if let fault = result.fault {
            let event = fault.event.map { ", event \($0.uuidString.lowercased())" } ?? ""
            print("\(slug)\tBROKEN at batch \(fault.batch): \(fault.kind.rawValue)\(event)")
            return false
        }
        let head = result.head.map { "head \(Hex.encode($0.head)) of batch \($0.batch)" } ?? "no batch yet"
        let archived = result.archived > 0 ? " (\(result.archived) of them archived)" : ""
        print("\(slug)\twhole\t\(result.events) events\(archived) in \(result.batches) batches, \(result.unsealed) unsealed, \(head)")
        return true
    }
}
