/// What the pages say where recordings are registered.
extension English {
    static let registration: [Message: String] = [
        .register: "Register",
        .registerTitle: "Register a recording of yours",
        .registerIntro:
            "What you register can be recognised later in copies of it, also cut, cropped or altered ones, and "
            + "everybody can check that it was you who signed it.",
        .nothingRegisteredHere:
            "Nothing is registered here: this machine holds no key that speaks in its log. Use the machine that "
            + "has yours, as below.",
        .recordingLabel: "The recording, as you publish it or longer",
        .withFaces: "Follow faces too: only then are altered faces found in copies",
        .recordingStays:
            "The recording goes to this server and is erased as soon as it was read; its fingerprint stays in a "
            + "draft until you register or erase it.",
        .fingerprintTold:
            "A fingerprint holds a very small picture that can be recognised and, where faces are followed, "
            + "describes them.",
        .drafts: "Drafts",
        .draft: "Draft",
        .draftMade: "made {time}",
        .isAnalysed: "Is being read.",
        .waitsForYou: "Waits for you: nothing is signed yet.",
        .cannotBeRegistered: "Cannot be registered.",
        .isRegistered: "Is registered.",
        .yourKey: "Your key, in plain words",
        .homeSignsAs: "What is registered here is signed as {name}.",
        .howVouched: "How that is vouched for",
        .keyWhat:
            "A key is a small secret file that signs for you. Whoever sees the signature can check, without "
            + "asking you, that the statement comes from the holder of that file and that not a letter of it has "
            + "changed since.",
        .keyCertifies:
            "It certifies that you say so: that this is your recording, what it is called, where and when it "
            + "was made. It certifies neither that what you say is so, nor who you are: that others learn from "
            + "your own web site, once it names your key.",
        .keyLives:
            "It lives on the machine that signs, in the folder {folder} of the Vericlip home, readable by its "
            + "user alone, or on a token. It is never uploaded, never shown on a page, and never sent along with "
            + "a recording.",
        .keyLost:
            "Keep a copy of it, and the recovery key, away from that machine. A key that was lost or stolen is "
            + "replaced with the recovery key: vericlip keys rotate and vericlip keys revoke. What it signed "
            + "before stays valid.",
        .stepInit: "Make the key, once, on the machine that is to sign:",
        .stepWellKnown:
            "Have your web site name it. This writes the file to put there, and prints the line for your DNS:",
        .stepAttest: "Have somebody look, and log that they did; anybody can:",
        .ownMachine: "With a key on your own machine",
        .ownMachineHow:
            "Neither the recording nor the key leaves your machine: only the signed statement and the "
            + "fingerprint are sent. Where the registry asks for an API key, its scopes are lookup and register.",
        .toTheRecord: "To its record, a permanent address",
        .whatWasRead: "What was read",
        .picture: "Picture",
        .faces: "Faces",
        .facesLeftOut: "not looked for",
        .notFoundBy: "Not to be found by",
        .whoElse: "Who else has registered this footage",
        .nobodyElse: "Nobody, as far as was looked.",
        .othersToo:
            "Parts of it are in other records. That is no obstacle: both will be shown, and who was first says "
            + "nothing about whose it is.",
        .overlapLimits:
            "Looked up when the recording was read. What is cropped hard, filmed off a screen, or shared for "
            + "less than about 10 s is not noticed; of long recordings excerpts are looked up.",
        .here: "Here",
        .inTheOther: "In the other",
        .yourself: "you yourself",
        .unreadable: "a publisher that cannot be read",
        .whatYouSay: "What you say of it",
        .cannotBeUnsaid:
            "This is public, and signed it cannot be changed or unsaid: a correction is one more entry, and "
            + "this one stays visible. Leave out what you do not know.",
        .titleOfIt: "Title",
        .dayOfIt: "Day",
        .placeOfIt: "Place",
        .languageSpoken: "Language spoken",
        .languageHint: "As a tag, such as {example}.",
        .whereInFull: "Where it can be seen in full",
        .timeRecorded: "Time of recording",
        .timeHint: "As {example}.",
        .peopleHint: "Who is seen or heard: {example}. Public at once, and cannot be changed.",
        .rights: "Licence or owner",
        .madeFromRecord: "Made from record",
        .madeFromHint: "The number of a record that this is a cut, a vertical or a captioned version of.",
        .excludeHint: "Passages that others have too, which it is not to be found by: {example}, several with commas.",
        .saveDraft: "Save the draft",
        .whatIsPublished: "What is published",
        .publishAll: "The whole fingerprint",
        .publishAllHint: "Copies are found, and what was altered in them is shown.",
        .publishKeys: "Its keys and its hash alone",
        .publishKeysHint:
            "Copies are found, but nothing of them can be compared: an altered one gets the same answer. The "
            + "fingerprint stays in {folder}.",
        .publishLater: "Its hash now, the fingerprint later",
        .publishLaterHint:
            "Nobody finds it before vericlip reveal. The title and what else you say are public at once.",
        .confirmSigning: "I speak for {name}, and this may be signed in its name.",
        .signAndRegister: "Sign and register",
        .keyUsed: "Signed here, with the key",
        .signElsewhere:
            "Your key is not here, and stays where it is: save the draft, take its details, and sign on your "
            + "own machine with the same file.",
        .eraseDraft: "Erase the draft",
        .confirmEraseDraft: "Erase this draft? What was registered stays in the log.",
    ]
}

extension German {
    static let registration: [Message: String] = [
        .register: "Eintragen",
        .registerTitle: "Eine eigene Aufnahme eintragen",
        .registerIntro:
            "Was Sie eintragen, wird später auch in geschnittenen, beschnittenen oder veränderten Kopien "
            + "erkannt, und alle können prüfen, dass Sie es signiert haben.",
        .nothingRegisteredHere:
            "Hier wird nichts eingetragen: Diese Maschine hat keinen Schlüssel, der in ihrem Protokoll spricht. "
            + "Benutzen Sie die Maschine mit Ihrem Schlüssel, wie unten beschrieben.",
        .recordingLabel: "Die Aufnahme, wie Sie sie veröffentlichen oder länger",
        .withFaces: "Auch Gesichtern folgen: Nur dann werden veränderte Gesichter in Kopien gefunden",
        .recordingStays:
            "Die Aufnahme geht an diesen Server und wird gelöscht, sobald sie gelesen ist; ihr Fingerabdruck "
            + "bleibt in einem Entwurf, bis Sie ihn eintragen oder löschen.",
        .fingerprintTold:
            "Ein Fingerabdruck enthält ein sehr kleines, erkennbares Bild und beschreibt Gesichter, wo ihnen "
            + "gefolgt wird.",
        .drafts: "Entwürfe",
        .draft: "Entwurf",
        .draftMade: "angelegt {time}",
        .isAnalysed: "Wird gelesen.",
        .waitsForYou: "Wartet auf Sie: Noch ist nichts signiert.",
        .cannotBeRegistered: "Kann nicht eingetragen werden.",
        .isRegistered: "Ist eingetragen.",
        .yourKey: "Ihr Schlüssel, in einfachen Worten",
        .homeSignsAs: "Was hier eingetragen wird, ist signiert als {name}.",
        .howVouched: "Wer dafür bürgt",
        .keyWhat:
            "Ein Schlüssel ist eine kleine geheime Datei, die für Sie unterschreibt. Wer die Signatur sieht, "
            + "kann ohne Rückfrage prüfen, dass die Aussage vom Inhaber dieser Datei stammt und seither kein "
            + "Buchstabe verändert wurde.",
        .keyCertifies:
            "Er bescheinigt, dass Sie es sagen: dass dies Ihre Aufnahme ist, wie sie heißt, wo und wann sie "
            + "entstand. Er bescheinigt weder, dass es stimmt, noch wer Sie sind: Das erfahren andere von Ihrer "
            + "eigenen Website, sobald sie Ihren Schlüssel nennt.",
        .keyLives:
            "Er liegt auf der Maschine, die signiert, im Ordner {folder} des Vericlip-Verzeichnisses, nur für "
            + "dessen Benutzer lesbar, oder auf einem Token. Er wird nie hochgeladen, nie auf einer Seite gezeigt "
            + "und nie mit einer Aufnahme verschickt.",
        .keyLost:
            "Verwahren Sie eine Kopie und den Wiederherstellungsschlüssel fern von dieser Maschine. Ein "
            + "verlorener oder gestohlener Schlüssel wird mit dem Wiederherstellungsschlüssel ersetzt: vericlip "
            + "keys rotate und vericlip keys revoke. Was er zuvor signiert hat, bleibt gültig.",
        .stepInit: "Den Schlüssel anlegen, einmal, auf der Maschine, die signieren soll:",
        .stepWellKnown:
            "Ihre Website den Schlüssel nennen lassen. Dies schreibt die Datei dafür und gibt die Zeile für Ihr "
            + "DNS aus:",
        .stepAttest: "Jemanden nachsehen und das protokollieren lassen; alle können es:",
        .ownMachine: "Mit einem Schlüssel auf Ihrer eigenen Maschine",
        .ownMachineHow:
            "Weder die Aufnahme noch der Schlüssel verlässt Ihre Maschine: Gesendet werden nur die signierte "
            + "Aussage und der Fingerabdruck. Fragt das Register nach einem API-Schlüssel, braucht er lookup und "
            + "register.",
        .toTheRecord: "Zum Eintrag, einer dauerhaften Adresse",
        .whatWasRead: "Was gelesen wurde",
        .picture: "Bild",
        .faces: "Gesichter",
        .facesLeftOut: "nicht gesucht",
        .notFoundBy: "Daran nicht zu finden",
        .whoElse: "Wer dieses Material noch eingetragen hat",
        .nobodyElse: "Niemand, soweit gesucht wurde.",
        .othersToo:
            "Teile davon stehen in anderen Einträgen. Das ist kein Hindernis: Beide werden gezeigt, und wer "
            + "zuerst kam, sagt nichts darüber, wem es gehört.",
        .overlapLimits:
            "Gesucht, als die Aufnahme gelesen wurde. Stark Beschnittenes, vom Bildschirm Gefilmtes und weniger "
            + "als etwa 10 s Gemeinsames fällt nicht auf; von langen Aufnahmen werden Ausschnitte gesucht.",
        .here: "Hier",
        .inTheOther: "Im anderen",
        .yourself: "Sie selbst",
        .unreadable: "ein Herausgeber, der nicht lesbar ist",
        .whatYouSay: "Was Sie darüber sagen",
        .cannotBeUnsaid:
            "Dies ist öffentlich und lässt sich signiert weder ändern noch zurücknehmen: Eine Berichtigung ist "
            + "ein weiterer Eintrag, und dieser bleibt sichtbar. Lassen Sie weg, was Sie nicht wissen.",
        .titleOfIt: "Titel",
        .dayOfIt: "Tag",
        .placeOfIt: "Ort",
        .languageSpoken: "Gesprochene Sprache",
        .languageHint: "Als Kürzel, etwa {example}.",
        .whereInFull: "Wo sie ganz zu sehen ist",
        .timeRecorded: "Zeit der Aufnahme",
        .timeHint: "Wie {example}.",
        .peopleHint: "Wer zu sehen oder zu hören ist: {example}. Sofort öffentlich und nicht zu ändern.",
        .rights: "Lizenz oder Inhaber",
        .madeFromRecord: "Entstanden aus Eintrag",
        .madeFromHint:
            "Die Nummer des Eintrags, von dem dies ein Schnitt, eine Hochkant- oder eine untertitelte Fassung "
            + "ist.",
        .excludeHint:
            "Stellen, die andere auch haben und an denen sie nicht gefunden werden soll: {example}, mehrere mit "
            + "Kommas.",
        .saveDraft: "Entwurf speichern",
        .whatIsPublished: "Was veröffentlicht wird",
        .publishAll: "Der ganze Fingerabdruck",
        .publishAllHint: "Kopien werden gefunden, und was darin verändert wurde, wird gezeigt.",
        .publishKeys: "Nur seine Schlüsselwerte und seine Prüfsumme",
        .publishKeysHint:
            "Kopien werden gefunden, aber nichts daran lässt sich vergleichen: Eine veränderte erhält dieselbe "
            + "Antwort. Der Fingerabdruck bleibt in {folder}.",
        .publishLater: "Jetzt seine Prüfsumme, der Fingerabdruck später",
        .publishLaterHint:
            "Niemand findet sie vor vericlip reveal. Der Titel und was Sie sonst sagen sind sofort öffentlich.",
        .confirmSigning: "Ich spreche für {name}, und dies darf in dessen Namen signiert werden.",
        .signAndRegister: "Signieren und eintragen",
        .keyUsed: "Signiert hier, mit dem Schlüssel",
        .signElsewhere:
            "Ihr Schlüssel ist nicht hier und bleibt, wo er ist: Speichern Sie den Entwurf, nehmen Sie seine "
            + "Angaben mit, und signieren Sie mit derselben Datei auf Ihrer eigenen Maschine.",
        .eraseDraft: "Entwurf löschen",
        .confirmEraseDraft: "Diesen Entwurf löschen? Was eingetragen wurde, bleibt im Protokoll.",
    ]
}

extension Arabic {
    static let registration: [Message: String] = [
        .register: "التسجيل",
        .registerTitle: "تسجيل مادة من موادك",
        .registerIntro:
            "ما تسجله يمكن التعرف عليه لاحقًا في نسخه، حتى المقطوعة أو المقصوصة أو المعدلة، ويستطيع الجميع "
            + "التحقق من أنك أنت من وقّعه.",
        .nothingRegisteredHere:
            "لا يُسجَّل شيء هنا: لا تملك هذه الآلة مفتاحًا يتكلم في سجلها. استخدم الآلة التي فيها مفتاحك، كما "
            + "يأتي.",
        .recordingLabel: "المادة كما تنشرها أو أطول",
        .withFaces: "تتبّع الوجوه أيضًا: فبذلك وحده تُكشف الوجوه المعدلة في النسخ",
        .recordingStays:
            "تذهب المادة إلى هذا الخادم وتُحذف فور قراءتها؛ وتبقى بصمتها في مسودة إلى أن تسجلها أو تحذفها.",
        .fingerprintTold: "تحمل البصمة صورة صغيرة جدًا يمكن التعرف عليها، وتصف الوجوه حيث تُتتبّع.",
        .drafts: "المسودات",
        .draft: "مسودة",
        .draftMade: "أُنشئت في {time}",
        .isAnalysed: "تُقرأ.",
        .waitsForYou: "تنتظرك: لم يُوقَّع شيء بعد.",
        .cannotBeRegistered: "لا يمكن تسجيلها.",
        .isRegistered: "سُجّلت.",
        .yourKey: "مفتاحك بكلمات بسيطة",
        .homeSignsAs: "ما يُسجَّل هنا يُوقَّع باسم {name}.",
        .howVouched: "من يشهد لذلك",
        .keyWhat:
            "المفتاح ملف سري صغير يوقّع عنك. ومن يرى التوقيع يستطيع أن يتحقق، دون أن يسألك، من أن القول صادر عن "
            + "حامل ذلك الملف وأن حرفًا منه لم يتغير منذئذ.",
        .keyCertifies:
            "يشهد بأنك قلت ذلك: أن هذه مادتك، واسمها، وأين ومتى سُجّلت. ولا يشهد بأن ما تقوله صحيح ولا بهويتك: "
            + "فذلك يعرفه الآخرون من موقعك أنت متى ذكر مفتاحك.",
        .keyLives:
            "يقيم على الآلة التي توقّع، في المجلد {folder} من مجلد Vericlip، لا يقرؤه إلا مستخدمه، أو على رمز "
            + "مادي. لا يُرفع أبدًا، ولا يظهر في صفحة، ولا يُرسل مع مادة.",
        .keyLost:
            "احتفظ بنسخة منه وبمفتاح الاسترداد بعيدًا عن تلك الآلة. والمفتاح المفقود أو المسروق يُستبدل بمفتاح "
            + "الاسترداد: vericlip keys rotate و vericlip keys revoke. وما وقّعه قبل ذلك يبقى صالحًا.",
        .stepInit: "أنشئ المفتاح مرة واحدة على الآلة التي ستوقّع:",
        .stepWellKnown: "اجعل موقعك يذكره. هذا الأمر يكتب الملف الذي يوضع فيه ويطبع السطر الخاص بنظام DNS:",
        .stepAttest: "دع أحدًا يتحقق ويسجل أنه تحقق؛ والجميع يستطيعون ذلك:",
        .ownMachine: "بمفتاح على آلتك أنت",
        .ownMachineHow:
            "لا تغادر المادة ولا المفتاح آلتك: لا يُرسل إلا القول الموقّع والبصمة. وإن طلب السجل مفتاح API "
            + "فصلاحياته lookup و register.",
        .toTheRecord: "إلى سجلها، وهو عنوان دائم",
        .whatWasRead: "ما قُرئ",
        .picture: "الصورة",
        .faces: "الوجوه",
        .facesLeftOut: "لم يُبحث عنها",
        .notFoundBy: "لا يُعثر عليها بها",
        .whoElse: "من سجّل هذه المادة غيرك",
        .nobodyElse: "لا أحد، بقدر ما بُحث.",
        .othersToo: "أجزاء منها في سجلات أخرى. وليس ذلك مانعًا: سيظهر كلاهما، ومن كان أولًا لا يدل على صاحبها.",
        .overlapLimits:
            "بُحث عنها عند قراءة المادة. ولا يُلاحظ ما قُصّ كثيرًا أو صُوّر عن شاشة أو اشتُرك فيه أقل من نحو 10 "
            + "ثوانٍ؛ ومن المواد الطويلة تُبحث مقتطفات.",
        .here: "هنا",
        .inTheOther: "في الأخرى",
        .yourself: "أنت نفسك",
        .unreadable: "ناشر لا يمكن قراءته",
        .whatYouSay: "ما تقوله عنها",
        .cannotBeUnsaid:
            "هذا علني، وبعد توقيعه لا يُغيَّر ولا يُسحب: فالتصحيح قيد آخر، ويبقى هذا ظاهرًا. اترك ما لا تعرفه.",
        .titleOfIt: "العنوان",
        .dayOfIt: "اليوم",
        .placeOfIt: "المكان",
        .languageSpoken: "اللغة المنطوقة",
        .languageHint: "كرمز مثل {example}.",
        .whereInFull: "أين تُشاهد كاملة",
        .timeRecorded: "وقت التسجيل",
        .timeHint: "بصيغة {example}.",
        .peopleHint: "من يظهر أو يُسمع: {example}. يُعلن فورًا ولا يمكن تغييره.",
        .rights: "الترخيص أو المالك",
        .madeFromRecord: "مأخوذة من السجل رقم",
        .madeFromHint: "رقم السجل الذي هذه نسخة مقطوعة أو عمودية أو مشروحة منه.",
        .excludeHint: "مقاطع يملكها غيرك أيضًا ولا ينبغي أن يُعثر عليها بها: {example}، وبينها فواصل.",
        .saveDraft: "حفظ المسودة",
        .whatIsPublished: "ما يُنشر",
        .publishAll: "البصمة كاملة",
        .publishAllHint: "تُكتشف النسخ، ويُبيَّن ما عُدّل فيها.",
        .publishKeys: "مفاتيح البحث وبصمتها الرقمية فقط",
        .publishKeysHint:
            "تُكتشف النسخ، لكن لا يمكن مقارنة شيء منها: فالنسخة المعدلة تنال الجواب نفسه. وتبقى البصمة في "
            + "{folder}.",
        .publishLater: "بصمتها الرقمية الآن، والبصمة لاحقًا",
        .publishLaterHint: "لا يعثر عليها أحد قبل vericlip reveal. أما العنوان وما تقوله غيره فعلنيّ فورًا.",
        .confirmSigning: "أتكلم باسم {name}، ويجوز توقيع هذا باسمه.",
        .signAndRegister: "توقيع وتسجيل",
        .keyUsed: "يُوقَّع هنا بالمفتاح",
        .signElsewhere: "مفتاحك ليس هنا، ويبقى حيث هو: احفظ المسودة، وخذ بياناتها، ووقّع على آلتك بالملف نفسه.",
        .eraseDraft: "حذف المسودة",
        .confirmEraseDraft: "أتريد حذف هذه المسودة؟ ما سُجّل يبقى في السجل.",
    ]
}
