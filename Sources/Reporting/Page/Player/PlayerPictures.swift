/// The part of the player's script that shows the small pictures of fingerprints: the original's, and the clip's where it cannot be played.
enum PlayerPictures {
    static let text = """
          // Fingerprints' pictures, a minute at a time: 1.2 MB of an original, 4.6 of a clip, so few are kept.
          const span = 60, kept = 6, minutes = new Map();
          const fetchMinute = (address, index) => {
            const key = `${address}?start=${index * span * 1000}&end=${(index + 1) * span * 1000}`;
            if (minutes.has(key)) return minutes.get(key);
            if (minutes.size >= kept) minutes.delete(minutes.keys().next().value);
            const entry = { state: 'loading' };
            minutes.set(key, entry);
            fetch(key).then(async answer => {
              if (!answer.ok) throw new Error(answer.status);
              const buffer = await answer.arrayBuffer(), [width, height, count, aspect] = new Uint32Array(buffer, 0, 4);
              Object.assign(entry, { state: 'there', width, height, aspect: aspect / 65536, times: new Uint32Array(buffer, 16, count),
                luma: new Uint8Array(buffer, 16 + 4 * count) });
            }).catch(() => { entry.state = 'missing'; }).finally(render);
            return entry;
          };
          // What each canvas shows.
          const drawn = new Map();
          // Draws the picture of a moment: 'there', 'loading', 'none' of this moment, or 'missing' altogether.
          const draw = (canvas, frame, address, at) => {
            const index = Math.floor(Math.max(at, 0) / span), minute = fetchMinute(address, index);
            if (at % span > span - 10) fetchMinute(address, index + 1);
            if (minute.state !== 'there') return minute.state;
            let best = -1;
            while (best + 1 < minute.times.length && minute.times[best + 1] <= at * 1000 + 60) best++;
            if (best < 0 || at * 1000 - minute.times[best] > 1000) return 'none';
            const shown = drawn.get(canvas);
            if (shown?.minute === minute && shown.best === best) return 'there';
            drawn.set(canvas, { minute, best });
            const { width, height } = minute, image = new ImageData(width, height);
            for (let cell = 0, from = best * width * height; cell < width * height; cell++) {
              const level = minute.luma[from + cell];
              image.data.set([level, level, level, 255], cell * 4);
            }
            if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
            canvas.getContext('2d').putImageData(image, 0, 0);
            shape(frame, minute.aspect);
            return 'there';
          };


        """
}
