/// What the pages say, each in every language (`English`, `German`, `Arabic`). Places for values stand in braces.
public enum Message: String, Sendable, CaseIterable {
    // On every page of the server.
    case skipToPage, pages, checkAClip, verifications, records, publishers, language, sendsNothing, apiBehindIt,
        notFoundTitle, notFoundWhy, backToReport

    // Where a clip is handed in.
    case startTitle, startQuestion, clipStays, clipGoesToServer, fileLabel, fileHint, clipCopied, needsScript,
        checkedBefore, keptUntilErased, keptOnServer, allVerifications, waits, isVerified, handedIn, erase, eraseNamed

    // Clips by their addresses, and several together.
    case addressLabel, addressHint, fetchAndCheck, batches, batchesIntro, batchHandedIn, batchProgress, clipsDone,
        stage,
        isFetched, isDone, hasFailed, batchReports, eraseBatch

    // What the script says of them.
    case copyingSeveral, notTaken, toTheBatch, fetchingClip, confirmEraseBatch

    // Where recordings are registered.
    case register, registerTitle, registerIntro, nothingRegisteredHere, recordingLabel, withFaces,
        recordingStays, fingerprintTold, drafts, draft, draftMade, isAnalysed, waitsForYou, cannotBeRegistered,
        isRegistered, yourKey, homeSignsAs, howVouched, keyWhat, keyCertifies, keyLives, keyLost, stepInit,
        stepWellKnown, stepAttest, ownMachine, ownMachineHow, toTheRecord, whatWasRead, pictureSize, faces,
        facesLeftOut, notFoundBy, whoElse, nobodyElse, othersToo, overlapLimits, here, inTheOther, yourself,
        unreadable, whatYouSay, cannotBeUnsaid, titleOfIt, dayOfIt, placeOfIt, languageSpoken, languageHint,
        whereInFull, timeRecorded, timeHint, rights, madeFromRecord, madeFromHint, excludeHint, saveDraft,
        whatIsPublished, publishAll, publishAllHint, publishKeys, publishKeysHint, publishLater, publishLaterHint,
        confirmSigning, signAndRegister, keyUsed, signElsewhere, eraseDraft, confirmEraseDraft

    // Where one waits for a report.
    case clipHandedIn, clipRead, stopAndErase, looksAgain

    // What the script says there.
    case copying, serverAnswered, noAnswer, clipsBefore, readingClip, comparing, examining, foundSoFar, confirmErase,
        erased

    // Where a browser shows its key.
    case signIn, signOut, signInWho, apiKey, sessionKept, goOn, youAreSignedIn, withKey, signedInWith, keyUnknown,
        keyExpired

    // Lists.
    case search, searchWords, searchRecords, searchPublishers, verdict, anyVerdict, handedInFrom, handedInUntil,
        older, more, nothingFound, recordsIntro, publishersIntro, failingRecord

    // A record and a publisher.
    case record, recordOf, signedBy, identity, domain, domains, key, event, placeStated, recordedStated, original,
        caution, madeFrom, passagesExcluded, length, inTheOriginal, watch, checks, state, saidSince, fileHash, kind,
        country, contact, keyHistory, vouchedFor, selfAsserted, recordsOfPublisher, proof, checkYourself, keyAdded,
        keyStands, keyEnded

    // The report.
    case skipToAnswer, report, checkedAt, thisReport, checkAnother, mediaReviewDraft, evidenceBundle, clip, answer,
        inEnglish, copyParagraph, clickSelects, copyAnswer, copied, cannotCopy, signedSource, signedSources,
        whatDiffers, whatWasCompared, whereItLies, measurements, contentCredentials, aboutTheFile,
        detectors, doesNotSay, show

    // The verdict.
    case relationSame, relationEdited, relationChanged, relationMixed, relationNoSource, relationCannotAssess,
        recordFails, mayComeFromSigned, possible, doubtRecordFails, doubtPicture, doubtFace, doubtSound, doubtWeak,
        doubtUnpublished, doubtNotHere

    // What footage does not answer.
    case beforePublishing, yoursToCheck, date, dateQuestion, place, placeQuestion, recordStates, context,
        contextWatch, contextLonger, person, personQuestion, motivation, motivationQuestion

    // The players.
    case clipAndOriginal, theClip, theFingerprint, yourCopy, edge, transport, backOneFrame, minusFrame,
        forwardOneFrame, plusFrame, previousDifference, nextDifference, beforeAndAfter, view, sideBySide, split,
        blink, difference, showOriginal, showClip, cannotLay, brightDiffers, sound, none, ownOriginal,
        ownOriginalNote, keys, keysNote, play, pause, notInClip, noSource, noPicture, noPictures, soundOnly,
        cannotPlay, fromFingerprint, fromFile, fileCannotPlay, fileLength, fileTaken, differenceOf,
        noDifferenceThere, clipLeads, originalLeads, originalTitled
}

/// Sentences about a number of things.
public enum CountedMessage: String, Sendable, CaseIterable {
    case secondsLeft, minutesLeft, facesFollowed, recordingsSearched
}
