// Everything works without this file. Hooks: data-print, data-guard, data-autosave, data-submit-on-change.
(() => {
  'use strict';

  // A print button is of no use without script, so it is hidden until now.
  for (const button of document.querySelectorAll('[data-print]')) {
    button.hidden = false;
    button.addEventListener('click', () => window.print());
  }

  // Data tables beneath charts are printed open.
  let opened = [];
  window.addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll('details[data-print-open]:not([open])')];
    for (const details of opened) details.open = true;
  });
  window.addEventListener('afterprint', () => {
    for (const details of opened) details.open = false;
    opened = [];
  });

  // Ask before a changed form is left.
  let changed = false;
  for (const form of document.querySelectorAll('form[data-guard]')) {
    form.addEventListener('input', () => { changed = true; });
    form.addEventListener('submit', () => { changed = false; });
  }
  window.addEventListener('beforeunload', event => {
    if (changed) event.preventDefault();
  });

  // Save as you go: data-autosave holds the address; the form's element [data-autosave-state] carries the sentences.
  for (const form of document.querySelectorAll('form[data-autosave]')) {
    const state = form.querySelector('[data-autosave-state]');
    let timer = 0;
    let latest = 0;
    const say = kind => { if (state) state.textContent = state.getAttribute('data-' + kind) ?? ''; };
    const save = async () => {
      const turn = ++latest;
      try {
        const answer = await fetch(form.dataset.autosave, {
          method: 'POST', body: new URLSearchParams(new FormData(form)), headers: { 'X-Requested-With': 'autosave' },
        });
        if (turn !== latest) return;
        if (answer.ok) changed = false;
        say(answer.ok ? 'saved' : 'failed');
      } catch {
        if (turn === latest) say('failed');
      }
    };
    form.addEventListener('change', () => {
      say('saving');
      clearTimeout(timer);
      timer = setTimeout(save, 400);
    });
  }

  // Filters act at once; their button remains for readers without script.
  for (const field of document.querySelectorAll('[data-submit-on-change]'))
    field.addEventListener('change', () => field.form?.requestSubmit());

  // An error summary is where reading starts after a failed submission.
  document.querySelector('[data-error-summary]')?.focus();
})();
