// The self-check works without this file. With it a carried one survives the browser's back button and a language switch (a copy in
// this tab's session storage), and a kept one is saved with every answer. Hooks: data-check, data-item, data-check-resume, data-check-forget.
(() => {
  'use strict';
  if (window.sakimoriCheck) return;
  window.sakimoriCheck = true;

  const key = 'sakimori-check';
  const stored = () => {
    try { return JSON.parse(sessionStorage.getItem(key)); } catch { return null; }
  };
  const store = copy => {
    try { sessionStorage.setItem(key, JSON.stringify(copy)); } catch { /* A full or forbidden store only loses the convenience. */ }
  };
  const radios = form => form.querySelectorAll('input[type=radio][data-item]');

  const carry = form => {
    const field = name => form.elements.namedItem(name);
    const restore = () => {
      const copy = stored();
      const mine = copy && copy.run === field('run').value && copy.rules === field('rules').value
        && copy.answers.length === field('answers').value.length;
      if (mine) field('answers').value = [...copy.answers].map((c, i) => c === '-' ? field('answers').value[i] : c).join('');
      for (const radio of radios(form)) radio.checked = field('answers').value[radio.dataset.item] === radio.value;
      keep();
    };
    const keep = () => store({ run: field('run').value, rules: field('rules').value, answers: field('answers').value });
    form.addEventListener('change', event => {
      const { item } = event.target.dataset;
      if (item === undefined) return;
      const answers = [...field('answers').value];
      answers[item] = event.target.value;
      field('answers').value = answers.join('');
      keep();
    });
    window.addEventListener('pageshow', event => { if (event.persisted) restore(); });
    restore();
  };

  const save = form => {
    const state = form.querySelector('[data-check-state]');
    const say = kind => { if (state) state.textContent = state.getAttribute('data-' + kind); };
    let timer = 0;
    let running = null;
    const send = async () => {
      try {
        const answer = await fetch(form.getAttribute('action'), {
          method: 'POST', body: new URLSearchParams(new FormData(form)), headers: { 'X-Requested-With': 'autosave' }, redirect: 'error',
        });
        if (answer.ok) form.elements.namedItem('seen').value = await answer.text();
        say(answer.ok ? 'saved' : 'failed');
      } catch {
        say('failed');
      }
      running = null;
    };
    form.addEventListener('change', () => {
      say('saving');
      clearTimeout(timer);
      timer = setTimeout(async () => { await running; running = send(); }, 400);
    });
    // What is under way ends first, so that the form goes with the versions that it left behind.
    form.addEventListener('submit', event => {
      clearTimeout(timer);
      if (!running) return;
      event.preventDefault();
      const { submitter } = event;
      running.then(() => form.requestSubmit(submitter));
    });
  };

  for (const form of document.querySelectorAll('form[data-check=carried]')) carry(form);
  for (const form of document.querySelectorAll('form[data-check=kept]')) save(form);

  for (const block of document.querySelectorAll('[data-check-resume]')) {
    const copy = stored();
    const answered = copy ? [...copy.answers].filter(c => c !== '-').length : 0;
    if (answered === 0) continue;
    const form = block.querySelector('form');
    for (const name of ['run', 'rules', 'answers']) form.elements.namedItem(name).value = copy[name];
    block.querySelector('[data-check-count]').textContent = answered;
    block.hidden = false;
    block.querySelector('[data-check-forget]').addEventListener('click', () => {
      sessionStorage.removeItem(key);
      block.hidden = true;
    });
  }
})();
