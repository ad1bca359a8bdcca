import Testing

@testable import Platform

/// Signature Version 4 against the examples that AWS has published for S3 ("Authenticating Requests: Using the Authorization Header").
@Suite struct S3SignatureTests {
    private let signature = S3Signature(
        accessKey: "AKIAIOSFODNN7EXAMPLE", secretKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", region: "us-east-1",
        time: "20130524T000000Z")
    private let nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

    private func sign(
        _ method: String, _ path: String, _ query: [(String, String)] = [], _ more: [(String, String)] = [], hash: String? = nil
    ) -> String {
        let headers =
            more + [
                ("host", "examplebucket.s3.amazonaws.com"), ("x-amz-content-sha256", hash ?? nothing), ("x-amz-date", "20130524T000000Z"),
            ]
        return signature.authorization(method, path: path, query: query, headers: headers, bodyHash: hash ?? nothing)
    }

    @Test("an object is fetched in part")
    func get() {
        #expect(
            sign("GET", "/test.txt", [], [("range", "bytes=0-9")])
                == "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
                + "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,"
                + "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41")
    }

    @Test("an object is stored under a name with a sign that has to be encoded")
    func put() {
        let answer = sign(
            "PUT", S3Signature.encoded("/test$file.text", keepingSlashes: true), [],
            [("date", "Fri, 24 May 2013 00:00:00 GMT"), ("x-amz-storage-class", "REDUCED_REDUNDANCY")],
            hash: "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072")
        #expect(answer.hasSuffix("Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"))
    }

    @Test("a query is signed by name, a member without a value too")
    func queries() {
        #expect(
            sign("GET", "/", [("prefix", "J"), ("max-keys", "2")])
                .hasSuffix("Signature=34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"))
        #expect(
            sign("GET", "/", [("lifecycle", "")])
                .hasSuffix("Signature=fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"))
    }

    @Test("times and names are written as the store reads them")
    func forms() {
        #expect(S3Client.time(Instant(microseconds: 1_369_353_600_999_999)) == "20130524T000000Z")
        #expect(S3Signature.encoded("a b/c+é~") == "a%20b%2Fc%2B%C3%A9~")
    }

    @Test("a description that is none is none, and says nothing of its secret")
    func configurations() throws {
        func read(_ text: String) -> S3Configuration? { S3Configuration(Array(text.utf8)) }
        let good = #""endpoint": "https://s3.example.com", "bucket": "peony", "accessKeyId": "AK", "secretAccessKey": "hush/+="#
        let configuration = try #require(read("{\(good)\", \"prefix\": \"clinic/files/\"}"))
        #expect(configuration.region == "us-east-1")
        #expect(!"\(configuration)".contains("hush"))
        for bad in [
            "", "[]", "{}", "{\(good)\", \"prefix\": \"/x/\"}", "{\(good)\", \"prefix\": \"x\"}", "{\(good)\", \"prefix\": \"../\"}",
            "{\(good)\", \"region\": \"a b\"}", "{\(good)\\n\"}",
            #"{"endpoint": "https://h/path", "bucket": "peony", "accessKeyId": "a", "secretAccessKey": "b"}"#,
            #"{"endpoint": "https://h", "bucket": "a/b", "accessKeyId": "a", "secretAccessKey": "b"}"#,
        ] {
            #expect(read(bad) == nil, "\(bad)")
        }
    }
}
