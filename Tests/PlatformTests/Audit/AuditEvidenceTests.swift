import Foundation
import Glibc
import Logging
import PeonyTesting
import Postgres
import Synchronization
import Testing
import Vault

@testable import Platform

/// Two tenants with three batches each, a notary, and what its anchor kept.
struct EvidenceFixture: Sendable {
    let audit: AuditFixture
    let here: AuditFixture.Clinic
    let there: AuditFixture.Clinic
    let signer: NoteSigner
    let directory: URL

    init(anchors: [any NoteAnchor] = []) async throws {
        audit = try AuditFixture()
        (here, there) = (try await audit.clinic(), try await audit.clinic())
        signer = try NoteSigner(name: "peony-audit", key: .generate())
        directory = FileManager.default.temporaryDirectory.appending(path: "audit-\(UUID())")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    }

    var signers: NoteTrust { NoteTrust([signer.verifier]) }
    var anchorPath: String { path("anchor") }
    func path(_ name: String) -> String { directory.appending(path: name).path }

    func notary(_ anchors: [any NoteAnchor]? = nil) -> Notary {
        Notary(
            url: audit.database.url(of: "peony_sealer"), signing: AuditSigning(signer), anchors: anchors ?? [FileAnchor(path: anchorPath)],
            every: .zero, logger: Logger(label: "test"))
    }

    /// Three batches in each tenant, a note behind each.
    func threeNotes() async throws {
        let notary = notary()
        for batch in 1...3 {
            for clinic in [here, there] {
                // In one transaction, so that a sealer that is held back by others' takes all of them or none.
                try await clinic.record((1...4).map { .sample(batch * 10 + $0) })
                try await audit.seal(clinic)
            }
            try await notary.round()
        }
        await notary.resign()
    }

    func anchors() throws -> AuditAnchors {
        var anchors = AuditAnchors()
        anchors.add(try String(contentsOfFile: anchorPath, encoding: .utf8), signers: signers)
        return anchors
    }

    /// The proof of both tenants against the anchor, in the database.
    func verify(_ anchors: AuditAnchors? = nil) async throws -> (evidence: AuditEvidence, [AuditVerification]) {
        let evidence = try await AuditEvidence.read(try anchors ?? self.anchors(), in: here.deployment.database, signers: signers)
        var results: [AuditVerification] = []
        for clinic in [here, there] {
            let result = try await AuditVerifier(clinic.deployment.database, signers: signers).verify(
                tenant: clinic.tenant, anchors: evidence.anchors.heads[clinic.tenant.uuid] ?? [],
                others: [here.tenant.uuid, there.tenant.uuid])
            results.append(evidence.named(result))
        }
        return (evidence, results)
    }

    /// The same from an export.
    func verifyExport(_ anchors: AuditAnchors? = nil) async throws -> AuditExportVerifier.Result {
        let path = path("export-\(UUID())")
        let file = try SignedFile(creating: path)
        let exporter = AuditExporter(here.deployment.database)
        for (name, clinic) in [("here", here), ("there", there)] {
            _ = try await exporter.write(clinic.tenant, slug: name, to: file)
        }
        try await exporter.writeNotes(to: file)
        try file.seal(by: signer, at: SystemClock().now())
        return try AuditExportVerifier(anchors: try anchors ?? self.anchors(), signers: signers).verify(path)
    }
}

extension AuditTests {
    /// Every way in which somebody who owns the database can tamper, held against an anchor, in the database and in an export.
    @Suite struct Evidence {
        struct Tampering: Sendable, CustomTestStringConvertible {
            let testDescription: String
            let batch: Int64
            let kind: AuditVerification.Kind
            /// Whether the anchors tell of a later database.
            var rollsBack = false
            let apply: @Sendable (Connection, EvidenceFixture) async throws -> Void
        }

        private static func swap(_ table: String, _ fixture: EvidenceFixture, _ connection: Connection) throws {
            let (here, there) = (fixture.here.tenant.description, fixture.there.tenant.description)
            let nobody = UUID().uuidString
            for (from, to) in [(here, nobody), (there, here), (nobody, there)] {
                try connection.executeScript("update audit.\(table) set tenant_id = '\(to)' where tenant_id = '\(from)'")
            }
        }

        /// As if the database had been restored from the backup of an hour ago: nothing of it is broken in itself.
        private static func rollBack(_ connection: Connection) throws {
            try connection.executeScript(
                """
                delete from audit.event_link l using audit.event e
                  where e.tenant_id = l.tenant_id and e.at = l.at and e.id = l.event_id and e.batch > 1;
                delete from audit.event where batch > 1;
                delete from audit.batch where batch > 1;
                delete from audit.note where number > 1
                """)
        }

        static let tamperings: [Tampering] = [
            Tampering(testDescription: "edit", batch: 2, kind: .eventEdited) { connection, fixture in
                try connection.execute(
                    """
                    update audit.event set purpose = 'nothing' where tenant_id = \(fixture.here.tenant) and batch = 2
                    and id = (select min(id::text)::uuid from audit.event where tenant_id = \(fixture.here.tenant) and batch = 2)
                    """)
            },
            Tampering(testDescription: "delete", batch: 2, kind: .eventsDeleted) { connection, fixture in
                try connection.execute(
                    """
                    delete from audit.event where tenant_id = \(fixture.here.tenant) and batch = 2
                    and id = (select min(id::text)::uuid from audit.event where tenant_id = \(fixture.here.tenant) and batch = 2)
                    """)
            },
            Tampering(testDescription: "insert", batch: 2, kind: .eventsInserted) { connection, fixture in
                // Written as the server would, leaf and all, and slipped into a batch.
                let id = try await fixture.here.record([AuditEvent(Action("read.visit"), on: "visit")])[0]
                try connection.execute("update audit.event set batch = 2 where id = \(id)")
            },
            Tampering(testDescription: "reorder", batch: 2, kind: .eventsReordered) { connection, fixture in
                // The first of the batch goes behind the last.
                try connection.execute(
                    """
                    update audit.event set xid = (xid::text::numeric + 1)::text::xid8
                    where tenant_id = \(fixture.here.tenant) and batch = 2
                    and id = (select min(id::text)::uuid from audit.event where tenant_id = \(fixture.here.tenant) and batch = 2)
                    """)
            },
            Tampering(testDescription: "truncated tail", batch: 3, kind: .tailTruncated) { connection, fixture in
                for table: SQL in ["audit.event", "audit.batch"] {
                    try connection.execute("delete from \(table) where tenant_id = \(fixture.here.tenant) and batch = 3")
                }
            },
            Tampering(testDescription: "history written anew", batch: 2, kind: .anchorMismatch) { connection, fixture in
                try connection.execute("delete from audit.batch where tenant_id = \(fixture.here.tenant) and batch > 1")
                try connection.execute("delete from audit.event where tenant_id = \(fixture.here.tenant) and batch = 2")
                try connection.execute("update audit.event set batch = null where tenant_id = \(fixture.here.tenant) and batch > 1")
                try await fixture.audit.seal(fixture.here)
                for _ in 0..<2 {
                    try await fixture.here.record([.sample()])
                    try await fixture.audit.seal(fixture.here)
                }
            },
            Tampering(testDescription: "rolled-back database", batch: 2, kind: .rolledBack, rollsBack: true) { connection, _ in
                try rollBack(connection)
            },
            Tampering(
                testDescription: "rolled-back database that went on", batch: 2, kind: .rolledBack, rollsBack: true
            ) { connection, fixture in
                try rollBack(connection)
                // The same server goes on, with the same key and an anchor that it appends to.
                let notary = fixture.notary([])
                for _ in 0..<3 {
                    try await fixture.here.record([.sample()])
                    try await fixture.audit.seal(fixture.here)
                    try await notary.round()
                }
                await notary.resign()
            },
            Tampering(testDescription: "swapped tenants", batch: 1, kind: .tenantsSwapped) { connection, fixture in
                for table in ["event", "event_link", "batch"] { try swap(table, fixture, connection) }
            },
            Tampering(testDescription: "swapped events of two tenants", batch: 1, kind: .tenantsSwapped) { connection, fixture in
                for table in ["event", "event_link"] { try swap(table, fixture, connection) }
            },
        ]

        @Test("a tampering is named with its first bad batch, in the database and in an export", arguments: tamperings)
        func named(tampering: Tampering) async throws {
            let fixture = try await EvidenceFixture()
            try await fixture.threeNotes()
            let (evidence, before) = try await fixture.verify()
            #expect(!evidence.isRolledBack)
            #expect(before.map(\.fault) == [nil, nil])
            #expect(before.allSatisfy { $0.isComplete && $0.batches == 3 })
            let superuser = try fixture.audit.database.superuser()
            defer { superuser.close() }
            try await tampering.apply(superuser, fixture)

            let (after, results) = try await fixture.verify()
            #expect(after.isRolledBack == tampering.rollsBack)
            #expect(results[0].fault?.kind == tampering.kind)
            #expect(results[0].fault?.batch == tampering.batch)
            let export = try await fixture.verifyExport()
            #expect(export.seal == .whole)
            #expect(export.isRolledBack == tampering.rollsBack)
            #expect(export.trails.map(\.slug) == ["here", "there"])
            #expect(export.trails[0].result.fault?.kind == tampering.kind)
            #expect(export.trails[0].result.fault?.batch == tampering.batch)
        }

        @Test("an export proves what the database proves, and a changed line shows in the seal and in its batch")
        func export() async throws {
            let fixture = try await EvidenceFixture()
            try await fixture.threeNotes()
            try await fixture.here.record([.sample()])
            let whole = try await fixture.verifyExport()
            #expect(whole.seal == .whole)
            #expect(whole.problems.isEmpty)
            #expect(whole.trails.map(\.result.fault) == [nil, nil])
            #expect(whole.trails.map(\.result.events) == [12, 12])
            #expect(whole.trails.map(\.result.unsealed) == [1, 0])
            let (_, results) = try await fixture.verify()
            #expect(whole.trails.map(\.result.head) == results.map(\.head))

            let path = fixture.path("changed")
            let file = try SignedFile(creating: path)
            _ = try await AuditExporter(fixture.here.deployment.database).write(fixture.here.tenant, slug: "here", to: file)
            try file.seal(by: fixture.signer, at: SystemClock().now())
            let text = try String(contentsOfFile: path, encoding: .utf8)
            func verify(_ text: String) throws -> AuditExportVerifier.Result {
                try text.write(toFile: path, atomically: true, encoding: .utf8)
                return try AuditExportVerifier(anchors: AuditAnchors(), signers: fixture.signers).verify(path)
            }
            let edited = try verify(text.replacing("call back 23", with: "call back 99"))
            #expect(edited.seal == .broken)
            #expect(edited.trails[0].result.fault?.kind == .eventEdited)
            #expect(edited.trails[0].result.fault?.batch == 2)
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            let cut = try verify(lines.dropLast(2).joined(separator: "\n") + "\n")
            #expect(cut.seal == .missing)
            let foreign = try AuditExportVerifier(
                anchors: AuditAnchors(), signers: NoteTrust([NoteSigner(name: "peony-audit", key: .generate()).verifier]))
            try text.write(toFile: path, atomically: true, encoding: .utf8)
            #expect(try foreign.verify(path).seal == .broken)
        }

        @Test("a log's lines are anchors too: they tell which notes the database must hold")
        func syslog() async throws {
            let fixture = try await EvidenceFixture()
            let socketPath = "/tmp/peony-log-\(UUID().uuidString.prefix(8))"
            let log = try DatagramSocket(socketPath)
            let anchor = try #require(SyslogAnchor(socketPath))
            let notary = fixture.notary([anchor])
            for _ in 0..<2 {
                try await fixture.here.record([.sample()])
                try await fixture.audit.seal(fixture.here)
                try await notary.round()
            }
            let lines = try [log.receive(), log.receive()]
            #expect(lines[0].contains("peony audit note 1 sha256 "))
            var anchors = AuditAnchors()
            anchors.add(lines.joined(separator: "\n"), signers: fixture.signers)
            #expect(anchors.untold == [1, 2])
            let (evidence, results) = try await fixture.verify(anchors)
            #expect(!evidence.isRolledBack)
            #expect(evidence.anchors.heads[fixture.here.tenant.uuid]?.map(\.batch) == [1, 2])
            #expect(results[0].fault == nil)

            let superuser = try fixture.audit.database.superuser()
            try superuser.execute("delete from audit.event where batch = 2")
            try superuser.execute("delete from audit.batch where batch = 2")
            #expect(try await fixture.verify(anchors).1[0].fault?.kind == .tailTruncated)
            try superuser.execute("delete from audit.note where number = 2")
            let (rolled, _) = try await fixture.verify(anchors)
            #expect(rolled.isRolledBack)
        }

        @Test("an anchor that fails is shown and gets everything later; the others do not wait for it")
        func retried() async throws {
            let fixture = try await EvidenceFixture()
            let answers = Mutex([500, 200])
            let bodies = Mutex<[String]>([])
            let webhook = WebhookAnchor(url: "https://user:secret@anchor.example/keep/secret") { _, headers, body in
                #expect(headers.contains { $0.0 == "X-Peony-Note" })
                bodies.withLock { $0.append(String(decoding: body, as: UTF8.self)) }
                return answers.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] }
            }
            #expect(!webhook.name.contains("secret"))
            try await fixture.here.record([.sample()])
            try await fixture.audit.seal(fixture.here)
            let first = fixture.notary([webhook, FileAnchor(path: fixture.anchorPath)])
            try await first.round()
            let database = fixture.here.deployment.database
            let failing = try #require(try await AnchorState.all(in: database).first { $0.name == webhook.name })
            #expect(failing.error == "answered 500")
            #expect(failing.failures == 1)
            #expect(failing.delivered == 0)
            #expect(try fixture.anchors().lastNumber == 1)
            await first.resign()
            // Another leader, as after a restart: it does not remember to wait.
            let second = fixture.notary([webhook])
            try await second.round()
            let states = try await AnchorState.all(in: database)
            let state = try #require(states.first { $0.name == webhook.name })
            #expect(state.error == nil)
            #expect(state.delivered == 2)
            var kept = AuditAnchors()
            kept.add(bodies.withLock { $0.dropFirst() }.joined(separator: AuditAnchors.separator + "\n"), signers: fixture.signers)
            #expect(Set(kept.notes.keys) == [1, 2])
            #expect(try await fixture.verify(kept).1.map(\.fault) == [nil, nil])
        }

        @Test("one notary leads, a note is made when its time has come, and it speaks of every tenant")
        func leader() async throws {
            let fixture = try await EvidenceFixture()
            for clinic in [fixture.here, fixture.there] {
                try await clinic.record([.sample()])
                try await fixture.audit.seal(clinic)
            }
            let url = fixture.audit.database.url(of: "peony_sealer")
            let (first, second) = (fixture.notary([]), fixture.notary([]))
            #expect(try await first.round())
            #expect(try await second.round() == false)
            await first.resign()
            let patient = Notary(url: url, signing: AuditSigning(fixture.signer), anchors: [], logger: Logger(label: "test"))
            try await eventually("the patient one leads") { try await patient.round() }
            let rows = try await fixture.here.read("select text from audit.note order by number")
            #expect(rows.count == 1)
            let note = try #require(AuditNote(try SignedNote(parsing: try rows[0].get(0))))
            #expect(note.number == 1)
            #expect(note.tenants == 2)
            #expect(Set(note.lines.map(\.tenant)) == [fixture.here.tenant.uuid, fixture.there.tenant.uuid])
            let key = try NoteVerifier(parsing: fixture.signer.verifier.description)
            #expect(key.verifies(try SignedNote(parsing: try rows[0].get(0))))
        }

        /// What somebody does to the notes in the database, and what is said of them.
        static let noteTamperings: [(String, String)] = [
            ("update audit.note set text = replace(text, 'time 2', 'time 1') where number = 2", "note 2"),
            ("update audit.note set text = (select text from audit.note where number = 1) where number = 2", "note 2"),
            // The signature alone, which no later note names.
            ("update audit.note set text = regexp_replace(text, '[^\n]{4}\n$', E'AAA=\n') where number = 2", "note 2"),
            ("delete from audit.note where number = 2", "note 2"), ("delete from audit.note where number = 1", "note 1"),
            ("insert into audit.note select 4, at, text from audit.note where number = 3", "note 4"),
            ("insert into audit.note select 9, at, text from audit.note where number = 3", "note 4"),
            ("update audit.note_key set verifier = replace(verifier, 'peony-audit', 'other')", "version 1"),
            ("update audit.anchor set delivered = 99", "anchor"),
        ]

        @Test("notes that were changed in the database are named without any anchor, there and in an export", arguments: noteTamperings)
        func stored(statement: String, problem: String) async throws {
            let fixture = try await EvidenceFixture()
            try await fixture.threeNotes()
            func read() async throws -> StoredNotes {
                try await StoredNotes.read(in: fixture.here.deployment.database, signers: fixture.signers)
            }
            let before = try await read()
            #expect(before.problems.isEmpty)
            #expect(before.heads[fixture.here.tenant.uuid]?.batch == 3)
            #expect(before.missing(from: [fixture.here.tenant.uuid, fixture.there.tenant.uuid], AuditAnchors()).isEmpty)
            let superuser = try fixture.audit.database.superuser()
            defer { superuser.close() }
            try superuser.executeScript(statement)
            let after = try await read()
            #expect(after.problems.first?.hasPrefix(problem + " ") == true, "\(after.problems)")
            if problem.hasPrefix("note") {
                let export = try await fixture.verifyExport(AuditAnchors())
                #expect(!export.problems.isEmpty)
            }
        }

        @Test("the database's own notes tell of a tail that was cut off, and of a tenant that was taken out of the directory")
        func taken() async throws {
            let fixture = try await EvidenceFixture()
            try await fixture.threeNotes()
            let superuser = try fixture.audit.database.superuser()
            defer { superuser.close() }
            for table: SQL in ["audit.event", "audit.batch"] {
                try superuser.execute("delete from \(table) where tenant_id = \(fixture.here.tenant) and batch = 3")
            }
            let stored = try await StoredNotes.read(in: fixture.here.deployment.database, signers: fixture.signers)
            let head = try #require(stored.heads[fixture.here.tenant.uuid])
            #expect(try await fixture.here.verify(head).fault?.kind == .tailTruncated)
            #expect(stored.missing(from: [fixture.there.tenant.uuid], AuditAnchors()) == [fixture.here.tenant.uuid])
            let nothing = StoredNotes(signers: fixture.signers)
            #expect(try nothing.missing(from: [fixture.there.tenant.uuid], fixture.anchors()) == [fixture.here.tenant.uuid])
        }

        @Test("a link that was inserted to no event is found, also among many and in the time of an event that is there")
        func stray() async throws {
            let fixture = try await EvidenceFixture()
            try await fixture.threeNotes()
            let verifier = AuditVerifier(fixture.here.deployment.database)
            #expect(try await verifier.strayLink(of: fixture.here.tenant) == nil)
            let superuser = try fixture.audit.database.superuser()
            defer { superuser.close() }
            let event: UUID = try superuser.execute(
                """
                insert into audit.event_link (tenant_id, at, event_id, object_type, object_id, customer_id, field)
                select tenant_id, at, gen_random_uuid(), 'customer', gen_random_uuid(), gen_random_uuid(), 'customer.phone'
                from audit.event where tenant_id = \(fixture.here.tenant) and batch = 2 limit 1 returning event_id
                """)[0].get(0)
            #expect(try await verifier.strayLink(of: fixture.here.tenant) == event)
            #expect(try await verifier.strayLink(of: fixture.there.tenant) == nil)
        }

        @Test("notes that nobody signed, that were changed, or that were cut short count for nothing")
        func forged() async throws {
            let fixture = try await EvidenceFixture()
            try await fixture.threeNotes()
            let text = try String(contentsOfFile: fixture.anchorPath, encoding: .utf8)
            func read(_ text: String) -> AuditAnchors {
                var anchors = AuditAnchors()
                anchors.add(text, signers: fixture.signers)
                return anchors
            }
            #expect(read(text).problems.isEmpty)
            #expect(read(text).notes.count == 3)
            #expect(read(text + text).isForked == false)
            let forged = read(text.replacing("number 2", with: "number 7"))
            #expect(forged.problems.count == 1)
            #expect(forged.notes[7] == nil)
            // A write that was cut off, then done again.
            let half = text.prefix(text.count / 5)
            #expect(read(half + "\n" + text).notes.count == 3)
        }
    }
}

/// A local socket that takes datagrams, as a log daemon does.
final class DatagramSocket: Sendable {
    private let descriptor: Int32
    private let path: String

    init(_ path: String) throws {
        self.path = path
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let status = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard status == 0 else { throw NeverHappened(what: "the socket is bound") }
        var limit = timeval(tv_sec: 5, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }

    func receive() throws -> String {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        guard count > 0 else { throw NeverHappened(what: "a line came") }
        return String(decoding: buffer[..<count], as: UTF8.self)
    }

    deinit {
        close(descriptor)
        unlink(path)
    }
}
