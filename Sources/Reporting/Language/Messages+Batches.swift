/// What the pages say of clips by their addresses, and of several together.
extension English {
    static let batches: [Message: String] = [
        .addressLabel: "Or the address of a file",
        .addressHint:
            "Of the file itself, not of a page that shows it; several become a batch, one a line. This server "
            + "fetches it, and whoever has it sees that this server asks.",
        .fetchAndCheck: "Fetch and check",
        .batches: "Batches",
        .batchesIntro:
            "Clips that were handed in together: several files, or several addresses, at once. They are "
            + "checked after those that somebody waits for.",
        .batchHandedIn: "Batch, handed in {time}",
        .batchProgress: "{done} of {count} done, {failed} failed",
        .clipsDone: "Clips done",
        .stage: "Stage",
        .isFetched: "Is being fetched",
        .isDone: "Done",
        .hasFailed: "Failed",
        .batchReports: "All reports as NDJSON",
        .eraseBatch: "Erase the batch",
        .copyingSeveral: "Copying {number} of {count}, {name}: {percent} %. Stay on this page until then.",
        .notTaken: "Not taken: {names}",
        .toTheBatch: "To the batch",
        .fetchingClip: "Fetching the clip from its address.",
        .confirmEraseBatch: "Erase this batch, with all its clips and reports?",
    ]
}

extension German {
    static let batches: [Message: String] = [
        .addressLabel: "Oder die Adresse einer Datei",
        .addressHint:
            "Der Datei selbst, nicht einer Seite, die sie zeigt; mehrere, eine je Zeile, werden ein Stapel. "
            + "Dieser Server holt sie, und wer sie hat, sieht, dass dieser Server fragt.",
        .fetchAndCheck: "Holen und prüfen",
        .batches: "Stapel",
        .batchesIntro:
            "Clips, die zusammen eingereicht wurden: mehrere Dateien oder Adressen auf einmal. Sie werden "
            + "nach denen geprüft, auf die jemand wartet.",
        .batchHandedIn: "Stapel, eingereicht {time}",
        .batchProgress: "{done} von {count} fertig, {failed} gescheitert",
        .clipsDone: "Fertige Clips",
        .stage: "Stand",
        .isFetched: "Wird geholt",
        .isDone: "Fertig",
        .hasFailed: "Gescheitert",
        .batchReports: "Alle Berichte als NDJSON",
        .eraseBatch: "Stapel löschen",
        .copyingSeveral: "Kopiere {number} von {count}, {name}: {percent} %. Bleiben Sie bis dahin auf dieser Seite.",
        .notTaken: "Nicht angenommen: {names}",
        .toTheBatch: "Zum Stapel",
        .fetchingClip: "Holt den Clip von seiner Adresse.",
        .confirmEraseBatch: "Diesen Stapel mit allen Clips und Berichten löschen?",
    ]
}

extension Arabic {
    static let batches: [Message: String] = [
        .addressLabel: "أو عنوان ملف",
        .addressHint:
            "عنوان الملف نفسه لا عنوان صفحة تعرضه؛ والعناوين العدة، كلٌّ في سطر، تصير دفعة. يجلبه هذا الخادم، "
            + "ويرى صاحبه أن هذا الخادم يطلبه.",
        .fetchAndCheck: "جلب وفحص",
        .batches: "الدفعات",
        .batchesIntro: "مقاطع قُدّمت معًا: ملفات أو عناوين عدة دفعة واحدة. تُفحص بعد المقاطع التي ينتظرها أحد.",
        .batchHandedIn: "دفعة، قُدّمت في {time}",
        .batchProgress: "اكتمل {done} من {count}، وفشل {failed}",
        .clipsDone: "المقاطع المكتملة",
        .stage: "المرحلة",
        .isFetched: "يُجلب",
        .isDone: "اكتمل",
        .hasFailed: "فشل",
        .batchReports: "كل التقارير بصيغة NDJSON",
        .eraseBatch: "حذف الدفعة",
        .copyingSeveral: "يُنسخ {number} من {count}، {name}: {percent} %. ابقَ في هذه الصفحة حتى ذلك الحين.",
        .notTaken: "لم يُقبل: {names}",
        .toTheBatch: "إلى الدفعة",
        .fetchingClip: "يُجلب المقطع من عنوانه.",
        .confirmEraseBatch: "أتريد حذف هذه الدفعة بكل مقاطعها وتقاريرها؟",
    ]
}
