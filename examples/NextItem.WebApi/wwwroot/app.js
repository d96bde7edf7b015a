// The page's only script. Texts go in by textContent: whatever an id or a title is, it is never markup.
const $ = id => document.getElementById(id);
const SEARCH_PAUSE = 200, LOOK_AGAIN = 700, SHOWN_USERS = 100, SHOWN_ITEMS = 10, LEAVING = 400, SHOWN_REQUESTS = 2;

let user = null;        // whose history is shown
let turn = 0;           // of answers that come late, only the last turn's are shown
let recommended = null; // the items shown, to tell new ones

async function ask(path, body) {
  let response;
  try {
    response = await fetch(path, body === undefined ? {} : {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body),
    });
  } catch {
    throw new Error('The server cannot be reached. Is it still running?');
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) {
    const problem = new Error(answer.detail ?? answer.title ?? `The server answered ${response.status}.`);
    throw Object.assign(problem, { status: response.status });
  }
  return answer;
}

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

const announce = text => { $('announcement').textContent = text; };

function fail(problem) {
  $('failure').textContent = problem.message;
  $('failure').hidden = false;
}

const allIsWell = () => { $('failure').hidden = true; };

/* The model */

async function showStatus() {
  const { model, requests } = await ask('status');
  const before = $('model-version').textContent;
  $('model-version').textContent = model.version;
  $('model-hash').textContent = model.sha256?.slice(0, 8) ?? '–';
  $('model-hash').title = model.sha256 ? `SHA-256 ${model.sha256}` : '';
  $('model-items').textContent = model.items.toLocaleString('en');
  $('model-forgotten').textContent = requests.forgotten;
  $('model-waiting').textContent = requests.suppressed + requests.unlearning + requests.failed;
  if (before !== '–' && before !== String(model.version)) {
    $('model-version').classList.remove('risen');
    void $('model-version').offsetWidth; // begins the animation anew
    $('model-version').classList.add('risen');
  }
}

/* People */

async function showUsers() {
  const search = $('search').value.trim();
  const { users, total } = await ask(`users?count=${SHOWN_USERS}&search=${encodeURIComponent(search)}`);
  if (search !== $('search').value.trim()) return; // typed on meanwhile
  $('users').replaceChildren(...users.map(one => element('label', { className: 'user' },
    element('input', { type: 'radio', name: 'user', value: one.user, checked: one.user === user, onchange: () => pick(one.user) }),
    element('span', {}, element('b', { textContent: one.user }),
      element('small', { textContent: one.items === 1 ? '1 item' : `${one.items} items` })))));
  $('users').hidden = total === 0;
  $('users-count').textContent = total === 0 ? 'Nobody has an id like that.'
    : total > users.length ? `The first ${users.length} of ${total.toLocaleString('en')}; type to find others.`
    : total === 1 ? '1 person' : `${total.toLocaleString('en')} people`;
}

async function pick(id) {
  user = id;
  recommended = null;
  window.history.replaceState(null, '', `#${encodeURIComponent(id)}`);
  $('nobody').hidden = true;
  $('person').hidden = false;
  $('history-heading').textContent = `History of ${id}`;
  for (const list of [$('history'), $('next')]) list.replaceChildren(...[52, 68, 44, 60].map(loadingRow));
  await show();
}

const loadingRow = width => {
  const bar = element('span', { className: 'loading', textContent: '\u00a0' });
  bar.style.width = `${width}%`;
  return element('li', { className: 'row' }, element('div', {}, bar));
};

/* History and recommendations */

async function show() {
  const mine = ++turn;
  try {
    const [{ history }, { recommendations }] = await Promise.all([
      ask(`users/${encodeURIComponent(user)}`), ask('predict', { user, count: SHOWN_ITEMS })]);
    if (mine !== turn) return;
    allIsWell();
    showHistory(history);
    showRecommended(recommendations);
    announce(`${user}: ${history.length} items, ${recommendations.length} recommended.`);
  } catch (problem) {
    if (mine !== turn) return;
    for (const list of [$('history'), $('next')]) list.replaceChildren();
    fail(problem);
  }
}

function showHistory(history) {
  $('history').replaceChildren(...history.map(one => {
    const row = element('li', { className: 'row' });
    row.dataset.item = one.item;
    const button = element('button', { type: 'button', textContent: 'Forget', ariaLabel: `Forget ${one.title}`, onclick: () => forget(one, button) });
    row.append(element('div', {}, element('span', { className: 'title', textContent: one.title }), button));
    return row;
  }));
  if (history.length === 0) $('history').append(element('li', { className: 'none', textContent: 'Nothing is left.' }));
}

function showRecommended(recommendations) {
  const before = recommended;
  recommended = new Set(recommendations.map(one => one.item));
  $('next').replaceChildren(...recommendations.map((one, place) => element('li', { className: 'row' }, element('div', {},
    element('span', { className: 'rank', textContent: place + 1 }),
    element('span', { className: 'title', textContent: one.title }),
    ...before && !before.has(one.item) ? [element('span', { className: 'tag', textContent: 'new' })] : []))));
  if (recommendations.length === 0) {
    $('next').append(element('li', { className: 'none', textContent: 'There is no history to go by, so nothing is recommended.' }));
  }
}

/* Forgetting */

async function forget({ item }, button) {
  if (button.ariaDisabled === 'true') return;
  button.ariaDisabled = 'true'; // and not disabled: the focus stays where it is until the row leaves
  button.textContent = 'Forgetting…';
  const whose = user;
  try {
    const request = await ask('forget', { user: whose, item });
    allIsWell();
    const entry = newEntry(whose, request);
    announce('The item is hidden from now on. The model will unlearn it.');
    if (whose === user) {
      await leave(item);
      await Promise.all([refreshRecommended(whose), showUsers()]).catch(fail); // the request was taken all the same
    }
    await follow(entry, request, whose);
  } catch (problem) {
    button.ariaDisabled = null;
    button.textContent = 'Forget';
    fail(problem);
  }
}

async function leave(item) {
  const rows = [...$('history').children].filter(row => row.dataset.item === item);
  const next = nextButton(rows);
  for (const row of rows) row.classList.add('leaving');
  await new Promise(resolve => setTimeout(resolve, LEAVING));
  const hadFocus = rows.some(row => row.contains(document.activeElement));
  for (const row of rows) row.remove();
  if ($('history').children.length === 0) $('history').append(element('li', { className: 'none', textContent: 'Nothing is left.' }));
  if (hadFocus) (next ?? $('history-heading')).focus();
}

function nextButton(leaving) {
  const rows = [...$('history').children];
  const last = rows.indexOf(leaving.at(-1));
  const stays = row => !leaving.includes(row);
  return (rows.slice(last + 1).find(stays) ?? rows.slice(0, last).findLast(stays))?.querySelector('button');
}

async function refreshRecommended(whose) {
  const { recommendations } = await ask('predict', { user: whose, count: SHOWN_ITEMS });
  if (whose === user) showRecommended(recommendations);
}

function newEntry(whose, request) {
  const steps = ['Hidden from all answers', 'Model unlearning', 'Forgotten'].map(text => element('li', { className: 'step', textContent: text }));
  const entry = element('li', { className: 'entry' },
    element('div', { className: 'who' },
      element('span', { textContent: `An item of ${whose}` }),
      element('span', { className: 'code', textContent: `request ${request.id.slice(0, 8)}` })),
    element('ol', { className: 'steps' }, ...steps));
  $('requests').prepend(entry);
  for (const old of [...$('requests').children].slice(SHOWN_REQUESTS)) old.remove();
  $('requests-section').hidden = false;
  return { element: entry, steps };
}

function showProgress({ element: entry, steps: [hidden, unlearning, forgotten] }, { state, modelVersion }) {
  entry.dataset.state = state;
  hidden.className = 'step reached';
  unlearning.className = { suppressed: 'step', unlearning: 'step running', failed: 'step failed', forgotten: 'step reached' }[state];
  unlearning.textContent = {
    suppressed: 'Model unlearning: waiting for more', unlearning: 'Model unlearning…',
    failed: 'Unlearning failed; it will be tried again', forgotten: 'Model unlearned',
  }[state];
  if (state === 'forgotten') {
    forgotten.className = 'step finished';
    forgotten.textContent = `Forgotten; model ${modelVersion} serves`;
  }
}

async function follow(entry, request, whose) {
  for (let state = request; ;) {
    showProgress(entry, state);
    await showStatus().catch(() => {});
    if (state.state === 'forgotten') break;
    await new Promise(resolve => setTimeout(resolve, LOOK_AGAIN));
    if (!entry.element.isConnected) return; // newer ones took its place
    try {
      state = await ask(`status/${request.id}`);
      allIsWell();
    } catch (problem) {
      fail(problem);
      if (problem.status === 404) return; // otherwise look again
    }
  }
  announce('Forgotten: the model has unlearned it.');
  if (whose === user) await refreshRecommended(whose).catch(fail);
}

function nameOf(hash) {
  try {
    return decodeURIComponent(hash);
  } catch {
    return ''; // nothing that this page wrote
  }
}

let typing;
$('search').addEventListener('input', () => {
  clearTimeout(typing);
  typing = setTimeout(() => showUsers().then(allIsWell, fail), SEARCH_PAUSE);
});

// The address says who was picked, so that a reload shows the same.
const named = nameOf(location.hash.slice(1));
if (named !== '') {
  $('search').value = named;
  user = named;
}
await Promise.all([showStatus(), showUsers()]).catch(fail);
if (named !== '') await pick(named);
