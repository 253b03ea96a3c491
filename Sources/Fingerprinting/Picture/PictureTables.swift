/// Prefix codes of the picture track, made from the statistics of real footage: news, speeches, street, sport, screens.
enum PictureTables {
    /// Of blocks that differ from their predecessor.
    static let delta = EventCode(
        more: [
            "234667889aabbbcc", "35789abcc", "479abc", "58abc", "58bc", "69b", "69c", "6ac", "7a", "7b", "7b", "8b",
            "8c", "8", "9", "9", "a", "a", "a", "a", "a", "b", "b", "b", "b", "b", "b", "c", "c", "c",
        ],
        last: [
            "69c", "7b", "7c", "8", "8", "8", "8", "8", "8", "9", "9", "9", "9", "9", "9", "a", "a", "a", "a", "a", "a",
            "a", "b", "b", "b", "b", "b", "b", "b", "c", "c", "c",
        ],
        escape: 7)

    /// Of blocks that stand for themselves.
    static let intra = EventCode(
        more: [
            "2344566677788889", "356789aabbcccc", "578abcc", "68ab", "69b", "7ac", "8b", "8b", "9c", "9c", "9c", "a",
            "b", "c", "c",
        ],
        last: ["69ac", "7a", "8c", "8", "9", "9", "9", "9", "a", "a", "a", "a", "a", "a", "b"],
        escape: 5)
}
