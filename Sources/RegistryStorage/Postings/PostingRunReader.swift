internal import Matching
internal import Registry

/// Where pages are read from.
protocol PostingPages: ~Copyable {
    /// As errors name the store.
    var path: String { get }

    /// A page's bytes; nothing where the store lacks it.
    func bytes(ofPage id: Int) throws(RegistryError) -> [UInt8]?
}

extension PostingPages where Self: ~Copyable {
    var malformed: RegistryError { .corrupted(path: path, detail: "a page of postings is malformed") }

    fileprivate func page(_ id: Int) throws(RegistryError) -> [UInt8] {
        guard let bytes = try bytes(ofPage: id) else {
            throw .corrupted(path: path, detail: "a page of postings is missing")
        }
        return bytes
    }
}

/// Reads a run forward: all lists in turn, or those of ascending keys. A page is read when something on it is wanted that the
/// directory does not tell.
struct PostingRunReader {
    let run: PostingRun
    /// The page on which the reader stands.
    private(set) var page = 0
    /// What walks the page; nothing where it was not read yet.
    private var decoder: PostingPage.Decoder?
    /// The key at which the reader stands: the decoder's own, kept here because millions of steps ask for it. Nothing at the end.
    private(set) var key: RetrievalKey?

    init(_ run: PostingRun) {
        self.run = run
        stand(at: 0)
    }

    /// The first page that was not read yet.
    var nextUnread: Int { decoder == nil ? page : page + 1 }

    /// Goes to the first entry with a key not below `key`; reads no page that cannot hold one.
    mutating func find(
        _ key: RetrievalKey, in pages: borrowing some PostingPages & ~Copyable
    ) throws(RegistryError) {
        guard let standing = self.key, standing < key else { return }
        // The last page that begins below the key may hold it; a page before that cannot.
        let target = run.lastPage(beginningBelow: key, from: page)
        if target > page { stand(at: target) }
        try advance(to: key, in: pages)
    }

    /// Adds the current entry's list and the rest of it in the pages that follow, and passes them.
    mutating func takeList(
        into postings: inout [Posting], in pages: borrowing some PostingPages & ~Copyable
    ) throws(RegistryError) {
        guard let key else { return }
        while self.key == key {
            try read(from: pages)
            do {
                try decoder?.decodeList(into: &postings)
            } catch {
                throw pages.malformed
            }
            try advance(to: RetrievalKey(rawValue: 0), in: pages)
        }
    }

    /// Goes to the next entry whose key is not below `least`. The next page begins with such a one: the reader stands on the last
    /// that begins below.
    private mutating func advance(
        to least: RetrievalKey, in pages: borrowing some PostingPages & ~Copyable
    ) throws(RegistryError) {
        try read(from: pages)
        do {
            key = try decoder?.next(from: least)
        } catch {
            throw pages.malformed
        }
        if key == nil { stand(at: page + 1) }
    }

    /// Before the first entry of a page, whose key the directory names, or at the end of the run.
    private mutating func stand(at number: Int) {
        page = number
        decoder = nil
        key = number < run.directory.count ? run.directory[number] : nil
    }

    /// Reads the page on which the reader stands, and stands at its first entry.
    private mutating func read(from pages: borrowing some PostingPages & ~Copyable) throws(RegistryError) {
        guard decoder == nil, let key else { return }
        var decoder = PostingPage.Decoder(
            try pages.page(PostingRun.pageID(run: run.id, page: page)), first: key)
        do {
            guard try decoder.next() == key else { throw PostingPage.Malformed() }
        } catch {
            throw pages.malformed
        }
        self.decoder = decoder
    }
}
