/// Prefix codes of the picture track, made from the statistics of real footage: news, speeches, street, sport, screens.
enum PictureTables {
    /// Of blocks that differ from their predecessor.
    static let delta = EventCode(
        more: [
            "2356789aabc", "3579abc", "479bc", "48ac", "59b", "59c", "6a", "6a", "6b", "7b", "7b", "7c", "8", "8", "9",
            "9", "9", "a", "a", "a", "a", "a", "b", "b", "b", "b", "b", "b", "c", "c",
        ],
        last: [
            "6b", "7c", "7", "8", "8", "8", "8", "8", "8", "8", "8", "9", "9", "9", "9", "a", "a", "a", "a", "a", "a",
            "b", "a", "b", "b", "b", "b", "b", "b", "b", "b", "c",
        ],
        escape: 7)

    /// Of blocks that stand for themselves.
    static let intra = EventCode(
        more: [
            "2345566677888888", "356789aabcc", "578ab", "58ab", "69c", "7ab", "7abc", "7a", "8b", "9c", "9c", "a", "b",
            "b", "c",
        ],
        last: [
            "68a", "7b", "8c", "8", "8", "9", "8", "9", "9", "9", "a", "a", "a", "b", "b", "c", "", "", "", "", "", "c",
        ],
        escape: 5)
}
