internal import ArgumentParser
internal import Foundation
internal import Platform

extension Settings {
    /// Where sealed files lie: a bucket, where one is named, or a folder.
    func blobs() throws -> any BlobStore {
        if let bucket = try bucket() { return bucket }
        return DirectoryBlobs(at: filesDirectory)
    }

    /// The bucket that is named; nil without one.
    func bucket() throws -> S3Blobs? {
        let path = self[.filesS3]
        guard !path.isEmpty else { return nil }
        guard let bytes = FileManager.default.contents(atPath: path), let configuration = S3Configuration(Array(bytes)) else {
            throw ValidationError(
                "\(path) is no description of an S3-compatible store: endpoint, bucket, region, accessKeyId, secretAccessKey.")
        }
        return try S3Blobs(configuration)
    }
}
