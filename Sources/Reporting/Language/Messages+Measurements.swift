/// What was measured, as a report’s page draws it.
extension English {
    static let measured: [Message: String] = [
        .ofRecord: ", record {number}",
        .faceScores: "Face {number}, at the {place}{of}: mouth and face scores",
        .faceScoresWhat:
            "How far mouth and face are from the original's, in windows of the clip. A line that passes its "
            + "threshold is a difference.",
        .faceScoresTitle: "Face {number}: mouth and face scores",
        .mouthScore: "mouth score",
        .faceScore: "face score",
        .noMouthScore: "No mouth score.",
        .noFaceScore: "No face score.",
        .greatestMouthScore: "The greatest mouth score is {value}, at {time}; above {threshold} is a difference.",
        .greatestFaceScore: "The greatest face score is {value}, at {time}; above {threshold} is a difference.",
        .threshold: "threshold",
        .mouthThreshold: "mouth threshold",
        .faceThreshold: "face threshold",
        .mouthMotion: "Face {number}, at the {place}{of}: motion of the mouth",
        .mouthMotionWhat: "Grey levels by which the mouth changes. In a copy the two lines rise and fall together.",
        .mouthMotionTitle: "Face {number}: motion of the mouth, in grey levels",
        .mouthMotionDescribed: "Motion of the mouth in the clip and in the original, against the clip's clock.",
        .clipLine: "clip",
        .originalLine: "original",
        .restOfPicture: "The rest of the picture{of}",
        .restOfPictureWhat:
            "Each column is a moment, each line a part of the frame. Grey shades stay under the threshold; the "
            + "accent colour, stronger than all of them, reaches it.",
        .restGreatest: "The rest of the picture{of}: greatest score in the frame",
        .restGreatestWhat: "The same scores, the greatest of each moment.",
        .restGreatestTitle: "Greatest region score in the frame",
        .greatestScore: "greatest score",
        .topToBottom: "Top to bottom of the frame",
        .acrossFrame: "Across the frame: its left at the bottom, its right at the top",
        .restOverTime: "Where the rest of the picture differs, over time",
        .nothingCompared: "Nothing was compared.",
        .greatestAt: "The greatest score is {value}, at {time}, {place} of the frame; the threshold is {threshold}.",
        .noSoundCompared: "No sound could be compared.",
        .bitsDiffer: "On average {mean} % of the bits differ; at most {greatest} %, at {time}.",
        .thresholdIs: "The threshold is {threshold} %.",
        .soundErrors: "Sound{of}: bit error",
        .soundErrorsWhat:
            "Share of the sound's code that differs from the original's, in per cent: 50 is unrelated sound, "
            + "coding and noise cause less. A stretch that stays above the threshold is a difference. Pauses tell "
            + "nothing and have no line.",
        .soundErrorsTitle: "Bit error of the sound, in per cent",
        .bitError: "bit error",
    ]
}

extension German {
    static let measured: [Message: String] = [
        .ofRecord: ", Eintrag {number}",
        .faceScores: "Gesicht {number}, {place}{of}: Werte von Mund und Gesicht",
        .faceScoresWhat:
            "Wie weit Mund und Gesicht von denen des Originals entfernt sind, in Fenstern des Clips. Eine "
            + "Linie, die ihre Schwelle überschreitet, ist eine Abweichung.",
        .faceScoresTitle: "Gesicht {number}: Werte von Mund und Gesicht",
        .mouthScore: "Wert des Mundes",
        .faceScore: "Wert des Gesichts",
        .noMouthScore: "Kein Wert des Mundes.",
        .noFaceScore: "Kein Wert des Gesichts.",
        .greatestMouthScore:
            "Der größte Wert des Mundes ist {value}, bei {time}; über {threshold} ist eine Abweichung.",
        .greatestFaceScore:
            "Der größte Wert des Gesichts ist {value}, bei {time}; über {threshold} ist eine Abweichung.",
        .threshold: "Schwelle",
        .mouthThreshold: "Schwelle des Mundes",
        .faceThreshold: "Schwelle des Gesichts",
        .mouthMotion: "Gesicht {number}, {place}{of}: Bewegung des Mundes",
        .mouthMotionWhat:
            "Graustufen, um die sich der Mund ändert. In einer Kopie steigen und fallen die beiden Linien "
            + "gemeinsam.",
        .mouthMotionTitle: "Gesicht {number}: Bewegung des Mundes, in Graustufen",
        .mouthMotionDescribed: "Bewegung des Mundes im Clip und im Original, entlang der Uhr des Clips.",
        .clipLine: "Clip",
        .originalLine: "Original",
        .restOfPicture: "Das übrige Bild{of}",
        .restOfPictureWhat:
            "Jede Spalte ist ein Augenblick, jede Zeile ein Teil des Bildes. Graue Töne bleiben unter der "
            + "Schwelle; die Akzentfarbe, kräftiger als sie alle, erreicht sie.",
        .restGreatest: "Das übrige Bild{of}: größter Wert im Bild",
        .restGreatestWhat: "Dieselben Werte, der größte jedes Augenblicks.",
        .restGreatestTitle: "Größter Wert im Bild",
        .greatestScore: "größter Wert",
        .topToBottom: "Von oben nach unten",
        .acrossFrame: "Quer durch das Bild: links unten, rechts oben",
        .restOverTime: "Wo das übrige Bild abweicht, im Lauf der Zeit",
        .nothingCompared: "Nichts wurde verglichen.",
        .greatestAt: "Der größte Wert ist {value}, bei {time}, {place} im Bild; die Schwelle ist {threshold}.",
        .noSoundCompared: "Es ließ sich kein Ton vergleichen.",
        .bitsDiffer: "Im Mittel weichen {mean} % der Bits ab; höchstens {greatest} %, bei {time}.",
        .thresholdIs: "Die Schwelle ist {threshold} %.",
        .soundErrors: "Ton{of}: Bitfehler",
        .soundErrorsWhat:
            "Anteil des Tons, dessen Code von dem des Originals abweicht, in Prozent: 50 ist fremder Ton, "
            + "Kodierung und Rauschen verursachen weniger. Eine Strecke, die über der Schwelle bleibt, ist eine "
            + "Abweichung. Pausen sagen nichts und haben keine Linie.",
        .soundErrorsTitle: "Bitfehler des Tons, in Prozent",
        .bitError: "Bitfehler",
    ]
}

extension Arabic {
    static let measured: [Message: String] = [
        .ofRecord: "، السجل {number}",
        .faceScores: "الوجه {number}، {place}{of}: درجات الفم والوجه",
        .faceScoresWhat:
            "مدى بعد الفم والوجه عن مثيليهما في الأصل، في نوافذ من المقطع. والخط الذي يتجاوز عتبته اختلاف.",
        .faceScoresTitle: "الوجه {number}: درجات الفم والوجه",
        .mouthScore: "درجة الفم",
        .faceScore: "درجة الوجه",
        .noMouthScore: "لا درجة للفم.",
        .noFaceScore: "لا درجة للوجه.",
        .greatestMouthScore: "أعلى درجة للفم {value} عند {time}؛ وما فوق {threshold} اختلاف.",
        .greatestFaceScore: "أعلى درجة للوجه {value} عند {time}؛ وما فوق {threshold} اختلاف.",
        .threshold: "العتبة",
        .mouthThreshold: "عتبة الفم",
        .faceThreshold: "عتبة الوجه",
        .mouthMotion: "الوجه {number}، {place}{of}: حركة الفم",
        .mouthMotionWhat: "درجات الرمادي التي يتغير بها الفم. وفي النسخة يرتفع الخطان ويهبطان معًا.",
        .mouthMotionTitle: "الوجه {number}: حركة الفم، بدرجات الرمادي",
        .mouthMotionDescribed: "حركة الفم في المقطع وفي الأصل، على ساعة المقطع.",
        .clipLine: "المقطع",
        .originalLine: "الأصل",
        .restOfPicture: "بقية الصورة{of}",
        .restOfPictureWhat:
            "كل عمود لحظة، وكل سطر جزء من الإطار. الدرجات الرمادية دون العتبة؛ واللون المميز، وهو أشدها، "
            + "يبلغها.",
        .restGreatest: "بقية الصورة{of}: أعلى درجة في الإطار",
        .restGreatestWhat: "الدرجات نفسها، أعلاها في كل لحظة.",
        .restGreatestTitle: "أعلى درجة في الإطار",
        .greatestScore: "أعلى درجة",
        .topToBottom: "من أعلى الإطار إلى أسفله",
        .acrossFrame: "عبر الإطار: يساره في الأسفل ويمينه في الأعلى",
        .restOverTime: "موضع اختلاف بقية الصورة عبر الزمن",
        .nothingCompared: "لم يُقارن شيء.",
        .greatestAt: "أعلى درجة {value} عند {time}، {place} في الإطار؛ والعتبة {threshold}.",
        .noSoundCompared: "لم تمكن مقارنة أي صوت.",
        .bitsDiffer: "في المتوسط تختلف {mean} % من البتات؛ وأقصاها {greatest} % عند {time}.",
        .thresholdIs: "والعتبة {threshold} %.",
        .soundErrors: "الصوت{of}: خطأ البتات",
        .soundErrorsWhat:
            "نسبة ما يختلف من شفرة الصوت عن شفرة الأصل، بالمئة: 50 صوت لا صلة له، والترميز والضجيج يسببان أقل "
            + "من ذلك. والموضع الذي يبقى فوق العتبة اختلاف. أما السكتات فلا تدل على شيء ولا خط لها.",
        .soundErrorsTitle: "خطأ بتات الصوت، بالمئة",
        .bitError: "خطأ البتات",
    ]
}
