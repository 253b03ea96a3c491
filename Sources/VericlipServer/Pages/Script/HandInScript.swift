/// The part of the script that hands clips in: one, several as a batch, or by their addresses; and recordings to be registered.
enum HandInScript {
    static let text = """
        const sendFile = (file, address, number, count) => {
          const bar = find('bar'), since = Date.now(), values = { name: file.name, number, count };
          let told = -1;
          bar.hidden = false;
          bar.value = 0;
          return send(`${address}name=${encodeURIComponent(file.name)}`, file, 'application/octet-stream', share => {
            const tenth = Math.floor(share * 10), percent = Math.round(share * 100);
            bar.value = share;
            if (tenth !== told) say(fill(count ? words.copyingSeveral : words.copying, { ...values, percent }) + left(share, since));
            told = tenth;
          });
        };
        const sendBatch = async files => {
          const name = `${files[0].name} + ${files.length - 1}`;
          const { id } = await send(`/v1/batches?name=${encodeURIComponent(name)}`, '', 'application/x-ndjson'), refused = [];
          for (const [index, file] of files.entries()) {
            try { await sendFile(file, `/v1/verifications?batch=${id}&`, index + 1, files.length); } catch (error) { refused.push(`${file.name}: ${error.message}`); }
          }
          if (!refused.length) return location.assign('/batches/' + id);
          const why = fill(words.notTaken, { names: refused.join(' ') });
          if (refused.length < files.length) {
            const way = Object.assign(document.createElement('a'), { href: '/batches/' + id, textContent: words.toTheBatch });
            return fail(why + ' ', way);
          }
          await fetch('/v1/batches/' + id, { method: 'DELETE' });
          fail(why);
        };
        let isBusy = false;
        const handIn = async work => {
          if (isBusy) return;
          isBusy = true;
          find('problem').hidden = true;
          try { await work(); } catch (error) { fail(error.message); } finally { isBusy = false; }
        };
        const handInFiles = list => {
          const files = [...list];
          if (files.length === 1) handIn(async () => location.assign('/verifications/' + (await sendFile(files[0], '/v1/verifications?')).id));
          if (files.length > 1) handIn(() => sendBatch(files));
        };
        const handInAddresses = text => {
          const lines = text.split(/\\s+/).filter(Boolean).map(url => JSON.stringify({ url }));
          if (lines.length === 1)
            handIn(async () => location.assign('/verifications/' + (await send('/v1/verifications', lines[0], 'application/json')).id));
          if (lines.length > 1)
            handIn(async () => location.assign('/batches/' + (await send('/v1/batches', lines.join('\\n'), 'application/x-ndjson')).id));
        };

        const recording = find('recording');
        recording?.addEventListener('change', () => {
          const [file] = recording.files, faces = find('faces').checked ? '' : 'faces=no&';
          if (file) handIn(async () => location.assign('/register/' + (await sendFile(file, '/register?' + faces)).id));
        });

        const drop = find('drop'), address = find('address');
        if (drop) {
          find('file').addEventListener('change', event => handInFiles(event.target.files));
          addEventListener('dragover', event => { event.preventDefault(); drop.classList.add('over'); });
          addEventListener('dragleave', () => drop.classList.remove('over'));
          addEventListener('drop', event => {
            event.preventDefault();
            drop.classList.remove('over');
            handInFiles(event.dataTransfer.files);
          });
          addEventListener('paste', event => {
            const text = event.clipboardData.getData('text/plain').trim();
            if (event.clipboardData.files.length) return handInFiles(event.clipboardData.files);
            // An address goes to its place, to be looked at before it is sent.
            if (!address || event.target === address || !/^https?:\\/\\//i.test(text)) return;
            event.preventDefault();
            address.value = text;
            address.focus();
          });
          find('addresses')?.addEventListener('submit', event => {
            event.preventDefault();
            handInAddresses(address.value);
          });
        }

        """
}
