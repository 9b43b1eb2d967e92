// Names as small buttons: whom and what an article or a question is about.
import {make} from '/_page/dom.js';

export const kTypeNames = {person: 'person', org: 'organisation', place: 'place', misc: 'name'};

export const fieldOf = type => (type === 'person' || type === 'org' || type === 'place' ? type : 'entity');

// `choose(field, value)` narrows the search to it.
export function entityChip(entity, choose) {
  const type = kTypeNames[entity.type] ? entity.type : 'misc';
  return make('button', {type: 'button', class: `chip ${type}`, title: `Only articles that name this ${kTypeNames[type]}`, onclick: () => choose(fieldOf(type), entity.name)},
              make('bdi', {}, entity.name), make('span', {class: 'unseen'}, `, ${kTypeNames[type]}`));
}
