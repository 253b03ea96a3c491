/// The one script of a report's page: it adds ways of laying clip and original over each other. The page says everything
/// without it.
enum PageScript {
    /// A flip every 700 ms: under the three flashes a second of WCAG 2.3.1. Where the reader wants less motion nothing flips by
    /// itself.
    static let text = """
        'use strict';
        const compare = JSON.parse(document.querySelector('main').dataset.compare);
        for (const pair of document.querySelectorAll('.pair[data-aligned]')) {
          const views = pair.querySelector('.views'), second = pair.querySelectorAll('.views figure')[1];
          const controls = document.createElement('fieldset'), legend = document.createElement('legend');
          controls.className = 'controls';
          legend.textContent = compare.view;
          controls.append(legend);
          let timer = 0;
          const range = Object.assign(document.createElement('input'), { type: 'range', min: 0, max: 100, value: 50 });
          range.setAttribute('aria-label', compare.edge);
          range.dir = 'ltr';
          range.hidden = true;
          const flip = Object.assign(document.createElement('button'), { type: 'button', textContent: compare.showOriginal });
          flip.hidden = true;
          const show = original => {
            views.classList.toggle('shows-original', original);
            flip.textContent = original ? compare.showClip : compare.showOriginal;
          };
          const choose = mode => {
            clearInterval(timer);
            views.classList.toggle('over', mode !== 'side');
            views.classList.toggle('blink', mode === 'blink');
            range.hidden = mode !== 'split';
            flip.hidden = mode !== 'blink';
            show(false);
            if (mode === 'blink' && !matchMedia('(prefers-reduced-motion: reduce)').matches)
              timer = setInterval(() => show(!views.classList.contains('shows-original')), 700);
          };
          const name = 'compare-' + Math.random().toString(36).slice(2);
          for (const [mode, words] of ['side', 'split', 'blink'].map(mode => [mode, compare[mode]])) {
            const label = document.createElement('label');
            const input = Object.assign(document.createElement('input'), { type: 'radio', name, checked: mode === 'side' });
            input.addEventListener('change', () => choose(mode));
            label.append(input, words);
            controls.append(label);
          }
          range.addEventListener('input', () => second.style.setProperty('--cut', range.value + '%'));
          flip.addEventListener('click', () => { clearInterval(timer); show(!views.classList.contains('shows-original')); });
          controls.append(range, flip);
          views.before(controls);
        }

        """
}
