import Foundation
import Logging
import PeonyTesting
import Postgres
import Testing
import Vault

@testable import Platform

extension AuditTests {
    /// The key that signs the notes is replaced: what was signed before and what is signed after prove each other.
    @Suite struct KeyRotation {
        /// A trail with three notes under the first key, a change, and two notes under the next one.
        struct Changed: Sendable {
            let fixture: EvidenceFixture
            let next: NoteSigner
            let signing: AuditSigning
            let note: Int64?

            init(scheme: SignatureScheme = .ed25519, isLost: Bool = false) async throws {
                fixture = try await EvidenceFixture()
                _ = try await DeploymentProvisioning.run(on: fixture.audit.deployment, at: SystemClock().now())
                let next = try NoteSigner(name: "peony-audit", key: .generate(scheme))
                self.next = next
                signing = AuditSigning(fixture.signer) { [next] }
                try await fixture.threeNotes()
                let rotation = RotateAuditKey(
                    on: fixture.audit.deployment, sealerURL: fixture.audit.database.url(of: "peony_sealer"))
                note = try await rotation.run(to: next, from: isLost ? nil : fixture.signer, at: SystemClock().now())
                // Killed behind it, it is run again.
                #expect(try await rotation.run(to: next, from: fixture.signer, at: SystemClock().now()) == nil)
                let notary = notary(signing)
                for number in 1...2 {
                    try await fixture.here.record([.sample(100 + number)])
                    try await fixture.audit.seal(fixture.here)
                    try await notary.round()
                }
                await notary.resign()
            }

            func notary(_ signing: AuditSigning) -> Notary {
                Notary(
                    url: fixture.audit.database.url(of: "peony_sealer"), signing: signing,
                    anchors: [FileAnchor(path: fixture.anchorPath)], every: .zero, logger: Logger(label: "test"))
            }

            var anchorText: String { get throws { try String(contentsOfFile: fixture.anchorPath, encoding: .utf8) } }

            /// The proof in the database, with nothing but this key in hand.
            func verify(trusting key: NoteVerifier) async throws -> (problems: [String], isRolledBack: Bool, [AuditVerification]) {
                let database = fixture.here.deployment.database
                let trust = try await NoteTrust([key]).learning(from: database)
                var anchors = AuditAnchors()
                anchors.add(try anchorText, signers: trust)
                let evidence = try await AuditEvidence.read(anchors, in: database, signers: trust)
                var results: [AuditVerification] = []
                for clinic in [fixture.here, fixture.there] {
                    results.append(
                        evidence.named(
                            try await AuditVerifier(database, signers: trust).verify(
                                tenant: clinic.tenant, anchors: evidence.anchors.heads[clinic.tenant.uuid] ?? [])))
                }
                return (trust.problems + evidence.anchors.problems, evidence.isRolledBack, results)
            }

            /// The same offline, from an export that `signer` sealed.
            func verifyExport(by signer: NoteSigner, trusting key: NoteVerifier) async throws -> AuditExportVerifier.Result {
                let path = fixture.path("export-\(UUID())")
                let file = try SignedFile(creating: path)
                let exporter = AuditExporter(fixture.here.deployment.database)
                for (name, clinic) in [("here", fixture.here), ("there", fixture.there)] {
                    _ = try await exporter.write(clinic.tenant, slug: name, to: file)
                }
                try await exporter.writeNotes(to: file)
                try file.seal(by: signer, at: SystemClock().now())
                var trust = NoteTrust([key])
                trust.learn(from: try SignedFileReader.changes(in: path))
                #expect(trust.problems.isEmpty)
                var anchors = AuditAnchors()
                anchors.add(try anchorText, signers: trust)
                return try AuditExportVerifier(anchors: anchors, signers: trust).verify(path)
            }
        }

        @Test(
            "whoever trusts one of the two keys proves what both signed, in the database and offline", arguments: SignatureScheme.allCases)
        func handedOver(scheme: SignatureScheme) async throws {
            let changed = try await Changed(scheme: scheme)
            #expect(changed.note == 4)
            #expect(changed.signing.signer.verifier == changed.next.verifier)
            // The change is in the anchor like any other note.
            #expect(AuditAnchors.changes(in: try changed.anchorText).compactMap { AuditNote($0)?.number } == [4])
            for key in [changed.fixture.signer.verifier, changed.next.verifier] {
                let (problems, isRolledBack, results) = try await changed.verify(trusting: key)
                #expect(problems.isEmpty)
                #expect(!isRolledBack)
                #expect(results.map(\.fault) == [nil, nil])
                #expect(results[0].batches == 5)
                for signer in [changed.next, changed.fixture.signer] {
                    let export = try await changed.verifyExport(by: signer, trusting: key)
                    #expect(export.seal == .whole)
                    #expect(export.problems.isEmpty && !export.isRolledBack)
                    #expect(export.trails.map(\.result.fault) == [nil, nil])
                }
            }
            let stranger = try NoteSigner(name: "peony-audit", key: .generate()).verifier
            #expect(try await changed.verify(trusting: stranger).problems.count == 6)
            #expect(try await changed.verifyExport(by: changed.next, trusting: stranger).seal == .broken)
        }

        @Test("what was tampered with on either side of the change is named")
        func tampered() async throws {
            let changed = try await Changed()
            let superuser = try changed.fixture.audit.database.superuser()
            defer { superuser.close() }
            for table: SQL in ["audit.event", "audit.batch"] {
                try superuser.execute("delete from \(table) where tenant_id = \(changed.fixture.here.tenant) and batch = 5")
            }
            for key in [changed.fixture.signer.verifier, changed.next.verifier] {
                #expect(try await changed.verify(trusting: key).2[0].fault?.kind == .tailTruncated)
                let export = try await changed.verifyExport(by: changed.next, trusting: key)
                #expect(export.trails[0].result.fault?.kind == .tailTruncated)
                #expect(export.trails[0].result.fault?.batch == 5)
            }
            // Set back to before the change.
            try superuser.executeScript("delete from audit.note_key where version > 1; delete from audit.note where number > 3")
            #expect(try await changed.verify(trusting: changed.next.verifier).isRolledBack)
            // No server signs with a key that the database does not name.
            let late = changed.notary(AuditSigning(changed.next))
            await #expect(throws: AuditKeyMissing.self) { try await late.round() }
        }

        @Test("the key that was replaced signs nothing that counts afterwards, nor does the new one before")
        func retired() async throws {
            let changed = try await Changed()
            let trust = try await NoteTrust([changed.fixture.signer.verifier]).learning(from: changed.fixture.here.deployment.database)
            func note(_ number: Int64, by signer: NoteSigner) throws -> String {
                try AuditNote(number: number, at: SystemClock().now(), previous: [], heads: [], listing: []).signed(by: signer).serialized()
            }
            func problems(_ text: String) -> [String] {
                var anchors = AuditAnchors()
                anchors.add(text, signers: trust)
                return anchors.problems
            }
            #expect(try problems(note(5, by: changed.fixture.signer)) == ["note 5 has no right signature"])
            #expect(try problems(note(3, by: changed.next)) == ["note 3 has no right signature"])
            #expect(try problems(note(3, by: changed.fixture.signer)).isEmpty)
            #expect(try problems(note(7, by: changed.next)).isEmpty)
        }

        @Test("whoever stole the old key cannot name another successor: two changes contradict each other")
        func forked() async throws {
            let changed = try await Changed()
            let evil = try NoteSigner(name: "peony-audit", key: .generate())
            func change(_ number: Int64, to new: NoteSigner, by signers: [NoteSigner]) throws -> SignedNote {
                let content = AuditNote(
                    number: number, at: SystemClock().now(), previous: [], heads: [], listing: [],
                    change: .init(old: changed.fixture.signer.verifier, new: new.verifier))
                return try signers.count == 2 ? content.signed(by: signers[0], signers[1]) : content.signed(by: signers[0])
            }
            let real = AuditAnchors.changes(in: try changed.anchorText)
            for number: Int64 in [2, 4, 6] {
                let forged = try change(number, to: evil, by: [changed.fixture.signer, evil])
                for notes in [real + [forged], [forged] + real] {
                    var trust = NoteTrust([changed.fixture.signer.verifier])
                    trust.learn(from: notes)
                    #expect(trust.problems.count == 1)
                }
            }
            // Signed by the one alone that is to follow, or by none that is trusted, it says nothing.
            for forged in [try change(6, to: evil, by: [evil]), try change(6, to: changed.next, by: [evil])] {
                var trust = NoteTrust([changed.fixture.signer.verifier])
                trust.learn(from: [forged])
                #expect(trust.verifiers == [changed.fixture.signer.verifier])
                #expect(trust.problems.isEmpty)
            }
        }

        @Test("a lost key is replaced without its signature: whoever has both public halves proves all of it")
        func lost() async throws {
            let changed = try await Changed(isLost: true)
            #expect(changed.note == 4)
            #expect(try await changed.verify(trusting: changed.next.verifier).problems.isEmpty)
            // Who knows the old one alone is not led on by somebody who says that it was lost.
            #expect(
                try await changed.verify(trusting: changed.fixture.signer.verifier).problems
                    == [4, 5, 6].map { "note \($0) has no right signature" })
        }

        @Test("the change is in the deployment's trail, the versions are kept, and only the key that signs hands over")
        func recorded() async throws {
            let changed = try await Changed()
            let database = changed.fixture.audit.deployment.database
            let events = try await AuditReader(database, .deployment).read(
                "select action from audit.event where tenant_id = \(ID<Tenant>.deployment) and action = 'rotate.audit_key'")
            #expect(events.count == 1)
            let versions = try await AuditKeyVersion.all(in: database)
            #expect(versions.map(\.version) == [1, 2])
            #expect(versions.map(\.since) == [nil, 4])
            #expect(versions.map(\.verifier) == [changed.fixture.signer.verifier.description, changed.next.verifier.description])
            let third = try NoteSigner(name: "peony-audit", key: .generate(.sm2))
            let rotation = RotateAuditKey(
                on: changed.fixture.audit.deployment, sealerURL: changed.fixture.audit.database.url(of: "peony_sealer"))
            await #expect(throws: AnchorError.self) {
                try await rotation.run(to: third, from: changed.fixture.signer, at: SystemClock().now())
            }
            #expect(try await rotation.run(to: third, from: changed.next, at: SystemClock().now()) == 7)
            let trust = try await NoteTrust([changed.fixture.signer.verifier]).learning(from: database)
            #expect(trust.verifiers.count == 3)
            // And from the last one back to the first.
            #expect(try await NoteTrust([third.verifier]).learning(from: database).verifiers.count == 3)
        }
    }
}
