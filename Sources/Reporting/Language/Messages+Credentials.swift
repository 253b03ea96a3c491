/// What is said of Content Credentials.
extension English {
    static let credentials: [Message: String] = [
        .credsElsewhere:
            "The file says that they lie at {address}. vericlip verify --remote-credentials fetches them from "
            + "there, which tells whoever serves them that the file is being looked at.",
        .credsNotRead: "They were not read: {reason}.",
        .credsFetched: "They are not in the file, and were fetched from {address}, where it says that they lie.",
        .credsFail: "They do not hold: {reason}.",
        .credsBroken: "the manifest is broken",
        .credsHoldUnlisted:
            "They hold: the file is as it was signed. No authority on your trust list vouches for the signer.",
        .credsHoldNoList:
            "They hold: the file is as it was signed. Nobody vouches for the signer: there is no trust list.",
        .credsHoldTrusted:
            "They hold: the file is as it was signed, and an authority on your trust list vouches for the "
            + "signer.",
        .credsUnnamed: "an unnamed holder of a key",
        .credsNameSigner: "They name as signer: {signer}.",
        .credsSignedAt: "Signed by {signer}, at {time}.",
        .credsSignedAtUnvouched:
            "Signed by {signer}, at {time}, by a time stamp that no authority of a trust list made.",
        .credsSignedSometime: "Signed by {signer}, at a time that no time stamp tells.",
        .credsTitled: "As the signer says: titled {title}.",
        .credsMadeWith: "As the signer says: made with {generator}.",
        .credsTitledMadeWith: "As the signer says: titled {title}, made with {generator}.",
        .credsActions: "Done to it, as the signer says: {actions}.",
        .credsActionsMore: "Done to it, as the signer says: {actions} and {number} more.",
        .ingredientIs: "Ingredient {name} ({relationship}): {holds}.",
        .withoutTitle: "without a title",
        .ingredientFails: "its own manifest does not hold",
        .ingredientHasNone: "it has no manifest of its own",
        .ingredientHolds: "its own manifest holds, or was judged by the signer",
        .credsCodes: "C2PA codes: {codes}.",
    ]
}

extension German {
    static let credentials: [Message: String] = [
        .credsElsewhere:
            "Die Datei sagt, dass sie bei {address} liegen. vericlip verify --remote-credentials holt sie von "
            + "dort; wer sie dort bereithält, erfährt dadurch, dass die Datei angesehen wird.",
        .credsNotRead: "Sie wurden nicht gelesen: {reason}.",
        .credsFetched:
            "Sie stehen nicht in der Datei und wurden von {address} geholt, wo sie nach deren Angabe liegen.",
        .credsFail: "Sie halten nicht: {reason}.",
        .credsBroken: "das Manifest ist beschädigt",
        .credsHoldUnlisted:
            "Sie halten: Die Datei ist, wie sie signiert wurde. Keine Autorität Ihrer Vertrauensliste bürgt für "
            + "den Signierenden.",
        .credsHoldNoList:
            "Sie halten: Die Datei ist, wie sie signiert wurde. Niemand bürgt für den Signierenden: Es gibt "
            + "keine Vertrauensliste.",
        .credsHoldTrusted:
            "Sie halten: Die Datei ist, wie sie signiert wurde, und eine Autorität Ihrer Vertrauensliste bürgt "
            + "für den Signierenden.",
        .credsUnnamed: "ein ungenannter Inhaber eines Schlüssels",
        .credsNameSigner: "Sie nennen als Signierenden: {signer}.",
        .credsSignedAt: "Signiert von {signer}, am {time}.",
        .credsSignedAtUnvouched:
            "Signiert von {signer}, am {time}, nach einem Zeitstempel, den keine Autorität einer "
            + "Vertrauensliste gemacht hat.",
        .credsSignedSometime: "Signiert von {signer}, zu einer Zeit, die kein Zeitstempel nennt.",
        .credsTitled: "Nach den Worten des Signierenden: mit dem Titel {title}.",
        .credsMadeWith: "Nach den Worten des Signierenden: gemacht mit {generator}.",
        .credsTitledMadeWith: "Nach den Worten des Signierenden: mit dem Titel {title}, gemacht mit {generator}.",
        .credsActions: "Nach den Worten des Signierenden daran getan: {actions}.",
        .credsActionsMore: "Nach den Worten des Signierenden daran getan: {actions} und {number} weitere.",
        .ingredientIs: "Bestandteil {name} ({relationship}): {holds}.",
        .withoutTitle: "ohne Titel",
        .ingredientFails: "sein eigenes Manifest hält nicht",
        .ingredientHasNone: "er hat kein eigenes Manifest",
        .ingredientHolds: "sein eigenes Manifest hält oder wurde vom Signierenden beurteilt",
        .credsCodes: "C2PA-Codes: {codes}.",
    ]
}

extension Arabic {
    static let credentials: [Message: String] = [
        .credsElsewhere:
            "يقول الملف إنها موجودة في {address}. والأمر vericlip verify --remote-credentials يجلبها من هناك، "
            + "فيعرف من يقدمها أن الملف يُفحص.",
        .credsNotRead: "لم تُقرأ: {reason}.",
        .credsFetched: "ليست في الملف، وجُلبت من {address} حيث يقول إنها موجودة.",
        .credsFail: "لا تصمد: {reason}.",
        .credsBroken: "البيان تالف",
        .credsHoldUnlisted: "تصمد: الملف كما وُقّع. ولا تشهد للموقّع أي جهة في قائمة ثقتك.",
        .credsHoldNoList: "تصمد: الملف كما وُقّع. ولا أحد يشهد للموقّع: فلا توجد قائمة ثقة.",
        .credsHoldTrusted: "تصمد: الملف كما وُقّع، وتشهد للموقّع جهة في قائمة ثقتك.",
        .credsUnnamed: "حامل مفتاح بلا اسم",
        .credsNameSigner: "تذكر أن الموقّع: {signer}.",
        .credsSignedAt: "وقّعها {signer} في {time}.",
        .credsSignedAtUnvouched: "وقّعها {signer} في {time}، بطابع زمني لم تصنعه جهة في قائمة ثقة.",
        .credsSignedSometime: "وقّعها {signer} في وقت لا يذكره طابع زمني.",
        .credsTitled: "كما يقول الموقّع: العنوان {title}.",
        .credsMadeWith: "كما يقول الموقّع: صُنع بـ {generator}.",
        .credsTitledMadeWith: "كما يقول الموقّع: العنوان {title}، صُنع بـ {generator}.",
        .credsActions: "ما جرى عليه كما يقول الموقّع: {actions}.",
        .credsActionsMore: "ما جرى عليه كما يقول الموقّع: {actions} و{number} غيرها.",
        .ingredientIs: "المكوّن {name} ({relationship}): {holds}.",
        .withoutTitle: "بلا عنوان",
        .ingredientFails: "بيانه لا يصمد",
        .ingredientHasNone: "ليس له بيان خاص به",
        .ingredientHolds: "بيانه صامد أو حكم عليه الموقّع",
        .credsCodes: "رموز C2PA: {codes}.",
    ]
}
