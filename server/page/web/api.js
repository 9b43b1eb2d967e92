// Asking the server this page came from. The token it may want stays in this tab's storage.

const kToken = 'dateline.token';

export class ServerError extends Error {
  constructor(status, type, reason) {
    super(reason);
    this.status = status;  // 0: no answer
    this.type = type;
  }
}

let token = '';
try {
  token = sessionStorage.getItem(kToken) ?? '';
} catch {
  // Without storage it holds until the page is left.
}

export function setToken(text) {
  token = text;
  try {
    sessionStorage.setItem(kToken, text);
  } catch {
    // As above.
  }
}

export const hasToken = () => token !== '';

// The JSON at `path`. ServerError; AbortError when `signal` says that nobody waits for it any more.
export async function ask(path, parameters = new URLSearchParams(), signal = undefined) {
  const headers = {Accept: 'application/json'};
  if (token) headers.Authorization = `Bearer ${token}`;
  const text = parameters.toString();
  let response, body;
  try {
    // Without credentials the browser does not put up its own question for a password.
    response = await fetch(path + (text ? '?' + text : ''), {headers, signal, credentials: 'omit', redirect: 'error'});
    body = await response.json();
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    if (response) throw new ServerError(response.status, 'unreadable', `The server's answer cannot be read (status ${response.status}).`);
    throw new ServerError(0, 'unreachable', 'The server does not answer.');
  }
  if (!response.ok) throw new ServerError(response.status, body?.error?.type ?? '', body?.error?.reason ?? `The server answers with status ${response.status}.`);
  return body;
}

export const articlePath = id => '/articles/' + encodeURIComponent(id);
export const relatedPath = id => '/related/' + encodeURIComponent(id);
