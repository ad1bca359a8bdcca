internal import FoundationEssentials
internal import Postgres
internal import Vault

extension AuditRecord {
    /// SHA-256 of the canonical encoding, version 1: the label, then every column in the order of the table, then the
    /// links.
    ///
    /// Each part is `00` for NULL, or `01`, its length as u32 and its bytes: no two records have the same encoding.
    /// Integers are big-endian, times are microseconds since 1970, texts are UTF-8. Lists begin with their count as
    /// u32. Links are sorted by their encodings, since the database keeps no order of them.
    var leaf: [UInt8] {
        var parts = CanonicalParts()
        parts.append("peony audit event 1")
        parts.append(tenant)
        parts.append(at.microseconds)
        parts.append(id)
        parts.append(actor)
        parts.append(actorName)
        parts.append(session)
        parts.append(request)
        parts.append(address)
        parts.append(action)
        parts.append(objectType)
        parts.append(object)
        parts.append(branch)
        parts.append(customer)
        parts.append(count: fields.count)
        for field in fields { parts.append(field) }
        parts.append(purpose)
        parts.append(outcome)
        parts.append(rowCount)
        parts.append(bytes: bodyHash)
        parts.append(count: links.count)
        for link in links.map(\.encoding).sorted(by: { $0.lexicographicallyPrecedes($1) }) { parts.append(bytes: link) }
        return Digest.sha256(parts.bytes)
    }
}

extension AuditRecord.Link {
    fileprivate var encoding: [UInt8] {
        var parts = CanonicalParts()
        parts.append(objectType)
        parts.append(object)
        parts.append(customer)
        parts.append(field)
        return parts.bytes
    }
}

/// Parts laid out so that none can run into the next.
private struct CanonicalParts {
    private(set) var bytes: [UInt8] = []

    mutating func append(bytes part: (some Collection<UInt8>)?) {
        guard let part else {
            bytes.append(0)
            return
        }
        bytes.append(1)
        bytes.append(bigEndian: UInt32(truncatingIfNeeded: part.count))
        bytes.append(contentsOf: part)
    }

    mutating func append(_ text: String?) { append(bytes: text?.utf8) }

    mutating func append(_ id: UUID?) { append(bytes: id?.bytes) }

    mutating func append(_ integer: (some FixedWidthInteger)?) {
        append(
            bytes: integer.map { integer in
                var bytes: [UInt8] = []
                bytes.append(bigEndian: integer)
                return bytes
            })
    }

    mutating func append(count: Int) { bytes.append(bigEndian: UInt32(truncatingIfNeeded: count)) }
}

extension UUID {
    /// The sixteen bytes, in the order of the text form.
    var bytes: [UInt8] { withUnsafeBytes(of: uuid) { Array($0) } }
}
