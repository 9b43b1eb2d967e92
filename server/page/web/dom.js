// Making elements. Text goes in as text: nothing here, or anywhere in the page, reads markup out of a string.

const kSvg = 'http://www.w3.org/2000/svg';

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? '' : value);
  }
  for (const child of children.flat(Infinity)) if (child !== null && child !== undefined && child !== false) node.append(child);
  return node;
}

// make('a', {class: 'title', href: '...', onclick: f}, 'text', node, [nodes])
export const make = (tag, attributes = {}, ...children) => fill(document.createElement(tag), attributes, children);
export const makeSvg = (tag, attributes = {}, ...children) => fill(document.createElementNS(kSvg, tag), attributes, children);

export const find = id => document.getElementById(id);

// A link's click that is for this page: not one that opens a tab or a window.
export const isPlainClick = event => event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

// An address of an article is followed only where it leads to the web.
export function webAddress(text) {
  if (!text) return null;
  try {
    const url = new URL(text);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url : null;
  } catch {
    return null;
  }
}

export const counted = (number, one, many) => `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
