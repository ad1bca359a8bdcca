internal import FoundationEssentials
@testable internal import Platform
@testable internal import Postgres

extension FuzzTarget {
    /// What comes from the database is not trusted to be well-formed either.
    static let postgresTargets: [FuzzTarget] = [
        FuzzTarget(name: "postgres-values") { bytes in
            // The first byte chooses the type that the column says it has.
            guard let first = bytes.first else { return }
            let types: [PostgresType] = [.bool, .bytea, .int8, .int4, .int2, .text, .uuid, .date, .timestamptz, .unspecified]
            let type = types[Int(first) % types.count]
            bytes.dropFirst().withContiguousStorageIfAvailable { buffer in
                let raw = UnsafeRawBufferPointer(buffer)
                _ = try? Bool(postgres: raw, type: type)
                _ = try? Int64(postgres: raw, type: type)
                _ = try? Int32(postgres: raw, type: type)
                _ = try? String(postgres: raw, type: type)
                _ = try? UUID(postgres: raw, type: type)
                _ = try? Instant(postgres: raw, type: type).description
                _ = try? LocalDate(postgres: raw, type: type).description
                for array in [type, type.array] {
                    _ = try? Int64.decodeArray(raw, type: array)
                    _ = try? String.decodeArray(raw, type: array)
                    _ = try? UUID.decodeArray(raw, type: array)
                    _ = try? String?.decodeArray(raw, type: array)
                }
            }
        },
        FuzzTarget(name: "postgres-rows") { bytes in
            // The first byte says how many columns were described; the rest is one DataRow.
            guard let first = bytes.first else { return }
            let columns = Int(first % 8)
            var rows = PackedRows(
                RowShape(names: (0..<columns).map { "c\($0)" }, types: Array(repeating: .text, count: columns)))
            defer { rows.discard() }
            let body = Array(bytes.dropFirst())
            let read: Bool = body.withUnsafeBytes { raw in
                var reader = MessageReader(raw)
                return (try? rows.append(&reader)) != nil
            }
            guard read else { return }
            try promise(rows.cells.count == columns, "a row of another shape")
            for cell in rows.cells where cell >= 0 {
                try promise(Int(cell >> 32) + Int(cell & 0xffff_ffff) <= body.count, "a cell beyond the message")
            }
        },
    ]
}
