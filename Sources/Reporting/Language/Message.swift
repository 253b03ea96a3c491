/// What the pages say, each in every language (`English`, `German`, `Arabic`). Places for values stand in braces.
public enum Message: String, Sendable, CaseIterable {
    // On every page of the server.
    case skipToPage, pages, checkAClip, verifications, records, publishers, language, sendsNothing, apiBehindIt,
        notFoundTitle, notFoundWhy, backToReport

    // Where a clip is handed in.
    case startTitle, startQuestion, clipStays, clipGoesToServer, comparedWithPeople, fileLabel, fileHint,
        clipCopied, needsScript,
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
        stepWellKnown, stepAttest, ownMachine, ownMachineHow, toTheRecord, whatWasRead, picture, faces,
        facesLeftOut, notFoundBy, whoElse, nobodyElse, othersToo, overlapLimits, here, inTheOther, yourself,
        unreadable, whatYouSay, cannotBeUnsaid, titleOfIt, dayOfIt, placeOfIt, languageSpoken, languageHint,
        whereInFull, timeRecorded, timeHint, rights, peopleHint, madeFromRecord, madeFromHint, excludeHint, saveDraft,
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
        copyParagraph, clickSelects, copyAnswer, copied, cannotCopy, signedSource, signedSources,
        whatDiffers, whatWasCompared, whereItLies, measurements, contentCredentials, aboutTheFile,
        detectors, people, doesNotSay, show

    // The verdict.
    case relationSame, relationEdited, relationChanged, relationMixed, relationNoSource, relationCannotAssess,
        recordFails, mayComeFromSigned, possible, doubtRecordFails, doubtPicture, doubtFace, doubtSound, doubtWeak,
        doubtUnpublished, doubtNotHere

    // What a report finds, and what it does not say.
    case quoted, recordInline, clipIs, clipMayBe, versionMadeFrom, recordFailsBecause, notWhatWasSigned,
        notProvedInLog, notCosigned, obstacleTooShort, obstacleBlank, obstacleUnreadable, obstacleUnsupported,
        obstacleCrashed, obstacleTimeout, obstacleRegistry, nothingMatches, soundMuted, soundAdded, soundDiffers,
        mouthMoves, mouthMovesAt, faceIsNot, faceIsNotAt, partDiffers, partDiffersAt, pictureDiffers, outOfOrder,
        outOfOrderAs, repeatsBefore, repeatsOriginal, hasNoSource, runsAt, runsOtherwise, timelineDiffers, goesOver,
        anotherRecording, leftOut, leftOutLength, upperLeft, top, upperRight, leftSide, centre, rightSide,
        lowerLeft, bottom, lowerRight, trackAt, trackAbsent, trackUnpublished, trackNotHere, trackNotRecorded,
        pictureUnchecked, soundUnchecked, gapNotRegistered, gapNoFaceTrack, gapFaceTooSmall, gapFaceCovered,
        gapFaceUnclear, gapFaceNotInRecord, noDifferenceFound, noDifferenceElsewhere, limitPictureInTime,
        limitResolution, limitNoFaceDetector, limitTruncated, limitUnknownSigner, itsPublisher, limitCredentials,
        limitNoAuthorities, limitUnknownLog, limitUnusableRecord, limitUnreadableFingerprint, limitUnpublished,
        limitMissingFingerprint, limitFetchedFingerprint, limitUnfetchedFingerprint, limitExcluded,
        limitFingerprintOnly, limitStatementOnly, hasWithdrawn, hasReplaced, disputedBy, logEntry, logPlace, titled,
        attestedBy, publisherItself, keyNotYet, keyEndedLater, keyEndedBefore, wasReplaced, wasRetired,
        wasCompromised, failRevoked, failNotYet, failCompromised, failEnded, speaker, whomYouTrust, strangerKey,
        unnamedPublisher, coversFrom, coversSince, aPublisherYouTrust, parentTitled, parentUntitled, signedByName,
        signedBySameKey, keyOfTrusted, keyTrusted, keyStranger, keyDidNotSpeak, keyHasExpired, checksOf,
        checksWithWitnesses, signatureHolds, storedIsNotSigned, logContainsIt, tooFewWitnesses, looksLike,
        recordPlace, recordPlaceTime, isWithheld, operatorTrusts, operatorTrustsOther, domainNamedKey, isWithdrawn

    // What its page shows around them.
    case noDifferenceInCompared, evidenceIs, strengthWeak, strengthModerate, strengthStrong, originalAtInline,
        theClipSmall, smallPictures, noPictureOfClip, momentStart, momentMiddle, momentEnd, momentBefore,
        momentLeftOut, momentAfter, passageNotInClip, clipWithoutPicture, frameOfClip, frameOfClipOutlined, clipAt,
        noSourceAtMoment, originalWithoutPicture, originalFromSameFile, originalFromOtherFile,
        originalFromFingerprint, frameOfOriginal, frameOfOriginalLaid, coarseOriginal, coarseOriginalLaid,
        foundSame, foundDiffers, foundNotChecked, foundAbsent, noSignedSourceShort, partlyNotChecked, legendSame,
        legendPartly, legendDifference, clockOfOriginal, clockOfClip, orderAndSpeed, whereItLiesIn,
        segmentDescribed, pictureGapsAt, noSourceAt, watchRange, sourceIs, checkedWith, clipHashIs, clipNamed,
        aboutChecked, aboutTool, aboutHash, aboutProcessing, aboutRegistry, aboutLog, notSignedPage,
        adjRecompressed, adjRescaled, adjLetterboxed, adjRecoloured, adjFrameRate, adjFilmed, adjCropped,
        adjCaptioned, adjLogo, adjMirrored, adjMuted, adjSoundRemoved, adjSoundAdded, measuredIntro

    // What stands in a file.
    case factsAreNoFindings, factContainer, factContainerBrand, factWriter, factWriterKnown, factEncoder,
        factEncoderSettings, factEncoderFrom, factEncoderSettingsFrom, factHandler, factDevice, factDates,
        factPlace, factHiddenBefore, factHiddenAfter, factHiddenBoth, trackPictureInline, trackSoundInline,
        factAssembled, factFrameRate, factDuration, factRepeats, factRepeatsEvery, everySecond, everyThird,
        everyOther, factStill, factTracks, factEarlierEncoding, factDeclared, factSynthetic, factSyntheticLabel,
        factGenerator,
        knownFFmpeg, knownGoogle, knownTwitter, knownApple, knownAndroid, knownMainConcept, knownGPAC, knownBento4,
        knownLSmash, knownHandBrake, byMetadata, byCredentials, byInvalidCredentials, sourceDigitalCapture,
        sourceComputational, sourceFilm, sourcePrint, sourceScreen, sourceVirtual, sourceHumanEdits,
        sourceDigitalTools, sourceEnhanced, sourceData, sourceComposite, sourceCompositeCapture,
        sourceCompositeSynthetic, sourceAlgorithmic, sourceTrained, sourceCompositeTrained

    // What was measured.
    case ofRecord, faceScores, faceScoresWhat, faceScoresTitle, mouthScore, faceScore, noMouthScore,
        noFaceScore, greatestMouthScore, greatestFaceScore, threshold, mouthThreshold, faceThreshold, mouthMotion,
        mouthMotionWhat, mouthMotionTitle, mouthMotionDescribed, clipLine, originalLine, restOfPicture,
        restOfPictureWhat, restGreatest, restGreatestWhat, restGreatestTitle, greatestScore, topToBottom,
        acrossFrame, restOverTime, nothingCompared, greatestAt, noSoundCompared, bitsDiffer, thresholdIs,
        soundErrors, soundErrorsWhat, soundErrorsTitle, bitError

    // What is said of Content Credentials.
    case credsElsewhere, credsNotRead, credsFetched, credsFail, credsBroken, credsHoldUnlisted, credsHoldNoList,
        credsHoldTrusted, credsUnnamed, credsNameSigner, credsSignedAt, credsSignedAtUnvouched, credsSignedSometime,
        credsTitled, credsMadeWith, credsTitledMadeWith, credsActions, credsActionsMore, ingredientIs, withoutTitle,
        ingredientFails, ingredientHasNone, ingredientHolds, credsCodes

    // What detectors say.
    case detectorSays, detectorSaysExperimental, detectorNotAsked, detectorErrs, detectorsNeverChange, subjectFaces,
        subjectMouth, subjectLips, subjectTogether, errsFaces, errsMouth, errsLips, errsTogetherFew, errsTogether,
        soundBehind, soundBefore,
        lookAtFaces, findingBecause, findingCannotAssess, findingNoSigns, findingSigns, whyCovered,
        whyNotInstalled, whyUnusable, whyExperimental, whyUnsupported, whyNoFace, whyFaceTooSmall, whyProfile,
        whyTooDark, whyRecompressed, whyAnimation, whyTooFewFrames, whyNoSpeech, whyMusic, whyStillMouth,
        whyInconclusive,
        whyTooFewReferences, whySeveralPeople, whyTooFewRecordings, whyPeopleNotInstalled, whyLittleSpeech,
        whyBetweenPeople, faceOfPerson, voiceOfPerson, errsIdentity, errsVoice, peopleProveNothing,
        scoreOverTime, scoresOfLips, scoresOfFaces, faceNumbered, thresholdSigns, thresholdNoSigns, driverFrame,
        driverCaption

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
    case secondsLeft, minutesLeft, facesFollowed, recordingsSearched, searchedInVain, damaged, damagedNear,
        otherStreams, moreOnPage, recordingsIn, logEntries, dataRate, dataRateOfPixels, moreIngredients, facesJudged,
        momentsJudged, isConsistent, isNotConsistent
}
