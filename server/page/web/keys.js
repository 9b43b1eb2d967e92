// The keyboard, and the dialog that tells what it does.
import {make} from '/_page/dom.js';

const kKeys = [['/', 'to the search box'], ['j  ↓', 'next article'], ['k  ↑', 'previous article'], ['Enter', 'open it'], ['Esc', 'close it, back to the results'], ['?', 'this']];
const kLanguage = [
  ['ceasefire talks', 'both words, in any form'], ['"ceasefire talks"', 'side by side'], ['"=Talks"', 'as written'], ['ukrain*', 'any ending'], ['-syria', 'without it'],
  ['a OR b', 'one of them'], ['title:quake', 'in the title'], ['person:putin', 'also org: place: source:'], ['date:2024-03..2024', 'published then'], ['about:2022-02', 'speaks of that time']];

const table = rows => make('dl', {}, rows.map(([key, text]) => make('div', {}, make('dt', {}, key.split('  ').map(one => make('kbd', {}, one))), make('dd', {}, text))));

export function fillKeysDialog(dialog) {
  dialog.replaceChildren(
    make('div', {class: 'two'},
      make('section', {}, make('h2', {id: 'keys-title'}, 'Keys'), table(kKeys),
        make('p', {class: 'quiet'}, 'On the timeline: drag to choose a time; with Tab and the arrow keys, move either end.')),
      make('section', {}, make('h2', {}, 'Words'), table(kLanguage),
        make('p', {class: 'quiet'}, 'Names and times in plain words are understood: putin ceasefire march 2022.'))),
    make('form', {method: 'dialog'}, make('button', {class: 'button'}, 'Close')));
  dialog.addEventListener('click', event => {
    if (event.target === dialog) dialog.close();
  });
}

const isTyping = target => target instanceof HTMLElement && (target.matches('input:not([type=radio]), textarea, select') || target.isContentEditable);

// `actions`: focusSearch, move(step) (true when there is somewhere to go), close, help, isSearchBox(element).
export function listenToKeys(dialog, actions) {
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || dialog.open) return;
    const {key, target} = event;
    const done = () => event.preventDefault();
    if (isTyping(target)) {
      if (!actions.isSearchBox(target)) return;
      if (key === 'ArrowDown' && actions.move(1)) done();
      if (key === 'Escape') {
        target.blur();
        done();
      }
      return;
    }
    const arrows = !target.matches?.('[role=slider], input');
    if (key === '/') {
      done();
      actions.focusSearch();
    } else if (key === 'j' || (key === 'ArrowDown' && arrows && target.matches?.('.title'))) {
      if (actions.move(1)) done();
    } else if (key === 'k' || (key === 'ArrowUp' && arrows && target.matches?.('.title'))) {
      if (actions.move(-1)) done();
    } else if (key === 'Escape') {
      actions.close();
    } else if (key === '?') {
      done();
      actions.help();
    }
  });
}
