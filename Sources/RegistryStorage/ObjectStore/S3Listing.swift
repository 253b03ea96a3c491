internal import Foundation

/// A page of what a bucket holds (`ListBucketResult` of ListObjectsV2), read as far as it is needed.
///
/// Its elements hold text alone, so that no more of XML is read than its five escapes.
package struct S3Listing: Hashable {
    package let keys: [String]
    package let isTruncated: Bool

    /// Nothing where it is none.
    package init?(_ xml: [UInt8]) {
        let text = String(decoding: xml, as: UTF8.self)
        guard text.contains("<ListBucketResult"), text.contains("</ListBucketResult>"),
            let truncation = Self.values(of: "IsTruncated", in: text).first, ["true", "false"].contains(truncation)
        else { return nil }
        keys = Self.values(of: "Key", in: text)
        isTruncated = truncation == "true"
        // Or a page would follow itself for ever.
        guard !isTruncated || !keys.isEmpty else { return nil }
    }

    /// What stands in the elements of this name, which hold no others.
    static func values(of element: String, in text: String) -> [String] {
        text.components(separatedBy: "<\(element)>").dropFirst().compactMap { rest in
            rest.range(of: "</\(element)>").map { plain(String(rest[..<$0.lowerBound])) }
        }
    }

    private static func plain(_ text: String) -> String {
        guard text.contains("&") else { return text }
        return [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")]
            .reduce(text) { $0.replacingOccurrences(of: $1.0, with: $1.1) }
    }
}
