/// How finely a track of pictures is sampled and coded.
struct PictureFormat: Sendable, Hashable {
    /// Milliseconds between samples of a detail track: signs and banners stay for seconds.
    static let detailInterval = PictureSamples.interval * 8

    /// Cells of the grid, whatever the aspect: 2304 are 64 x 36 at 16:9.
    let area: Int
    /// Milliseconds between samples.
    let interval: Int
    /// Finest quantiser step, in grey levels of an orthonormal 8 x 8 transform.
    let finestStep: Int
    /// Most bytes a sample may take on average over its group, the group's entry in the table included.
    let bytesPerSample: Int
}
