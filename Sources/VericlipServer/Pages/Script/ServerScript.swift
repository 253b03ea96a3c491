internal import Reporting

/// The one script of the server's pages: it sends clips, shows how far they are, and goes to the reports. Reports are read without it.
enum ServerScript {
    static let text = common + HandInScript.text + WaitingScript.text

    /// What it says, under the names of the messages.
    static func words(_ words: Words) -> JSONValue {
        let messages: [Message] = [
            .copying, .copyingSeveral, .notTaken, .toTheBatch, .serverAnswered, .noAnswer, .clipsBefore, .fetchingClip,
            .readingClip, .comparing, .examining, .confirmErase, .confirmEraseBatch, .erased,
        ]
        let counted: [CountedMessage] = [.secondsLeft, .minutesLeft]
        return .object(
            messages.map { .init(name: $0.rawValue, value: .string(words.template($0))) }
                + counted.map { message in
                    let forms = words.forms(message).sorted { $0.key.rawValue < $1.key.rawValue }
                    return .init(
                        name: message.rawValue,
                        value: .object(forms.map { .init(name: $0.key.rawValue, value: .string($0.value)) }))
                })
    }

    private static let common = """
        'use strict';
        const words = JSON.parse(document.body.dataset.words);
        const fill = (text, values) => text.replace(/\\{(\\w+)\\}/g, (_, name) => values[name]);
        const plural = new Intl.PluralRules(document.documentElement.lang);
        const counted = (forms, n) => fill(forms[plural.select(n)] ?? forms.other, { n });
        const find = id => document.getElementById(id);
        const say = text => { if (find('status')) find('status').textContent = text; };
        const fail = (...parts) => {
          const problem = find('problem');
          problem.replaceChildren(...parts);
          problem.hidden = false;
          if (find('bar')) find('bar').hidden = true;
          say('');
        };
        const left = (share, since) => {
          const seconds = (Date.now() - since) / 1000;
          if (share < .05 || seconds < 2) return '';
          const rest = Math.ceil(seconds / share - seconds);
          return ' · ' + (rest < 60 ? counted(words.secondsLeft, rest) : counted(words.minutesLeft, Math.ceil(rest / 60)));
        };

        // The server's answer, or why there is none.
        const send = (address, body, type, told) => new Promise((resolve, reject) => {
          const request = new XMLHttpRequest();
          request.open('POST', address);
          request.setRequestHeader('Content-Type', type);
          request.upload.addEventListener('progress', event => told?.(event.loaded / event.total));
          request.addEventListener('load', () => {
            const answer = (() => { try { return JSON.parse(request.responseText); } catch { return {}; } })();
            if (request.status < 300) return resolve(answer);
            reject(new Error([answer.title, answer.detail].filter(Boolean).join(' ') || fill(words.serverAnswered, { status: request.status })));
          });
          request.addEventListener('error', () => reject(new Error(words.noAnswer)));
          request.send(body);
        });

        """
}
