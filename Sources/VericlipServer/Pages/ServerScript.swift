/// The one script of the server's pages: it sends a clip, shows how far it is, and goes to the report. Reports are read without it.
enum ServerScript {
    static let text = """
        'use strict';
        const find = id => document.getElementById(id);
        const say = words => { find('status').textContent = words; };
        const fail = words => {
          const problem = find('problem');
          problem.textContent = words;
          problem.hidden = false;
          if (find('bar')) find('bar').hidden = true;
          say('');
        };
        const left = (share, since) => {
          const seconds = (Date.now() - since) / 1000;
          if (share < .05 || seconds < 2) return '';
          const rest = Math.ceil(seconds / share - seconds);
          return rest < 60 ? `, about ${rest} s left` : `, about ${Math.ceil(rest / 60)} min left`;
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
            if (tenth !== told) say(`Copying ${file.name}: ${Math.round(share * 100)} %${left(share, since)}`);
            told = tenth;
          });
          request.addEventListener('load', () => {
            const answer = (() => { try { return JSON.parse(request.responseText); } catch { return {}; } })();
            if (request.status === 202) location.assign('/verifications/' + answer.id);
            else fail([answer.title, answer.detail].filter(Boolean).join(' ') || `The server answered ${request.status}.`);
          });
          request.addEventListener('error', () => fail('The server does not answer: is vericlip serve still running?'));
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
          let since = 0, told = '';
          events.addEventListener('progress', event => {
            const { state, stage, percent } = JSON.parse(event.data);
            let words = 'Waiting for the clips before it.';
            if (state === 'running' && stage === 'reading') {
              since ||= Date.now();
              bar.value = percent / 100;
              words = `Reading the clip: ${Math.floor(percent / 10) * 10} %${left(percent / 100, since)}`;
            } else if (state === 'running') {
              bar.removeAttribute('value');
              words = 'Looking for signed originals, and comparing.';
            }
            if (words !== told) say(told = words);
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
            if (!confirm('Erase this clip and its report?')) return;
            const answer = await fetch(`/v1/verifications/${button.dataset.erase}`, { method: 'DELETE' });
            if (answer.ok || answer.status === 404) {
              const item = button.closest('li');
              const next = item.nextElementSibling ?? item.previousElementSibling;
              item.remove();
              (next?.querySelector('a') ?? find('file')).focus();
              say('Erased.');
            }
          });

        """
}
