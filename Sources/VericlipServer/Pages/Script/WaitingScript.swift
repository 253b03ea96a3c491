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
        const looked = document.querySelector('[data-look]');
        if (looked) {
          const look = async () => {
            const answer = await fetch(location.href).catch(() => null);
            if (answer?.status === 404) return location.assign(looked.dataset.look);
            if (!answer?.ok) return setTimeout(look, 5000);
            const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
            const isOver = !fresh.querySelector('[data-look]');
            if (isOver && looked.dataset.then === 'reload') return location.reload();
            for (const part of document.querySelectorAll('[data-live]')) {
              const news = fresh.getElementById(part.id);
              if (news && news.innerHTML !== part.innerHTML) part.replaceChildren(...news.childNodes);
            }
            if (!isOver) setTimeout(look, 2000);
          };
          setTimeout(look, 1000);
        }
        find('erase-batch')?.addEventListener('click', async event => {
          if (!confirm(words.confirmEraseBatch)) return;
          await fetch(`/v1/batches/${event.target.dataset.batch}`, { method: 'DELETE' });
          location.assign('/batches');
        });
        for (const form of document.querySelectorAll('form[data-confirm]'))
          form.addEventListener('submit', event => { if (!confirm(form.dataset.confirm)) event.preventDefault(); });

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
