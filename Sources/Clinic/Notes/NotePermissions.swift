public import Platform

extension Action {
    public static let readNote = Note.resource.read
    public static let createNote = Note.resource.create
    public static let updateNote = Note.resource.update
    /// Somebody has read what mentions him: a word of the audit trail.
    public static let acknowledgeMention = Action("acknowledge.mention")
}

extension FailureCode {
    public static let noteNotYours = FailureCode("note.not_yours", .forbidden, "只能修改自己写的备注", "Only its author may change a note")

    public static let noteFinal = FailureCode(
        "note.final", .conflict, "更正不能修改，可再写一条更正", "A correction is never changed; another one may follow")

    /// The notes' own codes.
    public static let notes: [FailureCode] = [noteNotYours, noteFinal]
}

/// What the notes' feature may be used for, and by whom at first: whoever works with customers reads and writes them.
public enum NotePermissions {
    public static let permissions = FeaturePermissions(
        actions: [
            (.readNote, LocalizedText("查看客户备注", "See notes")), (.createNote, LocalizedText("添加客户备注", "Write notes")),
            (.updateNote, LocalizedText("修改自己的备注", "Change own notes")),
        ],
        resources: [Note.resource],
        defaults: [
            "front_desk": [.readNote, .createNote, .updateNote], "consultant": [.readNote, .createNote, .updateNote],
            "doctor": [.readNote, .createNote, .updateNote], "nurse": [.readNote, .createNote, .updateNote],
            "follow_up": [.readNote, .createNote, .updateNote], "branch_admin": [.readNote, .createNote, .updateNote],
            "chain_director": [.readNote],
        ],
        // Doctors, nurses and follow-up read identity fields; a note is a field that they write.
        fields: Dictionary(
            uniqueKeysWithValues: ["doctor", "nurse", "follow_up"].map { ($0, [("note.body", FieldRight(.write))]) }),
        crossings: [
            .care: Crossings.Part([.readNote, .createNote, .updateNote], fields: [("note.body", FieldRight(.write))])
        ])
}
