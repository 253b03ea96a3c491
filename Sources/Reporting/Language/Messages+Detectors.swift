internal import Detection

/// What detectors say.
extension English {
    static let detectors: [Message: String] = [
        .detectorSays: "{subject}, {ranges}: {finding}.",
        .detectorSaysExperimental: "{subject} (experimental: do not rely on it), {ranges}: {finding}.",
        .detectorNotAsked: "{subject}: not examined: {why}.",
        .detectorErrs: "How often it errs: {rate}",
        .detectorsNeverChange:
            "A detector never changes what the comparison with signed footage says, and none sees every manipulation.",
        .subjectFaces: FaceModel.face.subject,
        .subjectMouth: FaceModel.mouth.subject,
        .subjectLips: LipModel.card.subject,
        .subjectTogether: SignalFusion.card.subject,
        .errsFaces: FaceModel.face.errorRate,
        .errsMouth: FaceModel.mouth.errorRate,
        .errsLips: LipModel.card.errorRate,
        .errsTogetherFew:
            "unaltered political clips that it was calibrated with: {clips}; as high as here or higher scored {reaching} of them. It takes "
            + "{needed} of different sources to hold false alarms to 2 in 100, so it never finds signs.",
        .errsTogether:
            "unaltered political clips that it was calibrated with: {clips}; as high as here or higher scored {reaching} of them. It took "
            + "{needed} to hold false alarms to 2 in 100 of such footage.",
        .soundBehind: "The sound lies {seconds} s behind the lips that it goes with.",
        .soundBefore: "The sound lies {seconds} s before the lips that it goes with.",
        .lookAtFaces: "Look at the faces yourself, above all at {times}.",
        .findingBecause: "{finding}: {why}",
        .findingCannotAssess: "cannot assess",
        .findingNoSigns: "no signs found (not proof of authenticity)",
        .findingSigns: "signs of manipulation",
        .whyCovered: "a signed source covers the clip, and comparing with it says more",
        .whyNotInstalled: "the detector is not installed (scripts/setup --detectors installs it)",
        .whyUnusable: "what is installed is not what this program knows, or does not run (see vericlip doctor)",
        .whyExperimental:
            "it is experimental, its measured figures do not suffice; --detectors experimental asks it all the same",
        .whyUnsupported: "the clip has no picture, or no sound where that is needed",
        .whyNoFace: "no face was found",
        .whyFaceTooSmall: "the faces are too small",
        .whyProfile: "the faces are seen from the side",
        .whyTooDark: "the faces are too dark",
        .whyRecompressed: "the film is compressed more strongly than any that the detector was measured with",
        .whyAnimation: "the faces are drawn or rendered, and the detector judges filmed ones",
        .whyTooFewFrames: "no face is seen often enough",
        .whyNoSpeech: "hardly anything is heard where a face is seen",
        .whyMusic: "what is heard is music or noise that does not rise and fall as speech does",
        .whyStillMouth: "no mouth that is seen moves as in speaking",
        .whyInconclusive: "the score lies where manipulated and unaltered footage both do",
        .whyTooFewReferences:
            "the score is high, and too little unaltered footage was at hand to tell how seldom it scores as high",
        .whySeveralPeople: "several people are seen or heard, and none of them most of the time",
        .whyTooFewRecordings: "too few signed recordings of the person were learned to tell (vericlip people learn)",
        .whyPeopleNotInstalled: "what compares them is not installed (scripts/setup --people installs it)",
        .whyLittleSpeech: "too little speech is heard",
        .whyBetweenPeople: "it lies between what the person’s own recordings and those of others come to",
        .faceOfPerson: "Face, against {person}",
        .voiceOfPerson: "Voice, against {person}",
        .errsIdentity: "How often that errs: \(IdentityModel.errorRate)",
        .errsVoice: "How often that errs: \(VoiceModel.errorRate)",
        .peopleProveNothing:
            "Consistent is no proof: a swapped face and a cloned voice are made to be. Not consistent says nothing of who it is. Neither "
            + "changes what the comparison with signed footage says.",
        .scoreOverTime: "{subject}, score over time",
        .scoresOfLips:
            "Suspicion, 0 to 1, of {faces} at {moments}; each stands for the four seconds about it, and what they come to together decides. "
            + "Above the upper dotted line lie signs of manipulation, below the lower one none.",
        .scoresOfFaces:
            "Suspicion, 0 to 1, of {faces} at {moments}; the mean of a face's scores decides, without the highest and the lowest. Above the "
            + "upper dotted line lie signs of manipulation, below the lower one none.",
        .faceNumbered: "face {number}",
        .thresholdSigns: "signs",
        .thresholdNoSigns: "no signs",
        .driverFrame: "Frame of the clip at {time}; a face is outlined, at the {place}.",
        .driverCaption: "{subject}: clip at {time}, among the moments that raised the score most",
    ]
}

extension German {
    static let detectors: [Message: String] = [
        .detectorSays: "{subject}, bei {ranges}: {finding}.",
        .detectorSaysExperimental:
            "{subject} (experimentell: Verlassen Sie sich nicht darauf), bei {ranges}: {finding}.",
        .detectorNotAsked: "{subject}: nicht untersucht: {why}.",
        .detectorErrs: "Wie oft er irrt: {rate}",
        .detectorsNeverChange:
            "Ein Detektor ändert nie, was der Vergleich mit signiertem Material sagt, und keiner sieht jede "
            + "Manipulation.",
        .subjectFaces: "Vertauschte Gesichter",
        .subjectMouth: "Neu gezeichnete Münder",
        .subjectLips: "Lippen, die sich nicht mit dem Ton bewegen",
        .subjectTogether: "Alle Signale zusammen",
        .errsFaces:
            "Auf Bildern aus Filmen von DFDC, die er nie gesehen hatte, erreichten 5 von 400 unveränderten und 158 von 400 vertauschten Gesichtern "
            + "einen Wert, wie ihn Anzeichen verlangen, und 66 der vertauschten lagen so niedrig wie unveränderte; bei anderem Material irrt er "
            + "öfter, und künstlich bewegte Lippen und nachgestellte Gesichter sieht er nicht.",
        .errsMouth:
            "Bei Clips aus Quellen, die er nie gesehen hatte, erreichte 1 von 15 unveränderten einen Wert, wie ihn Anzeichen verlangen, und 13 "
            + "lagen so niedrig wie unveränderte; von 13 manipulierten 1 und 8. Darunter waren drei mit künstlich bewegten Lippen: einer lag hoch, "
            + "zwei niedrig. Starke Kompression hebt den Wert.",
        .errsLips:
            "Bei Clips aus Quellen, die er nie gesehen hatte, erreichten 2 von 14 unveränderten einen Wert, wie ihn Anzeichen verlangen (in "
            + "einem reden mehrere zugleich), und 10 lagen so niedrig wie unveränderte; von 14 mit fremder Stimme 13 und 0, von 56 mit "
            + "verschobenem Ton 50 und 0; künstlich bewegte Lippen gehen mit ihrem Ton und liegen wie unveränderte.",
        .errsTogetherFew:
            "Unveränderte politische Clips, mit denen er kalibriert wurde: {clips}; so hoch wie hier oder höher lagen davon {reaching}. Es "
            + "braucht {needed} aus verschiedenen Quellen, um Fehlalarme auf 2 von 100 zu halten, also findet er nie Anzeichen.",
        .errsTogether:
            "Unveränderte politische Clips, mit denen er kalibriert wurde: {clips}; so hoch wie hier oder höher lagen davon {reaching}. Es "
            + "brauchte {needed}, um Fehlalarme bei solchem Material auf 2 von 100 zu halten.",
        .soundBehind: "Der Ton liegt {seconds} s hinter den Lippen, zu denen er gehört.",
        .soundBefore: "Der Ton liegt {seconds} s vor den Lippen, zu denen er gehört.",
        .lookAtFaces: "Sehen Sie sich die Gesichter selbst an, vor allem bei {times}.",
        .findingBecause: "{finding}: {why}",
        .findingCannotAssess: "nicht zu beurteilen",
        .findingNoSigns: "keine Anzeichen gefunden (kein Beweis der Echtheit)",
        .findingSigns: "Anzeichen von Manipulation",
        .whyCovered: "Eine signierte Quelle deckt den Clip ab, und der Vergleich mit ihr sagt mehr",
        .whyNotInstalled: "Der Detektor ist nicht installiert (scripts/setup --detectors installiert ihn)",
        .whyUnusable:
            "Was installiert ist, kennt dieses Programm nicht, oder es läuft nicht (siehe vericlip doctor)",
        .whyExperimental:
            "Er ist experimentell, seine gemessenen Werte genügen nicht; mit --detectors experimental wird er dennoch gefragt",
        .whyUnsupported: "Der Clip hat kein Bild, oder keinen Ton, wo er nötig ist",
        .whyNoFace: "Es wurde kein Gesicht gefunden",
        .whyFaceTooSmall: "Die Gesichter sind zu klein",
        .whyProfile: "Die Gesichter sind von der Seite zu sehen",
        .whyTooDark: "Die Gesichter sind zu dunkel",
        .whyRecompressed: "Der Film ist stärker komprimiert als jeder, an dem der Detektor gemessen wurde",
        .whyAnimation: "Die Gesichter sind gezeichnet oder gerendert; der Detektor beurteilt gefilmte",
        .whyTooFewFrames: "Kein Gesicht ist oft genug zu sehen",
        .whyNoSpeech: "Wo ein Gesicht zu sehen ist, ist kaum etwas zu hören",
        .whyMusic: "Zu hören ist Musik oder Geräusch, das nicht wie Sprache an- und abschwillt",
        .whyStillMouth: "Kein Mund, der zu sehen ist, bewegt sich wie beim Sprechen",
        .whyInconclusive: "Der Wert liegt, wo manipuliertes und unverändertes Material beide liegen",
        .whyTooFewReferences:
            "Der Wert ist hoch, und es lag zu wenig unverändertes Material vor, um zu sagen, wie selten es so hoch liegt",
        .whySeveralPeople: "Mehrere Menschen sind zu sehen oder zu hören, und keiner davon die meiste Zeit",
        .whyTooFewRecordings:
            "Von zu wenigen signierten Aufnahmen der Person wurde gelernt, um es zu sagen (vericlip people learn)",
        .whyPeopleNotInstalled: "Was sie vergleicht, ist nicht installiert (scripts/setup --people installiert es)",
        .whyLittleSpeech: "Es ist zu wenig Sprache zu hören",
        .whyBetweenPeople: "Es liegt zwischen dem, was eigene Aufnahmen der Person und die anderer ergeben",
        .faceOfPerson: "Gesicht, verglichen mit {person}",
        .voiceOfPerson: "Stimme, verglichen mit {person}",
        .errsIdentity:
            "Wie oft das irrt: Von 134 Paaren verschiedener Menschen in den Clips, die prüfen, kam 1 als stimmig heraus "
            + "und 126 als nicht stimmig; von 3 Menschen, die in je zwei Quellen zu sehen sind, waren alle 3 stimmig; von 949 vertauschten "
            + "Gesichtern aus DFDC waren 170 stimmig mit ihrem eigenen Original.",
        .errsVoice:
            "Wie oft das irrt: Von 64 Paaren verschiedener Menschen in den Clips, die prüfen, kam keines als stimmig "
            + "heraus, von 148 anderen 3; wie oft die eigene Stimme verfehlt wird, wurde an nur einem Paar gemessen. Nicht stimmig heißt es von "
            + "höchstens 1 unter 20 wahren Aufnahmen, die den gelernten gleichen.",
        .peopleProveNothing:
            "Stimmig ist kein Beweis: Vertauschte Gesichter und geklonte Stimmen sollen es sein. Nicht stimmig sagt nicht, wer es ist. "
            + "Nichts davon ändert, was der Vergleich mit signiertem Material sagt.",
        .scoreOverTime: "{subject}, Wert über die Zeit",
        .scoresOfLips:
            "Verdacht, 0 bis 1, von {faces} an {moments}; jeder steht für die vier Sekunden um ihn, und was sie zusammen ergeben, "
            + "entscheidet. Über der oberen gepunkteten Linie liegen Anzeichen von Manipulation, unter der unteren keine.",
        .scoresOfFaces:
            "Verdacht, 0 bis 1, von {faces} an {moments}; das Mittel der Werte eines Gesichts entscheidet, ohne die höchsten und die "
            + "niedrigsten. Über der oberen gepunkteten Linie liegen Anzeichen von Manipulation, unter der unteren keine.",
        .faceNumbered: "Gesicht {number}",
        .thresholdSigns: "Anzeichen",
        .thresholdNoSigns: "keine Anzeichen",
        .driverFrame: "Bild des Clips bei {time}; ein Gesicht ist umrandet, {place}.",
        .driverCaption: "{subject}: Clip bei {time}, unter den Momenten, die den Wert am meisten hoben",
    ]
}

extension Arabic {
    static let detectors: [Message: String] = [
        .detectorSays: "{subject}، عند {ranges}: {finding}.",
        .detectorSaysExperimental: "{subject} (تجريبي: لا تعتمد عليه)، عند {ranges}: {finding}.",
        .detectorNotAsked: "{subject}: لم يُفحص: {why}.",
        .detectorErrs: "كم مرة يخطئ: {rate}",
        .detectorsNeverChange: "لا يغيّر الكاشف أبدًا ما تقوله المقارنة بمادة موقّعة، ولا كاشف يرى كل تلاعب.",
        .subjectFaces: "وجوه مستبدلة",
        .subjectMouth: "أفواه أُعيد رسمها",
        .subjectLips: "شفاه لا تتحرك مع الصوت",
        .subjectTogether: "كل الإشارات معًا",
        .errsFaces:
            "في صور من أفلام DFDC لم يرها قط، بلغ 5 من 400 وجه غير معدَّل و158 من 400 وجه مستبدل القيمة التي تتطلبها العلامات، وجاء 66 من المستبدلة "
            + "منخفضة كغير المعدَّل؛ وهو في مواد أخرى يخطئ أكثر، ولا يرى مزامنة الشفاه ولا إعادة تمثيل الوجوه.",
        .errsMouth:
            "في مقاطع من مصادر لم يرها قط، بلغ 1 من 15 مقطعًا غير معدَّل القيمة التي تتطلبها العلامات، وجاء 13 منخفضة كغير المعدَّل؛ ومن 13 مقطعًا "
            + "متلاعبًا بها 1 و8. وكان بينها ثلاثة بمزامنة الشفاه: جاء واحد مرتفعًا واثنان منخفضين. والضغط الشديد يرفع القيمة.",
        .errsLips:
            "في مقاطع من مصادر لم يرها قط، بلغ 2 من 14 مقطعًا غير معدَّل القيمة التي تتطلبها العلامات (وفي أحدهما يتكلم عدة أشخاص معًا)، وجاء 10 منخفضة "
            + "كغير المعدَّل؛ ومن 14 مقطعًا بصوت آخر 13 و0، ومن 56 مقطعًا أُزيح صوتها 50 و0؛ أما مزامنة الشفاه فتتبع صوتها وتأتي كغير المعدَّل.",
        .errsTogetherFew:
            "عدد المقاطع السياسية غير المعدَّلة التي عُوير بها: {clips}؛ وما بلغ منها هذه القيمة أو أكثر: {reaching}. يلزم {needed} من مصادر "
            + "مختلفة لإبقاء الإنذارات الكاذبة عند 2 من 100، فلا يجد علامات أبدًا.",
        .errsTogether:
            "عدد المقاطع السياسية غير المعدَّلة التي عُوير بها: {clips}؛ وما بلغ منها هذه القيمة أو أكثر: {reaching}. لزم {needed} لإبقاء "
            + "الإنذارات الكاذبة عند 2 من 100 من مثل هذه المادة.",
        .soundBehind: "الصوت متأخر {seconds} ث عن الشفاه التي يوافقها.",
        .soundBefore: "الصوت متقدم {seconds} ث على الشفاه التي يوافقها.",
        .lookAtFaces: "انظر إلى الوجوه بنفسك، وبخاصة عند {times}.",
        .findingBecause: "{finding}: {why}",
        .findingCannotAssess: "لا يمكن التقييم",
        .findingNoSigns: "لم توجد علامات (وليس ذلك دليلًا على الأصالة)",
        .findingSigns: "علامات تلاعب",
        .whyCovered: "يغطي مصدر موقّع المقطع، والمقارنة به تقول أكثر",
        .whyNotInstalled: "الكاشف غير مثبّت (يثبّته الأمر scripts/setup --detectors)",
        .whyUnusable: "المثبّت ليس ما يعرفه هذا البرنامج، أو لا يعمل (انظر vericlip doctor)",
        .whyExperimental: "هو تجريبي، ولا تكفي أرقامه المقيسة؛ والخيار --detectors experimental يسأله مع ذلك",
        .whyUnsupported: "ليس في المقطع صورة، أو ليس فيه صوت حيث يلزم",
        .whyNoFace: "لم يوجد وجه",
        .whyFaceTooSmall: "الوجوه صغيرة جدًا",
        .whyProfile: "الوجوه مرئية من الجانب",
        .whyTooDark: "الوجوه معتمة جدًا",
        .whyRecompressed: "الفيلم مضغوط بشدة تفوق كل ما قيس به الكاشف",
        .whyAnimation: "الوجوه مرسومة أو مولّدة بالرسوم الحاسوبية، والكاشف يحكم على الوجوه المصوّرة",
        .whyTooFewFrames: "لا يظهر وجه مرات كافية",
        .whyNoSpeech: "لا يكاد يُسمع شيء حيث يظهر وجه",
        .whyMusic: "المسموع موسيقى أو ضجيج لا يعلو ويخفت كالكلام",
        .whyStillMouth: "لا فم مرئيًا يتحرك كما في الكلام",
        .whyInconclusive: "تقع القيمة حيث تقع المادة المتلاعب بها وغير المعدَّلة معًا",
        .whyTooFewReferences: "القيمة مرتفعة، ولم تتوفر مادة غير معدَّلة تكفي لمعرفة ندرة بلوغها هذا الحد",
        .whySeveralPeople: "يظهر أو يُسمع عدة أشخاص، ولا أحد منهم معظم الوقت",
        .whyTooFewRecordings: "ما تُعلِّم من مواد الشخص الموقّعة أقل من أن يُحكم به (vericlip people learn)",
        .whyPeopleNotInstalled: "ما يقارنهما غير مثبّت (يثبّته الأمر scripts/setup --people)",
        .whyLittleSpeech: "الكلام المسموع أقل من اللازم",
        .whyBetweenPeople: "يقع بين ما تبلغه مواد الشخص نفسه ومواد غيره",
        .faceOfPerson: "الوجه، مقارنًا بـ {person}",
        .voiceOfPerson: "الصوت، مقارنًا بـ {person}",
        .errsIdentity:
            "كم مرة يخطئ ذلك: من 134 زوجًا من أشخاص مختلفين في مقاطع الاختبار، جاء 1 متسقًا و126 غير متسق؛ ومن 3 أشخاص يظهر كل منهم في "
            + "مصدرين، جاء الثلاثة متسقين؛ ومن 949 وجهًا مستبدلًا من DFDC جاء 170 متسقًا مع أصله.",
        .errsVoice:
            "كم مرة يخطئ ذلك: من 64 زوجًا من أشخاص مختلفين في مقاطع الاختبار لم يأتِ أيٌّ متسقًا، ومن 148 غيرها 3؛ أما كم مرة يُخطأ صوت "
            + "الشخص نفسه فقيس بزوج واحد فقط. ولا يقال غير متسق إلا عن 1 من 20 على الأكثر من مواد صحيحة كالتي تُعلِّمت.",
        .peopleProveNothing:
            "الاتساق ليس دليلًا: فالوجه المستبدل والصوت المستنسخ يُصنعان ليتسقا. وعدم الاتساق لا يقول من هو. ولا يغيّر أيٌّ منهما ما تقوله "
            + "المقارنة بمادة موقّعة.",
        .scoreOverTime: "{subject}، القيمة عبر الزمن",
        .scoresOfLips:
            "الاشتباه، من 0 إلى 1، في {faces} عند {moments}؛ تمثل كل لحظة الثواني الأربع حولها، وما تؤول إليه معًا هو الفاصل. فوق الخط "
            + "المنقّط الأعلى علامات تلاعب، وتحت الأدنى لا علامات.",
        .scoresOfFaces:
            "الاشتباه، من 0 إلى 1، في {faces} عند {moments}؛ والفاصل متوسط قيم الوجه دون أعلاها وأدناها. فوق الخط المنقّط الأعلى علامات "
            + "تلاعب، وتحت الأدنى لا علامات.",
        .faceNumbered: "الوجه {number}",
        .thresholdSigns: "علامات",
        .thresholdNoSigns: "لا علامات",
        .driverFrame: "إطار من المقطع عند {time}؛ حُدّد وجه، {place}.",
        .driverCaption: "{subject}: المقطع عند {time}، من اللحظات التي رفعت القيمة أكثر من غيرها",
    ]
}
