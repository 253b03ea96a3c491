/// The script that copies the answer: without it a click selects the paragraph.
enum CopyScript {
    static let text = """
        'use strict';
        for (const note of document.querySelectorAll('[data-copy]')) {
          const answer = note.previousElementSibling, button = document.createElement('button'), told = document.createElement('span');
          Object.assign(button, { type: 'button', textContent: note.dataset.copy, className: 'copy-button' });
          told.setAttribute('role', 'status');
          button.addEventListener('click', async () => {
            try {
              await navigator.clipboard.writeText(answer.textContent.trim());
              told.textContent = ' ' + note.dataset.copied;
            } catch {
              getSelection().selectAllChildren(answer);
              told.textContent = ' ' + note.dataset.cannot;
            }
          });
          note.replaceChildren(button, told);
        }

        """
}
