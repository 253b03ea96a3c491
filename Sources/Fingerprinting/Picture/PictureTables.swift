/// Prefix codes of the picture track, made from the statistics of the shared media.
enum PictureTables {
    static let delta = EventCode(
        more: [
            "35689bc", "3578ab", "4578ac", "4679ac", "5689bc", "578ab", "679ac", "689bc", "689bc", "78ab", "79ac",
            "89bc", "8ab", "8ac", "9ac", "9bc", "ab", "ac", "bc", "bc", "b", "c", "c",
        ],
        last: [
            "5689bc", "578ab", "679ac", "679ac", "689bc", "78ab", "79ac", "89bc", "89bc", "8ab", "9ac", "9bc", "ab",
            "ac", "bc", "bc", "b", "c", "c", "c",
        ],
        escape: 7)
    static let intra = EventCode(
        more: [
            "35689bc", "3578ab", "4578ac", "4679ac", "5689bc", "578ab", "679ac", "689bc", "689bc", "78ab", "79ac",
            "89bc", "8ab", "8ac", "9ac", "9bc", "ab", "ac", "bc", "bc", "b", "c", "c",
        ],
        last: [
            "5689bc", "578ab", "679ac", "679ac", "689bc", "78ab", "79ac", "89bc", "89bc", "8ab", "9ac", "9bc", "ab",
            "ac", "bc", "bc", "b", "c", "c", "c",
        ],
        escape: 7)
}
