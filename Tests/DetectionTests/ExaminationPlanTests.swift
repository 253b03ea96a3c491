import Detection
import Testing

/// What is looked at where, and what is read in one go.
@Suite struct ExaminationPlanTests {
    /// Where faces alone are asked about, they are looked for in all of a clip; where lips are too, in the same parts as they.
    @Test func facesGoWithLips() {
        let alone = ExaminationPlan(of: [0..<60_000], faces: true, lips: false, voices: false)
        #expect(alone.faces == [0..<60_000] && alone.lips.isEmpty && alone.voices.isEmpty)
        let both = ExaminationPlan(of: [0..<60_000], faces: true, lips: true, voices: true)
        #expect(
            both.lips == LipLimits.stretches(in: [0..<60_000]) && both.faces == both.lips && both.voices == both.lips)
        #expect(both.looks.count == 48 && both.looks.allSatisfy { look in both.lips.contains { $0.contains(look) } })
        let short = ExaminationPlan(of: [0..<3000], faces: true, lips: true, voices: false)
        #expect(short.faces == [0..<3000] && short.lips.isEmpty)
        #expect(ExaminationPlan(of: [0..<9000], faces: false, lips: false, voices: false).readings.isEmpty)
    }

    /// Looks that lie near each other are one reading, others are sought anew.
    @Test func looksApartAreReadApart() {
        let plan = ExaminationPlan(faces: [0..<2000, 50_000..<52_000])
        #expect(plan.readings.map(\.frames.count) == [8, 8] && plan.readings.map(\.start) == [125, 50_125])
        #expect(plan.readings.allSatisfy { $0.soundEnd == nil })
    }

    /// Lips are followed frame by frame, with sound before and behind; looks at faces ask for no frames beside.
    @Test func lipsAreReadOnce() {
        let plan = ExaminationPlan(of: [0..<10_000], faces: true, lips: true, voices: true)
        #expect(plan.readings.count == 1)
        #expect(plan.readings[0].start == -LipLimits.reach && plan.readings[0].soundEnd == 10_000 + LipLimits.reach)
        #expect(plan.readings[0].frames == Array(stride(from: 0, to: 10_000, by: LipLimits.shortestFrame)))
    }

    /// Voices need no frame, and are read on the way where faces are looked for all over.
    @Test func voicesNeedNoFrame() {
        let alone = ExaminationPlan(voices: [3000..<15_000])
        #expect(alone.readings == [.init(start: 3000, frames: [], soundEnd: 15_000)])
        let withFaces = ExaminationPlan(of: [0..<60_000], faces: true, lips: false, voices: true)
        #expect(withFaces.readings.count == 1 && withFaces.readings[0].frames == withFaces.looks)
        #expect(withFaces.readings[0].soundEnd == withFaces.voices.last?.upperBound)
    }
}
