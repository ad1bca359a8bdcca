internal import FoundationEssentials
internal import JSON
public import Platform
internal import Postgres

extension Segment {
    /// `segment=ID`: the members of a segment, as `GET /v1/segments/{id}/members` lists them.
    public static let exported: ExportList.Narrowing = ExportList.Narrowing("segment", LocalizedText("分群", "A segment, by its id")) {
        value, actor, now, tx in
        guard actor.rights.allows(.readSegment), let id = ID<Segment>(value),
            let row = try tx.execute(SegmentQueries.segment(id, tenant: actor.tenant)).first
        else { throw Failure.invalid([Violation(pointer: "/segment", code: "unknown")]) }
        guard let condition = try Segment(row, by: Criteria(for: actor)).condition else { throw Failure(.segmentBeyondRights) }
        return try Segmentation.narrowing(condition, for: actor, at: now)
    }
}
