/// What a report does not say.
extension English {
    static let limits: [Message: String] = [
        .limitPictureInTime:
            "Parts of the picture were compared in time only: a replaced face, mouth, sign or object would not "
            + "be seen there.",
        .limitResolution:
            "Where the picture was compared, what is small or brief may escape: another mouth for about half a "
            + "second or less, a mouth that is bent rather than replaced, a face lower than a tenth of the frame, "
            + "a sign or object narrower than a twelfth of it. Somebody who knows what the record holds may evade the "
            + "comparison on purpose.",
        .limitNoFaceDetector:
            "No face detector is installed here: a face in the clip that the record does not know would not be "
            + "noticed.",
        .limitTruncated: "The file ends early, at {time}: what should have followed was not assessed.",
        .limitUnknownSigner:
            "The key that signed this record is not among the keys you trust. Make sure that it belongs to "
            + "{publisher} before you rely on the name.",
        .itsPublisher: "its publisher",
        .limitCredentials:
            "Content Credentials say who signed the file and what they say was done to it, not that what is "
            + "said or shown in it is so. Whether the signer's certificate was withdrawn since is not asked: "
            + "nothing is sent.",
        .limitNoAuthorities:
            "There is no list of authorities (keys/c2pa-trust.pem), so nobody vouches for the signer's name.",
        .limitUnknownLog:
            "The log {origin} is not among the logs you trust: its proofs show only that it holds this record.",
        .limitUnusableRecord:
            "Record {number} may match, but what is stored of it is not what was signed, so it was not "
            + "compared.",
        .limitUnreadableFingerprint:
            "Record {number}'s fingerprint cannot be read by this version, so it was not compared.",
        .limitUnpublished:
            "Record {number} may match, but only its keys are published: ask its publisher for the fingerprint, "
            + "add it with vericlip reveal {number} --fingerprint FILE, and check again.",
        .limitMissingFingerprint:
            "Record {number} may match, but its fingerprint is not here: vericlip mirror --record {number} "
            + "copies it to a mirror; then check again.",
        .limitFetchedFingerprint:
            "The fingerprint of record {number} was fetched from {address} for this look-up: who serves it "
            + "there can tell that it was looked at.",
        .limitUnfetchedFingerprint:
            "The fingerprint of record {number} could not be fetched from {address} now: {why}.",
        .limitExcluded:
            "Clip {clip} lies in a passage of record {number} that its publisher excluded ({why}): others have "
            + "that footage too.",
        .limitFingerprintOnly:
            "Only the clip's fingerprint was handed in. Faces, signs and objects in its picture could not be "
            + "compared, and what the report calls the clip, its hash and its streams is its sender's word.",
        .limitStatementOnly:
            "A signature says who registered a recording and when, not that what is said or shown in it is so.",
    ]
}

extension German {
    static let limits: [Message: String] = [
        .limitPictureInTime:
            "Teile des Bildes wurden nur zeitlich verglichen: Ein ersetztes Gesicht, ein Mund, ein Schild oder "
            + "ein Gegenstand fiele dort nicht auf.",
        .limitResolution:
            "Auch wo das Bild verglichen wurde, kann Kleines oder Kurzes entgehen: ein anderer Mund für etwa "
            + "eine halbe Sekunde oder weniger, ein verbogener statt ersetzter Mund, ein Gesicht unter einem "
            + "Zehntel der Bildhöhe, ein Schild oder Gegenstand schmaler als ein Zwölftel des Bildes. Wer weiß, was "
            + "der Eintrag enthält, kann dem Vergleich absichtlich ausweichen.",
        .limitNoFaceDetector:
            "Hier ist kein Gesichtsdetektor installiert: Ein Gesicht im Clip, das der Eintrag nicht kennt, "
            + "fiele nicht auf.",
        .limitTruncated: "Die Datei endet vorzeitig, bei {time}: Was folgen sollte, wurde nicht beurteilt.",
        .limitUnknownSigner:
            "Der Schlüssel, der diesen Eintrag signiert hat, ist nicht unter denen, denen Sie vertrauen. "
            + "Vergewissern Sie sich, dass er {publisher} gehört, bevor Sie sich auf den Namen verlassen.",
        .itsPublisher: "seinem Herausgeber",
        .limitCredentials:
            "Content Credentials sagen, wer die Datei signiert hat und was nach dessen Worten mit ihr geschehen "
            + "ist, nicht, dass stimmt, was darin gesagt oder gezeigt wird. Ob das Zertifikat seither "
            + "zurückgezogen wurde, wird nicht gefragt: Nichts wird gesendet.",
        .limitNoAuthorities:
            "Es gibt keine Liste von Autoritäten (keys/c2pa-trust.pem), daher bürgt niemand für den Namen des "
            + "Signierenden.",
        .limitUnknownLog:
            "Das Protokoll {origin} ist nicht unter denen, denen Sie vertrauen: Seine Beweise zeigen nur, dass "
            + "es diesen Eintrag enthält.",
        .limitUnusableRecord:
            "Eintrag {number} könnte passen, doch was von ihm gespeichert ist, ist nicht, was signiert wurde; "
            + "er wurde nicht verglichen.",
        .limitUnreadableFingerprint:
            "Den Fingerabdruck von Eintrag {number} kann diese Version nicht lesen; er wurde nicht verglichen.",
        .limitUnpublished:
            "Eintrag {number} könnte passen, doch nur seine Schlüsselwerte sind veröffentlicht: Bitten Sie den "
            + "Herausgeber um den Fingerabdruck, fügen Sie ihn mit vericlip reveal {number} --fingerprint FILE "
            + "hinzu, und prüfen Sie noch einmal.",
        .limitMissingFingerprint:
            "Eintrag {number} könnte passen, doch sein Fingerabdruck liegt hier nicht vor: vericlip mirror "
            + "--record {number} kopiert ihn in einen Spiegel; prüfen Sie dann noch einmal.",
        .limitFetchedFingerprint:
            "Der Fingerabdruck von Eintrag {number} wurde für diese Suche von {address} geholt: Wer ihn dort "
            + "bereithält, kann sehen, dass er angesehen wurde.",
        .limitUnfetchedFingerprint:
            "Der Fingerabdruck von Eintrag {number} war jetzt nicht von {address} zu holen: {why}.",
        .limitExcluded:
            "Clip {clip} liegt in einer Stelle von Eintrag {number}, die der Herausgeber ausgenommen hat "
            + "({why}): Andere haben dieses Material auch.",
        .limitFingerprintOnly:
            "Nur der Fingerabdruck des Clips wurde eingereicht. Gesichter, Schilder und Gegenstände im Bild "
            + "ließen sich nicht vergleichen, und wie der Bericht den Clip, seine Prüfsumme und seine Spuren "
            + "nennt, ist das Wort des Absenders.",
        .limitStatementOnly:
            "Eine Signatur sagt, wer eine Aufnahme eingetragen hat und wann, nicht, dass stimmt, was darin "
            + "gesagt oder gezeigt wird.",
    ]
}

extension Arabic {
    static let limits: [Message: String] = [
        .limitPictureInTime:
            "أجزاء من الصورة قورنت في التوقيت فقط: ولو استُبدل وجه أو فم أو لافتة أو شيء لما لوحظ هناك.",
        .limitResolution:
            "حتى حيث قورنت الصورة قد يفوت الصغير أو القصير: فم آخر لنحو نصف ثانية أو أقل، أو فم لُوي ولم "
            + "يُستبدل، أو وجه أقصر من عُشر الإطار، أو لافتة أو شيء أضيق من جزء من اثني عشر منه. ومن يعرف ما "
            + "يحفظه السجل قد يتفادى المقارنة عمدًا.",
        .limitNoFaceDetector: "ليس هنا كاشف وجوه: ولو وُجد في المقطع وجه لا يعرفه السجل لما لوحظ.",
        .limitTruncated: "ينتهي الملف قبل أوانه، عند {time}: وما كان يجب أن يليه لم يُقيَّم.",
        .limitUnknownSigner:
            "المفتاح الذي وقّع هذا السجل ليس من المفاتيح التي تثق بها. تأكد من أنه يعود إلى {publisher} قبل أن "
            + "تعتمد على الاسم.",
        .itsPublisher: "ناشره",
        .limitCredentials:
            "تقول Content Credentials من وقّع الملف وما يقول إنه جرى عليه، لا أن ما يُقال أو يُعرض فيه كذلك. "
            + "ولا يُسأل هل سُحبت شهادة الموقّع منذئذ: فلا يُرسل شيء.",
        .limitNoAuthorities: "لا توجد قائمة جهات (keys/c2pa-trust.pem)، فلا أحد يشهد لاسم الموقّع.",
        .limitUnknownLog: "السجل العام {origin} ليس من السجلات التي تثق بها: فبراهينه لا تبيّن إلا أنه يحوي هذا القيد.",
        .limitUnusableRecord: "قد يطابق السجل {number}، لكن المخزون منه ليس ما وُقّع، فلم يُقارن.",
        .limitUnreadableFingerprint: "لا تستطيع هذه النسخة قراءة بصمة السجل {number}، فلم تُقارن.",
        .limitUnpublished:
            "قد يطابق السجل {number}، لكن المنشور مفاتيح البحث فقط: اطلب البصمة من ناشره، وأضفها بالأمر "
            + "vericlip reveal {number} --fingerprint FILE، ثم افحص مرة أخرى.",
        .limitMissingFingerprint:
            "قد يطابق السجل {number}، لكن بصمته غير موجودة هنا: الأمر vericlip mirror --record {number} ينسخها "
            + "إلى مرآة؛ ثم افحص مرة أخرى.",
        .limitFetchedFingerprint:
            "جُلبت بصمة السجل {number} من {address} لهذا البحث: ومن يقدمها هناك يستطيع أن يعرف أنها طُلبت.",
        .limitUnfetchedFingerprint: "تعذر جلب بصمة السجل {number} من {address} الآن: {why}.",
        .limitExcluded:
            "المقطع {clip} يقع في موضع من السجل {number} استثناه ناشره ({why}): فلدى غيره تلك المادة أيضًا.",
        .limitFingerprintOnly:
            "لم تُقدَّم إلا بصمة المقطع. لم تمكن مقارنة الوجوه واللافتات والأشياء في صورته، وما يسمّيه التقرير "
            + "مقطعًا وبصمته الرقمية ومساراته هو قول مرسله.",
        .limitStatementOnly: "التوقيع يقول من سجّل المادة ومتى، لا أن ما يُقال أو يُعرض فيها كذلك.",
    ]
}
