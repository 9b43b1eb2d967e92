// What is shown in place of hits: nothing here yet, nothing found, no answer, a token wanted.
import {setToken} from '/_page/api.js';
import {make} from '/_page/dom.js';

const panel = (title, ...children) => make('section', {class: 'panel', role: 'alert'}, make('h2', {}, title), ...children);

export function emptyPanel() {
  return make('section', {class: 'panel'}, make('h2', {}, 'No articles yet'),
    make('p', {}, 'Give the server a file with an article a line, each a JSON object with ', make('code', {}, 'title'), ', ', make('code', {}, 'body'), ' and ', make('code', {}, 'published'), ':'),
    make('pre', {}, `curl --data-binary @articles.ndjson ${location.origin}/articles`),
    make('p', {}, 'Or let the indexer read a folder of pages, feeds, mails or archives into the database that is served here:'),
    make('pre', {}, 'dateline-index --db DIR FOLDER'),
    make('p', {}, make('a', {class: 'button', href: '/'}, 'Look again')));
}

export function nothingPanel(state, go) {
  const filtered = state.filters.length > 0;
  return make('section', {class: 'panel'}, make('h2', {}, 'Nothing found'),
    make('p', {}, filtered ? 'No article has all that is asked for.' : 'No article has these words. Fewer or other words may find some.'),
    filtered && make('p', {}, make('button', {type: 'button', class: 'button', onclick: () => go({...state, filters: [], span: '', article: ''})}, 'Search without filters')));
}

export function missingPanel(back) {
  return panel('This article is not here', make('p', {}, 'It may have been removed.'), make('p', {}, make('button', {type: 'button', class: 'button', onclick: back}, 'Back to the results')));
}

export function errorPanel(error, again) {
  return panel(error.status === 0 ? 'The server does not answer' : 'That did not work',
    make('p', {}, error.status === 0 ? 'It may have been stopped, or the connection is down.' : make('bdi', {}, error.message)),
    make('p', {}, make('button', {type: 'button', class: 'button', onclick: again}, 'Try again')));
}

export function tokenPanel(refused, again) {
  const input = make('input', {type: 'password', id: 'token', autocomplete: 'off', spellcheck: 'false', required: true, 'aria-describedby': 'token-note'});
  const form = make('form', {class: 'token', onsubmit: event => {
    event.preventDefault();
    setToken(input.value.trim());
    again();
  }}, make('label', {for: 'token'}, 'Token'), input, make('button', {class: 'button'}, 'Go on'));
  return panel(refused ? 'This token is not known' : 'This server asks for a token', form, make('p', {class: 'quiet', id: 'token-note'}, 'It is kept for this tab, until it is closed, and sent to this server alone.'));
}
