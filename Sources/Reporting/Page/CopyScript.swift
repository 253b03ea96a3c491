/// The script that copies the answer: without it a click selects the paragraph.
enum CopyScript {
    static let text = """
        'use strict';
        for (const note of document.querySelectorAll('[data-copy]')) {
          const answer = note.previousElementSibling, button = document.createElement('button'), told = document.createElement('span');
          Object.assign(button, { type: 'button', textContent: 'Copy the answer', className: 'copy-button' });
          told.setAttribute('role', 'status');
          button.addEventListener('click', async () => {
            try {
              await navigator.clipboard.writeText(answer.textContent.trim());
              told.textContent = ' Copied.';
            } catch {
              getSelection().selectAllChildren(answer);
              told.textContent = ' The browser does not let a page copy; the paragraph is selected.';
            }
          });
          note.replaceChildren(button, told);
        }

        """
}
