internal import Reporting

/// The one script of the server's pages: it sends a clip, shows how far it is, and goes to the report. Reports are read without it.
enum ServerScript {
    /// What it says, under the names of the messages.
    static func words(_ words: Words) -> JSONValue {
        let messages: [Message] = [
            .copying, .serverAnswered, .noAnswer, .clipsBefore, .readingClip, .comparing, .confirmErase, .erased,
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

    static let text = """
        'use strict';
        const words = JSON.parse(document.body.dataset.words);
        const fill = (text, values) => text.replace(/\\{(\\w+)\\}/g, (_, name) => values[name]);
        const plural = new Intl.PluralRules(document.documentElement.lang);
        const counted = (forms, n) => fill(forms[plural.select(n)] ?? forms.other, { n });
        const find = id => document.getElementById(id);
        const say = text => { if (find('status')) find('status').textContent = text; };
        const fail = text => {
          const problem = find('problem');
          problem.textContent = text;
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

        const send = file => {
          const bar = find('bar'), since = Date.now(), request = new XMLHttpRequest();
          find('problem').hidden = true;
          bar.hidden = false;
          bar.value = 0;
          let told = -1;
          request.open('POST', '/v1/verifications?name=' + encodeURIComponent(file.name));
          request.setRequestHeader('Content-Type', 'application/octet-stream');
          request.upload.addEventListener('progress', event => {
            const share = event.loaded / event.total, tenth = Math.floor(share * 10);
            bar.value = share;
            if (tenth !== told) say(fill(words.copying, { name: file.name, percent: Math.round(share * 100) }) + left(share, since));
            told = tenth;
          });
          request.addEventListener('load', () => {
            const answer = (() => { try { return JSON.parse(request.responseText); } catch { return {}; } })();
            if (request.status === 202) location.assign('/verifications/' + answer.id);
            else fail([answer.title, answer.detail].filter(Boolean).join(' ') || fill(words.serverAnswered, { status: request.status }));
          });
          request.addEventListener('error', () => fail(words.noAnswer));
          request.send(file);
        };

        const drop = find('drop');
        if (drop) {
          find('file').addEventListener('change', event => { if (event.target.files[0]) send(event.target.files[0]); });
          addEventListener('dragover', event => { event.preventDefault(); drop.classList.add('over'); });
          addEventListener('dragleave', () => drop.classList.remove('over'));
          addEventListener('drop', event => {
            event.preventDefault();
            drop.classList.remove('over');
            if (event.dataTransfer.files[0]) send(event.dataTransfer.files[0]);
          });
          addEventListener('paste', event => { if (event.clipboardData.files[0]) send(event.clipboardData.files[0]); });
        }

        const waiting = find('waiting');
        if (waiting) {
          const id = waiting.dataset.id, bar = find('bar'), events = new EventSource(`/v1/verifications/${id}/events`);
          let since = 0, last = '';
          events.addEventListener('progress', event => {
            const { state, stage, percent } = JSON.parse(event.data);
            let told = words.clipsBefore;
            if (state === 'running' && stage === 'reading') {
              since ||= Date.now();
              bar.value = percent / 100;
              told = fill(words.readingClip, { percent: Math.floor(percent / 10) * 10 }) + left(percent / 100, since);
            } else if (state === 'running') {
              bar.removeAttribute('value');
              told = words.comparing;
            }
            if (told !== last) say(last = told);
          });
          events.addEventListener('done', event => {
            events.close();
            const { failure } = JSON.parse(event.data);
            if (failure) fail(failure);
            else location.reload();
          });
          events.addEventListener('erased', () => { events.close(); location.assign('/'); });
          find('erase').addEventListener('click', async () => {
            await fetch(`/v1/verifications/${id}`, { method: 'DELETE' });
            location.assign('/');
          });
        }
        for (const button of document.querySelectorAll('button[data-erase]'))
          button.addEventListener('click', async () => {
            if (!confirm(words.confirmErase)) return;
            const answer = await fetch(`/v1/verifications/${button.dataset.erase}`, { method: 'DELETE' });
            if (answer.ok || answer.status === 404) {
              const item = button.closest('li');
              const next = item.nextElementSibling ?? item.previousElementSibling;
              item.remove();
              (next?.querySelector('a') ?? find('file') ?? find('main')).focus();
              say(words.erased);
            }
          });

        """
}
