public import Platform

extension EventType {
    public static let noteCreated = EventType("note.created", "客户备注已添加", "A note was written")
    public static let noteChanged = EventType("note.changed", "客户备注已修改", "A note was changed")
}

/// What the notes' feature tells of.
public enum NoteEvents {
    public static let types: [EventType] = [.noteCreated, .noteChanged]
}
