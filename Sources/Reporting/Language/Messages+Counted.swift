/// Sentences about numbers of things, with the forms that each language has for them.
extension English {
    static let counted: [CountedMessage: [PluralCategory: String]] = [
        .isConsistent: [
            .one: "consistent with {n} signed recording of the person",
            .other: "consistent with {n} signed recordings of the person",
        ],
        .isNotConsistent: [
            .one: "not consistent with {n} signed recording of the person",
            .other: "not consistent with {n} signed recordings of the person",
        ],
        .facesJudged: [.one: "{n} face", .other: "{n} faces"],
        .momentsJudged: [.one: "{n} moment", .other: "{n} moments"],
        .moreIngredients: [.one: "{n} more ingredient.", .other: "{n} more ingredients."],
        .dataRate: [.one: "{n} kilobit a second.", .other: "{n} kilobits a second."],
        .dataRateOfPixels: [
            .one: "{n} kilobit a second, {bits} bits a pixel.", .other: "{n} kilobits a second, {bits} bits a pixel.",
        ],
        .searchedInVain: [
            .one: "{n} recording was searched; nothing matches.",
            .other: "{n} recordings were searched; nothing matches.",
        ],
        .damaged: [
            .one: "The file is damaged ({n} error): damaged stretches were not compared.",
            .other: "The file is damaged ({n} errors): damaged stretches were not compared.",
        ],
        .damagedNear: [
            .one: "The file is damaged ({n} error, the first near {time}): damaged stretches were not compared.",
            .other: "The file is damaged ({n} errors, the first near {time}): damaged stretches were not compared.",
        ],
        .otherStreams: [
            .one:
                "The file holds {n} more stream that was not examined; only the default picture and sound were.",
            .other:
                "The file holds {n} more streams that were not examined; only the default picture and sound were.",
        ],
        .moreOnPage: [.one: "{n} more stand on the report’s page.", .other: "{n} more stand on the report’s page."],
        .recordingsIn: [.one: "{n} recording", .other: "{n} recordings"],
        .logEntries: [.one: "{n} entries, root {hash}", .other: "{n} entries, root {hash}"],
        .facesFollowed: [.one: "{n} was followed", .other: "{n} were followed"],
        .recordingsSearched: [
            .one: "{n} recording was looked through.", .other: "{n} recordings were looked through.",
        ],
        .secondsLeft: [.one: "about {n} s left", .other: "about {n} s left"],
        .minutesLeft: [.one: "about {n} minute left", .other: "about {n} minutes left"],
    ]
}

extension German {
    static let counted: [CountedMessage: [PluralCategory: String]] = [
        .isConsistent: [
            .one: "stimmig mit {n} signierter Aufnahme der Person",
            .other: "stimmig mit {n} signierten Aufnahmen der Person",
        ],
        .isNotConsistent: [
            .one: "nicht stimmig mit {n} signierter Aufnahme der Person",
            .other: "nicht stimmig mit {n} signierten Aufnahmen der Person",
        ],
        .facesJudged: [.one: "{n} Gesicht", .other: "{n} Gesichtern"],
        .momentsJudged: [.one: "{n} Moment", .other: "{n} Momenten"],
        .moreIngredients: [.one: "{n} weiterer Bestandteil.", .other: "{n} weitere Bestandteile."],
        .dataRate: [.one: "{n} Kilobit je Sekunde.", .other: "{n} Kilobit je Sekunde."],
        .dataRateOfPixels: [
            .one: "{n} Kilobit je Sekunde, {bits} Bit je Bildpunkt.",
            .other: "{n} Kilobit je Sekunde, {bits} Bit je Bildpunkt.",
        ],
        .searchedInVain: [
            .one: "{n} Aufnahme wurde durchsucht; nichts passt.",
            .other: "{n} Aufnahmen wurden durchsucht; nichts passt.",
        ],
        .damaged: [
            .one: "Die Datei ist beschädigt ({n} Fehler): Beschädigte Strecken wurden nicht verglichen.",
            .other: "Die Datei ist beschädigt ({n} Fehler): Beschädigte Strecken wurden nicht verglichen.",
        ],
        .damagedNear: [
            .one:
                "Die Datei ist beschädigt ({n} Fehler, bei {time}): Beschädigte Strecken wurden nicht verglichen.",
            .other:
                "Die Datei ist beschädigt ({n} Fehler, der erste bei {time}): Beschädigte Strecken wurden nicht verglichen.",
        ],
        .otherStreams: [
            .one:
                "Die Datei enthält {n} weitere Spur, die nicht untersucht wurde; nur das voreingestellte Bild und der "
                + "voreingestellte Ton wurden es.",
            .other:
                "Die Datei enthält {n} weitere Spuren, die nicht untersucht wurden; nur das voreingestellte Bild und "
                + "der voreingestellte Ton wurden es.",
        ],
        .moreOnPage: [
            .one: "{n} weitere steht auf der Seite des Berichts.",
            .other: "{n} weitere stehen auf der Seite des Berichts.",
        ],
        .recordingsIn: [.one: "{n} Aufnahme", .other: "{n} Aufnahmen"],
        .logEntries: [.one: "{n} Eintrag, Wurzel {hash}", .other: "{n} Einträge, Wurzel {hash}"],
        .facesFollowed: [.one: "{n} wurde verfolgt", .other: "{n} wurden verfolgt"],
        .recordingsSearched: [.one: "{n} Aufnahme wurde durchsucht.", .other: "{n} Aufnahmen wurden durchsucht."],
        .secondsLeft: [.one: "noch etwa {n} s", .other: "noch etwa {n} s"],
        .minutesLeft: [.one: "noch etwa {n} Minute", .other: "noch etwa {n} Minuten"],
    ]
}

extension Arabic {
    static let counted: [CountedMessage: [PluralCategory: String]] = [
        .isConsistent: [
            .zero: "متسق", .one: "متسق مع مادة موقّعة واحدة للشخص", .two: "متسق مع مادتين موقّعتين للشخص",
            .few: "متسق مع {n} مواد موقّعة للشخص", .many: "متسق مع {n} مادة موقّعة للشخص",
            .other: "متسق مع {n} مادة موقّعة للشخص",
        ],
        .isNotConsistent: [
            .zero: "غير متسق", .one: "غير متسق مع مادة موقّعة واحدة للشخص", .two: "غير متسق مع مادتين موقّعتين للشخص",
            .few: "غير متسق مع {n} مواد موقّعة للشخص", .many: "غير متسق مع {n} مادة موقّعة للشخص",
            .other: "غير متسق مع {n} مادة موقّعة للشخص",
        ],
        .facesJudged: [
            .zero: "أي وجه", .one: "وجه واحد", .two: "وجهين", .few: "{n} وجوه", .many: "{n} وجهًا", .other: "{n} وجه",
        ],
        .momentsJudged: [
            .zero: "أي لحظة", .one: "لحظة واحدة", .two: "لحظتين", .few: "{n} لحظات", .many: "{n} لحظة",
            .other: "{n} لحظة",
        ],
        .moreIngredients: [
            .zero: "لا مكوّنات أخرى.", .one: "مكوّن آخر.", .two: "مكوّنان آخران.", .few: "{n} مكوّنات أخرى.",
            .many: "{n} مكوّنًا آخر.", .other: "{n} مكوّن آخر.",
        ],
        .dataRate: [
            .zero: "أقل من كيلوبت في الثانية.", .one: "كيلوبت واحد في الثانية.", .two: "كيلوبتان في الثانية.",
            .few: "{n} كيلوبت في الثانية.", .many: "{n} كيلوبت في الثانية.", .other: "{n} كيلوبت في الثانية.",
        ],
        .dataRateOfPixels: [
            .zero: "أقل من كيلوبت في الثانية، {bits} بت للبكسل.", .one: "كيلوبت واحد في الثانية، {bits} بت للبكسل.",
            .two: "كيلوبتان في الثانية، {bits} بت للبكسل.", .few: "{n} كيلوبت في الثانية، {bits} بت للبكسل.",
            .many: "{n} كيلوبت في الثانية، {bits} بت للبكسل.", .other: "{n} كيلوبت في الثانية، {bits} بت للبكسل.",
        ],
        .searchedInVain: [
            .zero: "لم يُبحث في أي مادة.", .one: "بُحث في مادة واحدة؛ ولا يطابق شيء.",
            .two: "بُحث في مادتين؛ ولا يطابق شيء.",
            .few: "بُحث في {n} مواد؛ ولا يطابق شيء.", .many: "بُحث في {n} مادة؛ ولا يطابق شيء.",
            .other: "بُحث في {n} مادة؛ ولا يطابق شيء.",
        ],
        .damaged: [
            .zero: "الملف تالف: والمواضع التالفة لم تُقارن.", .one: "الملف تالف (خطأ واحد): والمواضع التالفة لم تُقارن.",
            .two: "الملف تالف (خطآن): والمواضع التالفة لم تُقارن.",
            .few: "الملف تالف ({n} أخطاء): والمواضع التالفة لم تُقارن.",
            .many: "الملف تالف ({n} خطأ): والمواضع التالفة لم تُقارن.",
            .other: "الملف تالف ({n} خطأ): والمواضع التالفة لم تُقارن.",
        ],
        .damagedNear: [
            .zero: "الملف تالف، عند {time}: والمواضع التالفة لم تُقارن.",
            .one: "الملف تالف (خطأ واحد عند {time}): والمواضع التالفة لم تُقارن.",
            .two: "الملف تالف (خطآن، أولهما عند {time}): والمواضع التالفة لم تُقارن.",
            .few: "الملف تالف ({n} أخطاء، أولها عند {time}): والمواضع التالفة لم تُقارن.",
            .many: "الملف تالف ({n} خطأ، أولها عند {time}): والمواضع التالفة لم تُقارن.",
            .other: "الملف تالف ({n} خطأ، أولها عند {time}): والمواضع التالفة لم تُقارن.",
        ],
        .otherStreams: [
            .zero: "ليس في الملف مسارات أخرى.",
            .one: "في الملف مسار آخر لم يُفحص؛ لم تُفحص إلا الصورة والصوت الافتراضيان.",
            .two: "في الملف مساران آخران لم يُفحصا؛ لم تُفحص إلا الصورة والصوت الافتراضيان.",
            .few: "في الملف {n} مسارات أخرى لم تُفحص؛ لم تُفحص إلا الصورة والصوت الافتراضيان.",
            .many: "في الملف {n} مسارًا آخر لم تُفحص؛ لم تُفحص إلا الصورة والصوت الافتراضيان.",
            .other: "في الملف {n} مسار آخر لم تُفحص؛ لم تُفحص إلا الصورة والصوت الافتراضيان.",
        ],
        .moreOnPage: [
            .zero: "لا مزيد في صفحة التقرير.", .one: "واحد آخر في صفحة التقرير.", .two: "اثنان آخران في صفحة التقرير.",
            .few: "{n} أخرى في صفحة التقرير.", .many: "{n} أخرى في صفحة التقرير.", .other: "{n} أخرى في صفحة التقرير.",
        ],
        .recordingsIn: [
            .zero: "لا مواد", .one: "مادة واحدة", .two: "مادتان", .few: "{n} مواد", .many: "{n} مادة",
            .other: "{n} مادة",
        ],
        .logEntries: [
            .zero: "لا قيود، الجذر {hash}", .one: "قيد واحد، الجذر {hash}", .two: "قيدان، الجذر {hash}",
            .few: "{n} قيود، الجذر {hash}", .many: "{n} قيدًا، الجذر {hash}", .other: "{n} قيد، الجذر {hash}",
        ],
        .facesFollowed: [
            .zero: "لم يُتتبّع أي وجه", .one: "تُتُبّع وجه واحد", .two: "تُتُبّع وجهان", .few: "تُتُبّعت {n} وجوه",
            .many: "تُتُبّع {n} وجهًا", .other: "تُتُبّع {n} وجه",
        ],
        .recordingsSearched: [
            .zero: "لم تُفحص أي مادة.", .one: "فُحصت مادة واحدة.", .two: "فُحصت مادتان.",
            .few: "فُحصت {n} مواد.", .many: "فُحصت {n} مادة.", .other: "فُحصت {n} مادة.",
        ],
        .secondsLeft: [
            .zero: "بقي أقل من ثانية",
            .one: "بقيت ثانية واحدة تقريبًا",
            .two: "بقيت ثانيتان تقريبًا",
            .few: "بقيت {n} ثوانٍ تقريبًا",
            .many: "بقيت {n} ثانية تقريبًا",
            .other: "بقيت {n} ثانية تقريبًا",
        ],
        .minutesLeft: [
            .zero: "بقيت أقل من دقيقة",
            .one: "بقيت دقيقة واحدة تقريبًا",
            .two: "بقيت دقيقتان تقريبًا",
            .few: "بقيت {n} دقائق تقريبًا",
            .many: "بقيت {n} دقيقة تقريبًا",
            .other: "بقيت {n} دقيقة تقريبًا",
        ],
    ]
}
