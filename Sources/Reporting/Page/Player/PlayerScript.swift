/// The script of the player: two pictures and two sounds on one transport, led by the clip's clock or the original's.
enum PlayerScript {
    static let text = """
        'use strict';
        for (const root of document.querySelectorAll('[data-player]')) {
          const data = JSON.parse(root.dataset.player), words = data.words;
          const part = name => root.querySelector(`[data-part="${name}"]`);
          const fill = (text, values) => text.replace(/\\{(\\w+)\\}/g, (_, name) => values[name]);
          const stage = part('stage'), clip = part('clip'), file = part('file-video'), canvas = part('canvas');
          const clipCanvas = part('clip-canvas');
          const still = matchMedia('(prefers-reduced-motion: reduce)');
          const near = 1e-3, samples = .12;
          let leads = 'clip', time = 0, record = data.segments[0].record, playing = false, since = 0, view = 'side', sound = 'clip';
          let clipPlays = true, fileRecord = null, blinking = 0, loop = 0;
          const say = text => { part('status').textContent = text; };
          const clamp = (value, low, high) => Math.min(Math.max(value, low), high);
          const original = () => data.originals.find(one => one.record === record);

          // Clocks as the report writes them.
          const clock = seconds => {
            const tenths = Math.round(Math.max(seconds, 0) * 10), pad = number => String(number).padStart(2, '0');
            const hours = Math.floor(tenths / 36000), minutes = Math.floor(tenths / 600) % 60;
            return (hours ? `${hours}:${pad(minutes)}` : minutes) + `:${pad(Math.floor(tenths / 10) % 60)}.${tenths % 10}`;
          };

          // The time map, both ways.
          const speed = one => (one.source[1] - one.source[0]) / Math.max(one.clip[1] - one.clip[0], near);
          const holds = (range, at) => at >= range[0] - near && at < range[1];
          const segmentOfClip = at => data.segments.find(one => holds(one.clip, at));
          const segmentOfSource = at => data.segments.find(one => one.record === record && holds(one.source, at));
          const clipTime = () => {
            if (leads === 'clip') return time;
            const one = segmentOfSource(time);
            return one ? one.clip[0] + (time - one.source[0]) / speed(one) : null;
          };
          const sourceTime = () => {
            if (leads === 'original') return time;
            const one = segmentOfClip(time);
            if (!one) return null;
            record = one.record;
            return one.source[0] + (time - one.clip[0]) * speed(one);
          };

        """ + PlayerPictures.text + """
              // Frames and how the original is laid on the clip's.
              const aspects = new Map();
              const shape = (frame, aspect) => {
                if (!(aspect > 0) || aspects.get(frame) === aspect) return;
                aspects.set(frame, aspect);
                lay();
              };
              const shows = () => clipPlays || Boolean(data.pictures);
              const fits = () => shows() && data.aspect && original().map && (fileRecord !== record || file.videoWidth > 0);
              const lay = () => {
                const over = view !== 'side', first = part('clip-frame'), second = part('original-frame');
                const of = frame => aspects.get(frame) ?? data.aspect ?? 16 / 9;
                for (const [frame, aspect] of [[first, of(first)], [second, over ? of(first) : of(second)], [part('glass'), of(first)],
                    [part('edge-line'), of(first)]]) {
                  frame.style.setProperty('--aspect', String(aspect));
                  frame.style.setProperty('--ratio', String(aspect));
                }
                const width = second.clientWidth, height = second.clientHeight, map = original().map?.map(one => one / 1e6);
                let transform = '';
                if (over && map && width && height) {
                  const [a, b, c, d, e, f, g, h, i] = map, r = height / width;
                  transform = `matrix3d(${[a, d * r, 0, g / width, b / r, e, 0, h / height, 0, 0, 1, 0, c * width, f * height, 0, i]})`;
                }
                canvas.style.transform = file.style.transform = transform;
                stage.style.setProperty('--blur', over && fileRecord !== record && canvas.width ? `${width / canvas.width / 2}px` : '0px');
              };

              // A medium that follows the clock that leads.
              const follow = (medium, at, rate) => {
                if (at === null || !playing) {
                  if (!medium.paused) medium.pause();
                  if (at !== null && Math.abs(medium.currentTime - at) > near) medium.currentTime = at;
                  return;
                }
                const wanted = clamp(rate, .25, 4);
                if (medium.playbackRate !== wanted) medium.playbackRate = wanted;
                if (!medium.seeking && Math.abs(medium.currentTime - at) > .15) medium.currentTime = at;
                if (medium.paused) medium.play().catch(() => {});
              };
              const leader = () => leads === 'clip' ? (clipPlays ? clip : null) : fileRecord === record ? file : null;
              const bounds = () => leads === 'clip' ? [0, data.duration] : original().window;

              const render = () => {
                const at = clipTime(), from = sourceTime(), usesFile = fileRecord === record;
                const rate = (leads === 'clip' ? segmentOfClip(time) : segmentOfSource(time)), factor = rate ? speed(rate) : 1;
                clip.muted = sound !== 'clip';
                file.muted = sound !== 'original';
                if (leads === 'original' && clipPlays) follow(clip, at, 1 / factor);
                if (fileRecord !== null && leads === 'clip') follow(file, usesFile ? from : null, factor);
                blank('clip-blank', at === null ? words.notInClip : !data.aspect ? (clipPlays ? words.soundOnly : words.cannotPlay) : clipText(at));
                part('clip-what').textContent = !clipPlays && data.pictures ? ' · ' + words.smallPictures : '';
                file.hidden = !usesFile;
                canvas.hidden = usesFile;
                const said = { none: words.noPicture, missing: words.noPictures };
                const seen = from === null || usesFile ? '' : draw(canvas, part('original-frame'), original().pictures, from);
                blank('original-blank', from === null ? words.noSource : said[seen] ?? '');
                part('clip-clock').textContent = at === null ? '–' : clock(at);
                part('original-clock').textContent = from === null ? '–' : clock(from);
                part('original-what').textContent = ' · ' + (usesFile ? fill(words.fromFile, { name: fileName }) : words.fromFingerprint);
                part('original-title').textContent = fill(words.originalTitled, { title: original().title });
                slide('clip-seek', at, 0, data.duration);
                slide('original-seek', from, ...original().window);
                part('leads').textContent = leads === 'clip' ? words.clipLeads : words.originalLeads;
                part('play').textContent = playing ? words.pause : words.play;
                const overlays = Boolean(fits());
                for (const input of root.querySelectorAll('[data-view]')) input.disabled = input.dataset.view !== 'side' && !overlays;
                part('no-overlay').hidden = Boolean(original().map);
                root.querySelector('[data-sound=original]').disabled = fileRecord === null;
                mark(at, from);
              };
              // Small pictures where the browser knows not the clip's format.
              const clipText = at => {
                if (clipPlays) return '';
                if (!data.pictures) return words.cannotPlay;
                return { none: words.noPictureOfClip, missing: words.cannotPlay }[draw(clipCanvas, part('clip-frame'), data.pictures, at)] ?? '';
              };
              const blank = (name, text) => {
                part(name).hidden = !text;
                if (part(name).textContent !== text) part(name).textContent = text;
              };
              const slide = (name, at, low, high) => {
                const input = part(name), whole = seconds => String(Math.round(seconds * 1000));
                if (input.min !== whole(low)) input.min = whole(low);
                if (input.max !== whole(high)) input.max = whole(high);
                if (at !== null) input.value = whole(at);
                input.setAttribute('aria-valuetext', at === null ? '–' : clock(at));
              };

              const tick = now => {
                if (!playing) return;
                const medium = leader(), [low, high] = bounds();
                if (medium) time = medium.currentTime;
                else time += (now - since) / 1000;
                since = now;
                if (time >= high - near || medium?.ended) { time = clamp(time, low, high); return pause(); }
                render();
                loop = requestAnimationFrame(tick);
              };
              const pause = () => {
                playing = false;
                cancelAnimationFrame(loop);
                leader()?.pause();
                render();
              };
              const play = () => {
                const [low, high] = bounds(), medium = leader();
                if (time >= high - .05) seek(leads, low);
                playing = true;
                since = performance.now();
                if (medium) { medium.playbackRate = 1; medium.play().catch(() => pause()); }
                loop = requestAnimationFrame(tick);
                render();
              };
              const seek = (which, at, of) => {
                if (leads !== which && playing) pause();
                leads = which;
                if (of !== undefined) record = of;
                time = clamp(at, ...bounds());
                const medium = leader();
                if (medium) medium.currentTime = time;
                render();
              };
              const step = direction => {
                if (playing) pause();
                const length = leads === 'original' && fileRecord !== record ? samples : data.frame;
                // The middle of a frame: at its edge browsers show either.
                seek(leads, (Math.floor(time / length + near) + direction + .5) * length);
              };
              const jump = direction => {
                const at = clipTime() ?? 0, ordered = data.differences.map((one, index) => ({ ...one, index }));
                const found = direction > 0 ? ordered.find(one => one.clip[0] > at + .02) : ordered.findLast(one => one.clip[0] < at - .02);
                if (!found) return say(words.noDifferenceThere);
                seek('clip', found.clip[0]);
                say(fill(words.differenceOf, { number: found.index + 1, count: ordered.length, words: found.words }));
              };

              const choose = mode => {
                clearInterval(blinking);
                view = mode;
                stage.className = 'stage' + (mode === 'side' ? '' : ` over ${mode}`);
                part('edge-line').hidden = mode !== 'split';
                part('flip').hidden = mode !== 'blink';
                part('glass').hidden = mode !== 'difference' && mode !== 'split';
                part('difference-note').hidden = mode !== 'difference';
                showOriginal(false);
                // Under three flashes a second (WCAG 2.3.1), and none where the reader wants less motion.
                if (mode === 'blink' && !still.matches)
                  blinking = setInterval(() => showOriginal(!stage.classList.contains('shows-original')), 700);
                lay();
              };
              const showOriginal = shown => {
                stage.classList.toggle('shows-original', shown);
                part('flip').textContent = shown ? words.showClip : words.showOriginal;
              };

              let fileName = '';
              const take = chosen => {
                if (!chosen) return;
                if (playing) pause();
                sourceTime();
                fileName = chosen.name;
                if (file.src) URL.revokeObjectURL(file.src);
                file.src = URL.createObjectURL(chosen);
                file.load();
              };
              file.addEventListener('loadedmetadata', () => {
                fileRecord = record;
                const registered = original().duration;
                if (file.videoWidth) shape(part('original-frame'), file.videoWidth / file.videoHeight);
                say(registered && Math.abs(file.duration - registered) > .5
                  ? fill(words.fileLength, { name: fileName, length: clock(file.duration), registered: clock(registered) })
                  : fill(words.fileTaken, { name: fileName }));
                render();
              });
              file.addEventListener('error', () => {
                if (!file.src) return;
                fileRecord = null;
                say(fill(words.fileCannotPlay, { name: fileName }));
                render();
              });
              const cannotPlay = () => {
                clipPlays = false;
                clip.hidden = Boolean(data.pictures);
                clipCanvas.hidden = !data.pictures;
                root.querySelector('[data-sound=clip]').disabled = true;
                if (view !== 'side' && !data.pictures) root.querySelector('[data-view=side]').click();
                render();
              };
              clip.addEventListener('error', cannotPlay);
              clip.addEventListener('loadedmetadata', () => {
                if (data.aspect && !clip.videoWidth) return cannotPlay();
                if (clip.videoWidth) shape(part('clip-frame'), clip.videoWidth / clip.videoHeight);
                render();
              });

              part('play').addEventListener('click', () => playing ? pause() : play());
              part('back').addEventListener('click', () => step(-1));
              part('forward').addEventListener('click', () => step(1));
              part('previous').addEventListener('click', () => jump(-1));
              part('next').addEventListener('click', () => jump(1));
              part('context').addEventListener('click', () => { sourceTime(); seek('original', original().window[0], record); play(); });
              part('clip-seek').addEventListener('input', event => seek('clip', event.target.value / 1000));
              part('original-seek').addEventListener('input', event => seek('original', event.target.value / 1000));
              part('flip').addEventListener('click', () => {
                clearInterval(blinking);
                showOriginal(!stage.classList.contains('shows-original'));
              });
              part('file').addEventListener('change', event => take(event.target.files[0]));
              for (const input of root.querySelectorAll('[data-view]')) input.addEventListener('change', () => choose(input.dataset.view));
              for (const input of root.querySelectorAll('[data-sound]'))
                input.addEventListener('change', () => { sound = input.dataset.sound; render(); });
              const cut = share => { stage.style.setProperty('--cut', share + '%'); part('edge').value = share; };
              part('edge').addEventListener('input', event => cut(event.target.value));
              stage.addEventListener('pointermove', event => {
                if (view !== 'split' || !event.buttons) return;
                const box = part('clip-frame').getBoundingClientRect();
                cut(clamp(Math.round((event.clientX - box.left) / box.width * 100), 0, 100));
              });
              root.addEventListener('keydown', event => {
                if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches('input[type=file]')) return;
                const act = { k: () => playing ? pause() : play(), ',': () => step(-1), '.': () => step(1), p: () => jump(-1), n: () => jump(1) };
                act[event.key.toLowerCase()]?.();
              });
              new ResizeObserver(lay).observe(part('original-frame'));

              // The times on the drawings below, each of which shows one recording; where one is pressed, the players go.
              const lines = [];
              for (const drawing of document.querySelectorAll('svg[data-timeline]')) {
                const ends = name => drawing.dataset[name].split(' ').map(Number), of = Number(drawing.dataset.timeline);
                const edge = 78, place = (name, from, to) => {
                  const line = document.createElementNS('http://www.w3.org/2000/svg', 'line');
                  for (const [key, value] of Object.entries({ class: 'playhead', y1: from, y2: to, 'aria-hidden': true })) line.setAttribute(key, value);
                  drawing.append(line);
                  lines.push({ line, of, name, ends: ends(name) });
                };
                place('original', 32, 58);
                place('clip', 98, drawing.height.baseVal.value - 8);
                drawing.addEventListener('click', event => {
                  const box = drawing.getBoundingClientRect(), which = event.clientY - box.top < edge ? 'original' : 'clip';
                  const [low, high] = ends(which), at = low + (high - low) * clamp((event.clientX - box.left) / box.width, 0, 1);
                  if (which === 'clip' || data.originals.some(one => one.record === of)) seek(which, at, which === 'original' ? of : undefined);
                });
              }
              const mark = (at, from) => {
                for (const { line, of, name, ends } of lines) {
                  const value = name === 'clip' ? at : of === record ? from : null, share = (value - ends[0]) / (ends[1] - ends[0]);
                  line.setAttribute('visibility', value === null || share < 0 || share > 1 ? 'hidden' : 'visible');
                  line.setAttribute('x1', share * 100 + '%');
                  line.setAttribute('x2', share * 100 + '%');
                }
              };

              clip.controls = false;
              part('original').hidden = part('deck').hidden = false;
              if (clip.videoWidth) shape(part('clip-frame'), clip.videoWidth / clip.videoHeight);
              if (clip.error) cannotPlay();
              lay();
              render();
            }

            """
}
