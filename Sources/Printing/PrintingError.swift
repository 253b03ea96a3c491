/// Why a page was not printed.
@nonexhaustive
public enum PrintingError: Error, Sendable, Hashable {
    /// No Chromium is on the path.
    case noPrinter
    /// One page is printed at a time.
    case busy
    /// As the end of a sentence about Chromium.
    case failed(String)
}
