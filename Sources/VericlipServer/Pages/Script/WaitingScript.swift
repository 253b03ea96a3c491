/// The part of the script that shows how far clips are, and erases them.
enum WaitingScript {
    static let text = """
        const waiting = find('waiting');
        if (waiting) {
          const id = waiting.dataset.id, bar = find('bar'), events = new EventSource(`/v1/verifications/${id}/events`);
          let since = 0, last = '';
          const clock = seconds => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;
          const place = ({ source, segments }) => {
            const item = document.createElement('li'), title = document.createElement('bdi'), times = document.createElement('bdi');
            title.textContent = [source.title, source.publisher?.name].filter(Boolean).join(' · ') || source.record;
            times.textContent = segments.map(({ source }) => `${clock(source.start)}–${clock(source.end)}`).join(', ');
            item.append(title, ' · ', times);
            return item;
          };
          events.addEventListener('progress', event => {
            const { state, stage, percent, found = [] } = JSON.parse(event.data);
            let told = stage === 'fetching' ? words.fetchingClip : words.clipsBefore;
            if (state === 'running' && stage === 'reading') {
              since ||= Date.now();
              bar.value = percent / 100;
              told = fill(words.readingClip, { percent: Math.floor(percent / 10) * 10 }) + left(percent / 100, since);
            } else if (state === 'running') {
              bar.removeAttribute('value');
              told = stage === 'examining' ? words.examining : words.comparing;
            }
            if (found.length && find('found').hidden) {
              find('found').hidden = false;
              find('found').querySelector('ul').append(...found.map(place));
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

        // What changes is taken from a fresh copy of the page, in its language; where the focus is nothing moves.
        const batch = find('batch');
        if (batch) {
          const api = `/v1/batches/${batch.dataset.id}`;
          const look = async () => {
            const answer = await fetch(location.href).catch(() => null);
            if (answer?.status === 404) return location.assign('/batches');
            if (!answer?.ok) return setTimeout(look, 5000);
            const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
            for (const part of document.querySelectorAll('[data-live]')) {
              const news = fresh.getElementById(part.id);
              if (news && news.innerHTML !== part.innerHTML) part.replaceChildren(...news.childNodes);
            }
            if (batch.querySelector('progress').position < 1) setTimeout(look, 2000);
          };
          if (batch.querySelector('progress').position < 1) setTimeout(look, 1000);
          find('erase-batch').addEventListener('click', async () => {
            if (!confirm(words.confirmEraseBatch)) return;
            await fetch(api, { method: 'DELETE' });
            location.assign('/batches');
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
