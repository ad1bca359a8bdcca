internal import FoundationEssentials
internal import HTTPTypes
internal import JSON
internal import Platform
internal import Postgres
internal import Vault

/// What stands between a request about customers' files and its use case.
struct Attachments: Sendable {
    private let deployment: Deployment
    private let reader: ResourceReader
    private let customers: ResourceReader

    init(_ deployment: Deployment) {
        self.deployment = deployment
        reader = ResourceReader(Attachment.resource, of: deployment)
        customers = ResourceReader(Customer.resource, of: deployment)
    }

    func list(_ call: Call) async throws -> Reply {
        let customer: ID<Customer> = try call.id("id")
        try await customers.requireVisible(customer, for: call)
        return try await reader.list(for: call, where: "t.customer_id = \(customer) and t.deleted_at is null")
    }

    // MARK: Writing

    func add(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let customer: ID<Customer> = try call.id("id")
        try await customers.requireVisible(customer, for: call)
        let category = try category(of: call)
        let brought = try await BroughtFile.read(try await whole(call))
        // Not before the body is there, which may take minutes: a rotation waits one for whoever holds older keys.
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let store = FileStore(deployment)
        let share = SecretKey.random()
        var sent = 0
        let content = try await store.seal(
            for: actor.tenant, keys: keys, limit: Int64(AttachmentEndpoints.largest) + 1_024, share: share
        ) {
            // In pieces, so that what is sealed is not held a second time as a whole.
            guard sent < brought.bytes.count else { return nil }
            let piece = Array(brought.bytes[sent..<min(sent + (1 << 20), brought.bytes.count)])
            sent += piece.count
            return piece
        }
        let add = AddAttachment(
            id: .new(at: call.now), customer: customer, category: category, kind: brought.kind, content: content, share: share, store: store
        )
        let selection = Selection(wholeOf: Attachment.resource, for: actor, at: call.now)
        return try await store.keeping(content) { kept in
            try await Idempotency(deployment).write(
                "createAttachment", call, keys: keys, content: content.digest + Array(category.rawValue.utf8),
                again: { try await reader.get(ID<Attachment>($0), for: call, status: .created) }
            ) { tx in
                let row = try add.run(as: actor, keys: keys, at: call.now, selection: selection, in: tx)
                for event in try selection.readEvents(of: [row], .readAttachment, object: add.id.uuid) {
                    try AuditTrail.record(event, as: actor, keys: keys, at: call.now, in: tx)
                }
                kept.mark(in: tx)
                let reply = Reply.json(
                    try ResourceEncoder(selection, keys: keys).object(row), status: .created, version: 1,
                    location: "/v1/customers/\(customer)/attachments")
                return Idempotency.Outcome(reply, object: add.id.uuid)
            }
        }
    }

    func change(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        guard let version = call.expectedVersion else { throw Failure(.versionRequired) }
        let changes = try FieldChanges.changing(Attachment.resource, from: call)
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let id: ID<Attachment> = try call.id("id")
        let selection = Selection(wholeOf: Attachment.resource, for: actor, at: call.now)
        let change = ChangeCustomerPart(part: .attachments(.updateAttachment), id: id.uuid)
        let row = try await deployment.database.write(as: actor) { tx in
            try change.run(changes, version: version, as: actor, keys: keys, at: call.now, selection: selection, in: tx)
        }
        return .json(try ResourceEncoder(selection, keys: keys).object(row), version: try selection.version(of: row))
    }

    func delete(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let delete = DeleteAttachment(id: try call.id("id"))
        let keys = try await deployment.keys.keys(of: actor.tenant)
        try await deployment.database.write(as: actor) { tx in try delete.run(as: actor, keys: keys, at: call.now, in: tx) }
        return .noContent
    }

    // MARK: Opening

    func open(_ call: Call) async throws -> Reply {
        let (open, purpose) = try asked(call)
        return try await handOut(open, purpose: purpose, counting: true, call)
    }

    func link(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let (open, purpose) = try asked(call)
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let link = AttachmentLink(to: open.id, purpose: purpose, at: call.now)
        guard let token = try link.token(for: actor, keys: keys) else { throw Failure(.notFound) }
        try await deployment.database.write(as: actor) { tx in
            let found = try open.find(as: actor, keys: keys, at: call.now, in: tx)
            try OpenAttachment.count(found, as: actor, keys: keys, at: call.now, in: tx)
            try AuditTrail.record(
                AuditEvent(
                    .linkAttachment, on: Attachment.resource.name, open.id.uuid, branch: found.branch, customer: found.customer,
                    fields: [], reason: purpose),
                as: actor, keys: keys, at: call.now, in: tx)
        }
        let body: JSONValue = ["url": .string("/v1/attachment-links/" + token), "expiresAt": .string(link.until.description)]
        return .json(body.serialized, status: .created)
    }

    func follow(_ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let keys = try await deployment.keys.keys(of: actor.tenant)
        guard let link = call.parameter("token").flatMap({ AttachmentLink(opening: $0, for: actor, keys: keys) }) else {
            throw Failure(.notFound)
        }
        guard call.now < link.until else { throw Failure(.attachmentLinkEnded) }
        return try await handOut(OpenAttachment(id: link.attachment), purpose: link.purpose, counting: false, call)
    }

    /// Hands the content out, with its event. The rights are asked now, whenever a link was made.
    private func handOut(_ open: OpenAttachment, purpose: String, counting: Bool, _ call: Call) async throws -> Reply {
        let actor = try call.requireActor()
        let keys = try await deployment.keys.keys(of: actor.tenant)
        let found = try await deployment.database.read(as: actor) { tx in
            try open.find(as: actor, keys: keys, at: call.now, in: tx)
        }
        guard let facts = try await FileStore(deployment).find(found.file, as: actor, keys: keys, at: call.now), facts.use == .customer
        else {
            throw Failure(.fileLost)
        }
        return try await FileEndpoints.download(
            facts, call, keys, deployment, event: open.event(found, purpose: purpose), share: found.share, named: found.name
        ) { tx in
            if counting { try OpenAttachment.count(found, as: actor, keys: keys, at: call.now, in: tx) }
        }
    }

    private func asked(_ call: Call) throws -> (OpenAttachment, purpose: String) {
        let payload = try call.payload()
        let purpose = payload.requiredText("purpose", min: 2, max: 200)
        let id: ID<Attachment> = try call.id("id")
        try payload.finish()
        return (OpenAttachment(id: id), purpose)
    }

    // MARK: What comes

    private func category(of call: Call) throws -> Attachment.Category {
        var found: Attachment.Category?
        for (name, value) in call.query.all {
            guard name == "category" else { throw Failure.invalid([Violation(pointer: "/query", code: "unknown_field")]) }
            guard found == nil, let category = Attachment.Category(rawValue: value) else {
                throw Failure.invalid([Violation(pointer: "/category", code: "choice")])
            }
            found = category
        }
        guard let found else { throw Failure.invalid([Violation(pointer: "/category", code: "required")]) }
        return found
    }

    /// The body, which has to be looked at as a whole.
    private func whole(_ call: Call) async throws -> [UInt8] {
        guard let upload = call.upload else { throw Failure(.invalid) }
        var bytes: [UInt8] = []
        while let piece = try await upload.next() {
            guard bytes.count + piece.count <= AttachmentEndpoints.largest else { throw Failure(.tooLarge) }
            bytes += piece
        }
        return bytes
    }
}
