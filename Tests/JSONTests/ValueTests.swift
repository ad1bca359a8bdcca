import JSON
import Testing

@Suite("A value")
struct ValueTests {
    let value: JSONValue = [
        "text": "a", "whole": 7, "part": 0.5, "yes": true, "nothing": .null, "list": [1, "b"], "object": ["x": 1],
    ]

    @Test("is read by name, by position and by type")
    func access() {
        #expect(value["text"]?.string == "a")
        #expect(value["whole"]?.integer == 7)
        #expect(value["part"] == .number("0.5"))
        #expect(value["part"]?.integer == nil)
        #expect(value["yes"]?.boolean == true)
        #expect(value["nothing"]?.isNull == true)
        #expect(value["absent"] == nil)
        #expect(value["list"]?[1] == "b")
        #expect(value["list"]?[2] == nil)
        #expect(value["list"]?[-1] == nil)
        #expect(value["list"]?.array?.count == 2)
        #expect(value["object"]?["x"] == 1)
        #expect(value["object"]?.object?.count == 1)
        #expect(value[0] == nil)
        #expect(value["text"]?["x"] == nil)
        #expect(value["text"]?.boolean == nil)
    }

    @Test("keeps the order of members but does not compare it")
    func order() throws {
        let one = try parse(#"{"b":1,"a":2}"#)
        let other = try parse(#"{"a":2,"b":1}"#)
        #expect(String(decoding: one.serialized, as: UTF8.self) == #"{"b":1,"a":2}"#)
        #expect(one == other)
        #expect(Set([one, other]).count == 1)
        #expect(one != ["b": 1])
        #expect(one != ["b": 1, "a": 3])
        #expect(one != ["b": 1, "c": 2])
    }

    @Test("an object behaves like a plain list of members at every size")
    func object() {
        var random = Seeded(state: 21)
        var object = JSONObject()
        var model: [(name: String, value: JSONValue)] = []
        for step in 0..<3000 {
            let name = "m\(Int.random(in: 0..<40, using: &random))"
            let position = model.firstIndex { $0.name == name }
            switch Int.random(in: 0..<3, using: &random) {
            case 0:
                object[name] = nil
                if let position { model.remove(at: position) }
            case 1:
                let value = JSONValue.integer(Int64(step))
                object[name] = value
                if let position { model[position].value = value } else { model.append((name, value)) }
            default:
                #expect(object.append(name, .null) == (position == nil))
                if position == nil { model.append((name, .null)) }
            }
            #expect(object.members.map(\.name) == model.map(\.name))
            #expect(object.members.map(\.value) == model.map(\.value))
            #expect(object[name] == model.first { $0.name == name }?.value)
        }
    }

    /// RFC 7396, appendix A: target, patch, result.
    static let patches = [
        (#"{"a":"b"}"#, #"{"a":"c"}"#, #"{"a":"c"}"#), (#"{"a":"b"}"#, #"{"b":"c"}"#, #"{"a":"b","b":"c"}"#),
        (#"{"a":"b"}"#, #"{"a":null}"#, "{}"), (#"{"a":"b","b":"c"}"#, #"{"a":null}"#, #"{"b":"c"}"#),
        (#"{"a":["b"]}"#, #"{"a":"c"}"#, #"{"a":"c"}"#), (#"{"a":"c"}"#, #"{"a":["b"]}"#, #"{"a":["b"]}"#),
        (#"{"a":{"b":"c"}}"#, #"{"a":{"b":"d","c":null}}"#, #"{"a":{"b":"d"}}"#),
        (#"{"a":[{"b":"c"}]}"#, #"{"a":[1]}"#, #"{"a":[1]}"#), (#"["a","b"]"#, #"["c","d"]"#, #"["c","d"]"#),
        (#"{"a":"b"}"#, #"["c"]"#, #"["c"]"#), (#"{"a":"foo"}"#, "null", "null"),
        (#"{"a":"foo"}"#, #""bar""#, #""bar""#),
        (#"{"e":null}"#, #"{"a":1}"#, #"{"e":null,"a":1}"#), ("[1,2]", #"{"a":"b","c":null}"#, #"{"a":"b"}"#),
        ("{}", #"{"a":{"bb":{"ccc":null}}}"#, #"{"a":{"bb":{}}}"#),
    ]

    @Test("takes a merge patch as RFC 7396 shows", arguments: patches)
    func mergePatch(target: String, patch: String, result: String) throws {
        let patched = JSONMergePatch.apply(try parse(patch), to: try parse(target))
        #expect(String(decoding: patched.serialized, as: UTF8.self) == result)
    }
}
