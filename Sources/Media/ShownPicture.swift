/// A picture as it is shown: turned, flipped, with square pixels. Only what is asked for needs to be made.
public protocol ShownPicture {
    /// Presentation time in milliseconds.
    var time: Int { get }
    var width: Int { get }
    var height: Int { get }
    /// How coarsely it was quantised when it was last encoded, on H.264's scale (0 to 51); nil where that is not known.
    var quantiser: Double? { get }

    /// All of it: red, green and blue (sRGB's gamma, full range).
    var colour: Bitmap { get }
    /// The same as means over squares of `factor` pixels; what is left over at the right and below is cut off.
    func reduced(by factor: Int) -> Bitmap
    /// How bright a part is, 0 to 255 in one channel.
    func luma(columns: Range<Int>, rows: Range<Int>) -> Bitmap
}
